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

/**
 * Whether the paragraph that `line` begins at `start` stands below the list of commits in a mail of thanks: it is the
 * same in every such mail of a maintainer, unless he says `I`.
 */
export function isBelowThanks(line: string, body: string, start: number): boolean {
  const above = body.slice(Math.max(0, start - COMMIT_LINE_MAX), start).trimEnd();
  const last = above.slice(above.lastIndexOf('\n') + 1);
  if (line.startsWith('[') || !COMMIT.test(last)) return false;
  if (!THANKS.test(body.slice(Math.max(0, start - PARAGRAPH_MAX), start))) return false;
  return !/\bI\b/.test(paragraph(body, start));
}
