import { tellingTitle } from '@/lib/series/keys.ts';
import type { Posting } from '@/lib/series/series.ts';

/** So much of the larger posting's patches is found again in the other. */
const MOST = 0.75;

/** By the diff, or where that was changed by a telling title; one diff at least is the same. */
export function hasMostPatches(earlier: Posting, later: Posting): boolean {
  const sent = later.patches.filter(({ messageId }) => messageId !== null);
  const before = earlier.patches.filter(({ messageId }) => messageId !== null);
  const diffs = new Set(before.flatMap(({ patchId }) => patchId ?? []));
  const titles = new Set(before.flatMap(({ name }) => tellingTitle(name) ?? []));
  let same = 0;
  let alike = 0;
  for (const { patchId, name } of sent) {
    if (patchId !== null && diffs.delete(patchId)) same += 1;
    else if (titles.has(tellingTitle(name) ?? '')) alike += 1;
  }
  return same > 0 && same + alike >= MOST * Math.max(sent.length, before.length);
}

/** At least half of the smaller posting's patches have an equal in the other. */
export function sharePatches(
  earlier: Posting,
  later: Posting,
  read: (patch: Posting['patches'][number]) => string | null,
): boolean {
  const values = (posting: Posting): readonly string[] =>
    posting.patches
      .flatMap((patch) => (patch.messageId === null ? [] : (read(patch) ?? [])))
      .filter((one) => one !== '');
  const known = new Set(values(earlier));
  const found = values(later);
  const shared = found.filter((value) => known.has(value)).length;
  const smaller = Math.min(known.size, found.length);
  return smaller > 0 && shared * 2 >= smaller;
}
