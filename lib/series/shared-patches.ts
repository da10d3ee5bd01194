import { normaliseName } from '@/lib/mail/fields/subject.ts';
import { tellingTitle } from '@/lib/series/keys.ts';
import type { Posting } from '@/lib/series/series.ts';

/** So much of the larger posting's patches is found again in the other. */
const MOST = 0.75;

/** What the patches of a posting that are here have in common with those of another. */
type Sent = {
  readonly patches: readonly { readonly patchId: string | null; readonly telling: string | null }[];
  readonly diffs: ReadonlySet<string>;
  readonly titles: ReadonlySet<string>;
  /** Of each patch that has one. */
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly nameSet: ReadonlySet<string>;
};

const SENT: WeakMap<Posting, Sent> = new WeakMap();

/** Read once: one that is sent anew every week is compared with dozens of its kind. */
function sentIn(posting: Posting): Sent {
  const known = SENT.get(posting);
  if (known !== undefined) return known;
  const present = posting.patches.filter(({ messageId }) => messageId !== null);
  const patches = present.map(({ patchId, name }) => ({ patchId, telling: tellingTitle(name) }));
  const ids = present.flatMap(({ patchId }) => patchId ?? []);
  const names = present.map(({ name }) => normaliseName(name)).filter((name) => name !== '');
  const titles = new Set(patches.flatMap(({ telling }) => telling ?? []));
  const sent = { patches, diffs: new Set(ids), titles, ids, names, nameSet: new Set(names) };
  SENT.set(posting, sent);
  return sent;
}

/** By the diff, or where that was changed by a telling title; one diff at least is the same. */
export function hasMostPatches(earlier: Posting, later: Posting): boolean {
  const before = sentIn(earlier);
  const after = sentIn(later);
  const found = new Set<string>();
  let alike = 0;
  for (const { patchId, telling } of after.patches) {
    if (patchId !== null && before.diffs.has(patchId) && !found.has(patchId)) found.add(patchId);
    else if (telling !== null && before.titles.has(telling)) alike += 1;
  }
  const larger = Math.max(after.patches.length, before.patches.length);
  return found.size > 0 && found.size + alike >= MOST * larger;
}

/** At least half of the smaller posting's patches have the same diff in the other. */
export function shareDiffs(earlier: Posting, later: Posting): boolean {
  return isHalf(sentIn(later).ids, sentIn(earlier).diffs);
}

/** The same of their titles. */
export function shareNames(earlier: Posting, later: Posting): boolean {
  return isHalf(sentIn(later).names, sentIn(earlier).nameSet);
}

function isHalf(found: readonly string[], known: ReadonlySet<string>): boolean {
  const shared = found.filter((value) => known.has(value)).length;
  const smaller = Math.min(known.size, found.length);
  return smaller > 0 && shared * 2 >= smaller;
}
