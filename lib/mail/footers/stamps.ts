import { opensParagraph } from '@/lib/mail/footers/paragraph.ts';

/** What telephones and web mailers write below a letter. */
const DEVICE = new RegExp(
  '^(?:Sent from (?:my|Mail for Windows|Outlook|Yahoo|Samsung)\\b|Sent with (?:Proton|Mailbird)|Get Outlook for ' +
    '|Envoyé de mon |Von meinem \\S{1,30} gesendet|Gesendet von |Отправлено с )',
);
const PGP_HEAD = '-----BEGIN PGP SIGNED MESSAGE-----';
/** What any of them begins with. */
const FIRST_LETTERS = '-HSGEVО';
const LINE_MAX = 80;

/** `Sent from my ...` and the head of a signed letter: a line that a program wrote, whatever follows. */
export function isStamp(body: string, line: string, start: number): boolean {
  if (line.length > LINE_MAX || !FIRST_LETTERS.includes(line.charAt(0))) return false;
  if (line === PGP_HEAD) return true;
  if (line.startsWith('Hash: ')) return body.startsWith(`${PGP_HEAD}\n`, start - PGP_HEAD.length - 1);
  return DEVICE.test(line) && opensParagraph(body, start);
}
