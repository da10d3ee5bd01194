import type { Posting } from '@/lib/series/series.ts';

type OfBranch = Pick<Posting, 'branch'>;

/** A stable line: `6.1.y`, `linux-6.1.y`, `5.15`; of `6.1/5.15` each. */
const LINE = /^(?:linux-)?(\d{1,3}\.\d{1,3})(?:\.(?:\d{1,4}|[xy]))?(?:-stable)?$/;

/** Whether both are for stable lines and for none in common: a backport to each is no version of another. */
export function isOfOtherLine(one: OfBranch, other: OfBranch): boolean {
  const [lines, others] = [linesOf(one), linesOf(other)];
  return lines.length > 0 && others.length > 0 && !lines.some((line) => others.includes(line));
}

/** `for 9.1` is a release of the one branch there is, which the next version may miss. */
function linesOf({ branch }: OfBranch): readonly string[] {
  return branch.flatMap((word, index) =>
    branch[index - 1] === 'for' ? [] : word.split('/').flatMap((part) => LINE.exec(part)?.[1] ?? []),
  );
}

/** Whether the brackets of both say the same, in whatever order. */
export function isOfOneBranch(one: OfBranch, other: OfBranch): boolean {
  const [words, others] = [new Set(one.branch), new Set(other.branch)];
  return words.size === others.size && [...words].every((word) => others.has(word));
}
