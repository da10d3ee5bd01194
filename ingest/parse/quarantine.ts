import type { ProblemCode } from '@/lib/base/problem.ts';
import type { Email, Mailbox } from '@/lib/mail/email.ts';
import { firstField, readHeaderBlock } from '@/lib/mail/fields/header-block.ts';
import { buildEmail } from './build-email.ts';

/** A guess needs no more of a From field. */
const FROM_LENGTH_MAX = 1_000;

/**
 * The message that stands for one whose parsing failed or took too long: id, dates, lists, subject and sender as the
 * raw header lines give them, encoded words undecoded, no text. Cheap and bounded, as it runs outside the worker.
 */
export function quarantineEmail(raw: Uint8Array, code: ProblemCode, detail: string): Email {
  const header = readHeaderBlock(raw);
  const from = guessMailbox(firstField(header, 'from') ?? '');
  const subject = (firstField(header, 'subject') ?? '').slice(0, FROM_LENGTH_MAX);
  return buildEmail(
    header,
    { from: [from], to: [], cc: [], subject, body: '', isFlowed: false, attached: [] },
    [{ code, detail }],
  );
}

function guessMailbox(value: string): Mailbox {
  const text = value.slice(0, FROM_LENGTH_MAX);
  const open = text.lastIndexOf('<');
  const close = text.indexOf('>', open);
  if (open === -1 || close === -1) return { name: '', email: text.includes('@') ? text.trim() : '' };
  const name = text.slice(0, open).trim().replace(/^"|"$/g, '');
  return { name, email: text.slice(open + 1, close).trim() };
}
