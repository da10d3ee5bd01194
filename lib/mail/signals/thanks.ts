import type { PatchRange } from '@/lib/mail/signals/patch-numbers.ts';

/** `[2/3] title`, as b4 ty and patchwork-bot list what they took: `  - [net-next,v2,2/3] title`. */
const LISTED = /^[ \t]{0,4}(?:- )?\[(?:[^[\]\n]{0,60}[\s,])?(\d{1,3})\/(\d{1,3})\] (\S.*)/;
/** Below a patch that was not found in the tree: b4 ty and patchwork-bot say so. */
const NO_COMMIT = /^[ \t]{0,10}\(no (?:matching )?commit(?: info)?\)/;
/** Below one that was. */
const COMMIT = /^[ \t]{2,12}(?:commit: [0-9a-f]{7,64}|https?:\/\/\S{1,250}[/=][0-9a-f]{7,64})[ \t]{0,10}$/;
const LISTED_MAX = 500;
/** A title, its commit, and an empty line between them. */
const LINES_MAX = 3 * LISTED_MAX;
const LINE_LENGTH_MAX = 300;

type Thanks = { readonly patches: readonly PatchRange[]; readonly isWhole: boolean };

/**
 * Which patches of its series a mail of thanks lists with their commits: `[1/3]` and `[3/3]` alone, all but those with
 * `(no commit info)` below, or all. Null without such a list, when no commit is told of any of them (then the list says
 * nothing), and for one patch.
 */
export function readThanks(body: string): Thanks | null {
  const taken = new Set<number>();
  let total = 0;
  let last = 0;
  for (const line of body.split('\n', LINES_MAX)) {
    const listed = line.length > LINE_LENGTH_MAX ? null : LISTED.exec(line);
    if (listed !== null) {
      last = Number(listed[1]);
      total = Number(listed[2]);
      taken.add(last);
    } else if (NO_COMMIT.test(line)) taken.delete(last);
  }
  taken.delete(0);
  if (total < 2 || taken.size === 0) return null;
  const patches = [...taken].sort((a, b) => a - b).map((n) => [n, n] as const);
  return { patches, isWhole: taken.size >= total };
}

/** Titles of the patches that a mail of thanks lists with their commits, at most 500. */
export function thankedTitles(body: string): readonly string[] {
  const titles: string[] = [];
  let last: string | null = null;
  for (const line of body.split('\n', LINES_MAX)) {
    if (line.length > LINE_LENGTH_MAX) continue;
    const listed = LISTED.exec(line);
    if (last !== null && COMMIT.test(line)) titles.push(last);
    last = listed?.[3]?.trim() ?? null;
  }
  return titles.slice(0, LISTED_MAX);
}
