import { parseMailLine, type Said } from '@/lib/judge/mail-line.ts';
import type { MessageId } from '@/lib/mail/email.ts';

/** What somebody said in a mail for a maintainer to accept: derived from its message, never a judgement by itself. */
export type Suggestion = Said & {
  readonly messageId: MessageId;
  /** Of the paragraph, in the body. */
  readonly start: number;
  readonly end: number;
};

const PER_MESSAGE_MAX = 50;

/**
 * The `#docket` lines of a mail that answers another: in the first column, a paragraph of their own (so neither quoted
 * nor in the middle of prose). Empty for mail that answers nothing.
 */
export function findSuggestions(message: {
  readonly messageId: MessageId;
  readonly inReplyTo: string | null;
  readonly body: string;
}): readonly Suggestion[] {
  const { messageId, inReplyTo, body } = message;
  if (inReplyTo === null || !body.includes('#docket ')) return [];
  const found: Suggestion[] = [];
  for (const { start, end } of paragraphs(body)) {
    const paragraph = body.slice(start, end);
    if (!paragraph.startsWith('#docket ')) continue;
    const said = parseMailLine(paragraph, inReplyTo);
    if (said !== null && found.length < PER_MESSAGE_MAX) found.push({ ...said, messageId, start, end });
  }
  return found;
}

function* paragraphs(body: string): Generator<{ readonly start: number; readonly end: number }> {
  let start = -1;
  let end = 0;
  for (let at = 0; at < body.length; ) {
    const feed = body.indexOf('\n', at);
    const next = feed === -1 ? body.length : feed + 1;
    const isBlank = body.slice(at, next).trim() === '';
    if (!isBlank) {
      if (start === -1) start = at;
      end = feed === -1 ? body.length : feed;
    } else if (start !== -1) {
      yield { start, end };
      start = -1;
    }
    at = next;
  }
  if (start !== -1) yield { start, end };
}
