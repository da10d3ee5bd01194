import type { Mailbox } from '@/lib/mail/email.ts';
import { parseDate } from '@/lib/mail/fields/date.ts';
import { composeCopy, TEXT_FIELDS } from '@/lib/mail/patchwork/compose-copy.ts';
import { COPY_HEADER } from '@/lib/mail/patchwork/copies.ts';
import type { CommentAnswer, SubmissionAnswer } from './answers.ts';

/** Fields of the mail that say how its body was encoded, and those only we may write. */
const DROPPED = /^(?:content-.*|mime-version|lines|x-docket-.*)$/i;
const FIELD_NAME = /^[!-9;-~]{1,200}$/;

/** A cover or a patch as a message: its words, then its diff, as they stood in the mail. */
export function submissionMessage(answer: SubmissionAnswer): Buffer {
  const words = answer.content ?? '';
  const body = answer.diff == null || answer.diff === '' ? words : `${words}\n\n${answer.diff}`;
  return toMessage(answer, { subject: answer.name ?? '', body, parent: null });
}

/** A comment as a message; without header fields (before API 1.1) it answers the submission. */
export function commentMessage(answer: CommentAnswer, submission: string): Buffer {
  const subject = answer.subject ?? answer.name ?? '';
  return toMessage(answer, { subject, body: answer.content ?? '', parent: bare(submission) });
}

type Content = { readonly subject: string; readonly body: string; readonly parent: string | null };

/**
 * Patchwork keeps the header of a mail and cuts its body (signature, footer of the list, attachments), so this is a
 * copy: it has the real Message-ID and gives way to the mail.
 */
function toMessage(answer: SubmissionAnswer | CommentAnswer, { subject, body, parent }: Content): Buffer {
  const fields = Object.entries(answer.headers ?? {}).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((one) => ({ name, value: one })),
  );
  const own = fields.filter(({ name }) => FIELD_NAME.test(name) && !DROPPED.test(name));
  const has = (name: string): boolean => own.some((field) => field.name.toLowerCase() === name);
  const whole = body.endsWith('\n') ? body : `${body}\n`;
  const from = mailboxOf(answer);
  // Django gives UTC without saying so.
  const sentAt = parseDate(isoToMail(answer.date)) ?? 0;
  if (!has('from') || !has('message-id')) {
    return Buffer.from(
      composeCopy({
        origin: 'patchwork-rest',
        from,
        sentAt,
        subject,
        messageId: bare(answer.msgid),
        references: parent === null ? [] : [parent],
        body: whole,
      }),
    );
  }
  const header = [
    ...own.map(({ name, value }) => `${name}: ${refolded(value)}`),
    `${COPY_HEADER}: patchwork-rest`,
    ...TEXT_FIELDS,
  ];
  return Buffer.from(`${header.join('\n')}\n\n${whole}`);
}

function mailboxOf({ submitter }: SubmissionAnswer | CommentAnswer): Mailbox {
  const email = submitter?.email ?? '';
  return {
    name: submitter?.name ?? '',
    email: /^[^\s<>]+@[^\s<>]+$/.test(email) ? email : 'unknown@docket.invalid',
  };
}

/** Folding stays, but no line of a value may begin a field or end the header. */
function refolded(value: string): string {
  return value
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n\t');
}

function bare(id: string): string {
  return id.replace(/[<>\s]/g, '');
}

/** `2024-07-18T13:02:08` as RFC 5322 has it; other texts as they are. */
function isoToMail(date: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2}:\d{2})/.exec(date);
  if (match === null) return date;
  const [, year, month, day, time] = match;
  const name = 'JanFebMarAprMayJunJulAugSepOctNovDec'.slice((Number(month) - 1) * 3, Number(month) * 3);
  return `${day} ${name} ${year} ${time} +0000`;
}
