import { noticePath, noticeSentence, type ToldNotice } from '@/lib/view/text/notice-text.ts';
import { shortenLine } from '@/lib/view/text/shorten-line.ts';
import { terminalLine } from '@/lib/view/text/terminal.ts';
import { wrapText } from '@/lib/view/text/wrap.ts';

const WIDTH = 72;
const WORDS_LENGTH = 600;

/** A mail with notifications, oldest first: at most one line of subject, text of 72 columns. */
export function noticesLetter(
  notices: readonly ToldNotice[],
  base: string,
): { readonly subject: string; readonly text: string } {
  const [first] = notices;
  const subject =
    notices.length === 1 && first !== undefined
      ? `Docket: ${terminalLine(noticeSentence(first), 150)}`
      : `Docket: ${notices.length} notifications`;
  const blocks = notices.map((notice) => [
    ...wrapText(noticeSentence(notice), WIDTH, ''),
    ...wordsOf(notice),
    `${base}${noticePath(notice)}`,
  ]);
  const seen = `All of them, and to mark them as read:\n${base}/account/notifications`;
  return { subject, text: `${[...blocks.map((lines) => lines.join('\n')), seen].join('\n\n')}\n` };
}

function wordsOf({ comment }: ToldNotice): readonly string[] {
  if (comment === null) return [];
  return wrapText(shortenLine(comment.text, WORDS_LENGTH), WIDTH, '  > ');
}

/** Below every letter. RFC 3676 4.3: what follows `-- ` is no part of what is said. */
export function letterFooter(base: string, unsubscribePath: string, what: string): string {
  return [
    '',
    '-- ',
    `You asked for ${what} on ${base}/account.`,
    'Stop it, without signing in:',
    `${base}${unsubscribePath}`,
    '',
  ].join('\n');
}
