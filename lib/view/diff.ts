import { HUNK } from '@/lib/mail/patches/diff-lines.ts';
import type { Piece } from '@/lib/view/mail/piece.ts';

type LineKind = 'file' | 'meta' | 'hunk' | 'added' | 'removed' | null;

/** Lines that name the file, and what else `git diff` writes before its hunks. */
const FILE_LINE = /^(?:diff |--- |\+\+\+ )/;
const META_LINE =
  /^(?:index [0-9a-f]|(?:new|deleted) file mode|(?:old|new) mode|(?:dis)?similarity index|rename |copy |Binary |GIT )/;
/** The longest keyword above; the pattern is anchored, so a line of any length costs this much. */
const FILE_LINE_LENGTH = 24;

/**
 * Pieces of a diff in `text` from `start` to `end`: file headers, hunk headers, added and removed lines, each run of
 * equal lines one piece. Hunk counts tell the removed line `-- x` (written `--- x`) from a file header.
 */
export function highlightDiff(text: string, start: number, end: number): readonly Piece[] {
  const pieces: { start: number; end: number; className: LineKind }[] = [];
  let left = { removed: 0, added: 0 };
  for (let at = start; at < end; ) {
    const feed = text.indexOf('\n', at);
    const next = feed < 0 || feed >= end ? end : feed + 1;
    const kind = lineKind(text, at, next, left);
    left = countDown(text, at, next, kind, left);
    const last = pieces.at(-1);
    if (last !== undefined && last.className === kind) last.end = next;
    else pieces.push({ start: at, end: next, className: kind });
    at = next;
  }
  return pieces;
}

type Left = { readonly removed: number; readonly added: number };

function lineKind(text: string, start: number, end: number, left: Left): LineKind {
  const first = text[start];
  if (left.added > 0 && first === '+') return 'added';
  if (left.removed > 0 && first === '-') return 'removed';
  if (text.startsWith('@@ ', start)) return 'hunk';
  const inHunk = left.added > 0 || left.removed > 0;
  const couldBeFile = !inHunk || (first !== '+' && first !== '-');
  const beginning = text.slice(start, Math.min(end, start + FILE_LINE_LENGTH));
  if (couldBeFile && FILE_LINE.test(beginning)) return 'file';
  if (couldBeFile && META_LINE.test(beginning)) return 'meta';
  // Hand-edited hunks with wrong counts are common in review; colour what looks like a change.
  return first === '+' ? 'added' : first === '-' ? 'removed' : null;
}

function countDown(text: string, start: number, end: number, kind: LineKind, left: Left): Left {
  if (kind === 'hunk') {
    const counts = HUNK.exec(text.slice(start, Math.min(end, start + 80)));
    if (counts === null) return { removed: 0, added: 0 };
    return { removed: Number(counts[1] ?? 1), added: Number(counts[2] ?? 1) };
  }
  const context = kind === null && (text[start] === ' ' || text[start] === '\n');
  return {
    removed: left.removed - (kind === 'removed' || context ? 1 : 0),
    added: left.added - (kind === 'added' || context ? 1 : 0),
  };
}
