import { lineEnd, nextLineStart } from '@/lib/mail/lines.ts';
import { countOff, hunkLineKind, type LinesLeft } from '@/lib/mail/patches/hunk-line.ts';

/** What git puts below a patch, directly after the last hunk. */
const GIT_VERSION = /^(?:git-series )?\d+\.\d+[\w.+()~ -]{0,40}$/;

/** `-- ` or `--` with a version of git below: the end of the mail, whatever the counts say. */
export function isGitSignature(body: string, line: string, start: number): boolean {
  if (line !== '-- ' && line !== '--') return false;
  const from = start + line.length;
  const below = body.slice(from, from + 80).trim();
  return GIT_VERSION.test(below.split('\n', 1)[0]?.trimEnd() ?? '');
}

/** Whether a line that begins like none of a hunk begins what comes after it. */
export function endsHunk(body: string, line: string, start: number): boolean {
  if (/^(?:@@ -|diff |Index: |From [0-9a-f]{40} )/.test(line) || isGitSignature(body, line, start))
    return true;
  return line.startsWith('--- ') && body.startsWith('+++ ', start + line.length + 1);
}

/** The line that begins at `start`, without its end. */
export function lineAt(body: string, start: number): string {
  return body.slice(start, lineEnd(body, start)).replace(/\r$/, '');
}

/**
 * Whether the context lines of a hunk lost their first blank on the way, decided at the first line that begins like
 * none of a hunk; `left` is what the hunk has from there on. The counts of its `@@` line tell: they come out exactly
 * when such lines are taken for context, and do not when they are the ends of lines that a mailer broke. Looks ahead no
 * further than the next header.
 */
export function isBareHunk(body: string, left: Readonly<LinesLeft>, from: number): boolean {
  const [bare, broken] = [{ ...left }, { ...left }];
  let next: string | null = null;
  for (let start = from; start < body.length && (broken.old > 0 || broken.fresh > 0); ) {
    const line = lineAt(body, start);
    if (endsHunk(body, line, start)) break;
    const kind = hunkLineKind(line.charAt(0));
    if (isDone(bare)) next ??= line;
    else countOff(bare, kind ?? 'context');
    if (kind !== null) countOff(broken, kind);
    start = nextLineStart(body, start);
  }
  return isDone(bare) && !isDone(broken) && !/^[-+ \t]\S/.test(next ?? '');
}

function isDone({ old, fresh }: LinesLeft): boolean {
  return old === 0 && fresh === 0;
}
