import { simpleParser } from 'mailparser';

/** The words by which one recognizes a message in a page: a long line of each, from different places of its text. */
export type Probe = { readonly messageId: string; readonly lines: readonly string[] };

const LINE_LENGTH_MIN = 30;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Of every message of the thread: its first, middle and last long line, whatever their quoting. */
export async function probesOf(mails: readonly Buffer[]): Promise<readonly Probe[]> {
  return Promise.all(
    mails.map(async (mail) => {
      const parsed = await simpleParser(mail, { skipHtmlToText: true, skipTextToHtml: true });
      const long = (parsed.text ?? '')
        .split('\n')
        .map(withoutQuotes)
        .filter((line) => line.length >= LINE_LENGTH_MIN);
      const chosen = [long[0], long[long.length >> 1], long.at(-1)].filter((line) => line !== undefined);
      return { messageId: parsed.messageId?.slice(1, -1) ?? '', lines: chosen };
    }),
  );
}

/** Messages of which a line is missing in the text of the page. */
export function missingFrom(html: string, probes: readonly Probe[]): readonly string[] {
  const text = new Set(textOf(html).split('\n').map(withoutQuotes));
  const whole = [...text].join('\n');
  return probes
    .filter(({ lines }) => lines.some((line) => !whole.includes(line)))
    .map((probe) => probe.messageId);
}

function withoutQuotes(line: string): string {
  return line
    .replace(/^[>\s]+/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&#(x?)([0-9a-f]+);/gi, (_, hex: string, digits: string) =>
      String.fromCodePoint(Number.parseInt(digits, hex === '' ? 10 : 16)),
    )
    .replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
