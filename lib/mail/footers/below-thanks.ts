import { pattern } from '@/lib/base/pattern.ts';
import { PARAGRAPH_MAX, paragraph } from '@/lib/mail/footers/paragraph.ts';

/** A commit below its patch at the end of the list that b4 ty writes. */
const THANKS = pattern(
  '\\n\\[(?:[^[\\]\\n]{0,60}[\\s,])?\\d{1,3}\\/\\d{1,3}\\] [^\\n]{1,300}',
  '\\n[ \\t]{2,12}(?:commit: [0-9a-f]{7,40}|https?:\\/\\/\\S{1,200}|\\(no [^\\n()]{1,30}\\))\\s*',
  '\\n[ \\t]*\\n$',
);
/** Its last line: most paragraphs are told by that. */
const COMMIT = /^[ \t]{2,12}(?:commit: |http|\(no )/;
const COMMIT_LINE_MAX = 250;

/** Of this series: it asks, names patches or versions, or tells what became of some. */
const OF_THIS = pattern(
  '\\?|\\b(?:I|v\\d{1,2}|\\d{1,3}\\/\\d{1,3}|patch(?:es)? #?\\d|conflict\\w*|missing|squashed|folded',
  '|(?:the|your|my) (?:rest|others?|remaining|first|second|third|last)',
  "|(?:did|does|do)(?:n't| not) (?:apply|build|compile))\\b",
);

/**
 * Whether the paragraph that `line` begins at `start` stands below the list of commits in a mail of thanks: it is the
 * same in every such mail of a maintainer, unless it is of this series.
 */
export function isBelowThanks(line: string, body: string, start: number): boolean {
  const above = body.slice(Math.max(0, start - COMMIT_LINE_MAX), start).trimEnd();
  const last = above.slice(above.lastIndexOf('\n') + 1);
  if (line.startsWith('[') || !COMMIT.test(last)) return false;
  if (!THANKS.test(body.slice(Math.max(0, start - PARAGRAPH_MAX), start))) return false;
  return !OF_THIS.test(paragraph(body, start));
}
