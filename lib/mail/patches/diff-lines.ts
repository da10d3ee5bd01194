import { nextLineStart } from '@/lib/mail/lines.ts';

/** What stands between the `diff` line and the hunks, or instead of them. */
const DIFF_HEADERS = [
  ...['diff ', 'index ', '--- ', '+++ ', 'Binary files ', '\\ No newline', 'Index: ', '====='],
  ...['old mode ', 'new mode ', 'new file mode ', 'deleted file mode '],
  ...['similarity index ', 'dissimilarity index ', 'rename from ', 'rename to ', 'copy from ', 'copy to '],
  // CVS; got of OpenBSD.
  ...[
    'RCS file: ',
    'retrieving revision ',
    'commit - ',
    'commit + ',
    'path + ',
    'blob - ',
    'blob + ',
    'file + ',
  ],
];
/** What stands below a `diff` line, with whatever options: of diff, git and got. */
const BELOW_DIFF = /^(?:--- |index |commit - )/;
const BAZAAR = /^=== (?:modified|added|removed|renamed) file '/;
/** The counts of lines of the old and of the new file; left out, they are 1. */
export const HUNK = /^@@ -\d+(?:,(\d{1,9}))? \+\d+(?:,(\d{1,9}))? @@/;
const STAT_LINE = /^ \S.{0,300} \| +(?:\d+(?: [+-]*)?|Bin(?: .*)?)$/;
const STAT_SUMMARY = /^ \d+ files? changed/;
const STAT_MODE = /^ (?:create|delete) mode \d{6} |^ rename .*\(\d+%\)$|^ mode change \d{6} /;
/** Whether a line can stand between `diff` and the first hunk. */
export function isDiffHeader(line: string): boolean {
  return DIFF_HEADERS.some((header) => line.startsWith(header));
}

/** Whether a line begins a diff, by whatever program; `end` is where the next line starts. */
export function opensDiff(body: string, line: string, end: number): boolean {
  if (line.startsWith('--- ')) return body.startsWith('+++ ', end);
  if (line.startsWith('diff '))
    return line.startsWith('diff --git ') || BELOW_DIFF.test(body.slice(end, end + 9));
  return line.startsWith('Index: ')
    ? body.startsWith('=====', end)
    : line.startsWith('=== ') && BAZAAR.test(line);
}

/** Whether a line is one of `git diff --stat` or `--summary`. */
export function isStat(line: string): boolean {
  return STAT_SUMMARY.test(line) || STAT_MODE.test(line) || STAT_LINE.test(line.trimEnd());
}

/** Where the patch of a body begins, with its `diff` line or without one; -1 when there is none. */
export function findPatchStart(body: string): number {
  const git = lineWith(body, 'diff --git ', 0);
  let old = lineWith(body, '--- ', 0);
  while (old !== -1 && (git === -1 || old < git)) {
    const end = nextLineStart(body, old);
    if (body.startsWith('+++ ', end)) return old;
    old = lineWith(body, '--- ', end);
  }
  return git;
}

/** Start of the first line from `from`, itself the start of a line, that begins with `text`; -1 when there is none. */
function lineWith(body: string, text: string, from: number): number {
  if (body.startsWith(text, from)) return from;
  const newline = body.indexOf(`\n${text}`, from);
  return newline === -1 ? -1 : newline + 1;
}
