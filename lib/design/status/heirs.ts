import { pushTo } from '@/lib/base/multimap.ts';
import type { Scene } from '@/lib/design/status/scene.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import type { Series } from '@/lib/series/series.ts';

/** A posting that goes on where another stopped: a later version, or another approach. */
export type Heir = {
  readonly series: Series;
  /** When all of it was there, epoch milliseconds. */
  readonly at: number;
  readonly relation: 'supersedes' | 'follows';
  /** 1 for the next one. */
  readonly hops: number;
};

/** What is missing an hour later was lost, and nobody waits for it. */
const ARRIVAL_MS = 60 * 60 * 1000;
const HOPS_MAX = 5;
const HEIRS_MAX = 8;

/**
 * When a posting had arrived: at its last message, but at most an hour after its head. Known only then, so that an
 * archive cut in the middle of a posting does not know more or less than the whole one. Patches carried over from the
 * version before may still be posted anew.
 */
export function arrivalOf(series: Series, scene: Scene): number | null {
  const head = scene.readings.get(series.id);
  if (head === undefined) return null;
  const limit = head.message.time + ARRIVAL_MS;
  if (!series.complete || series.patches.some(({ carried }) => carried)) return limit;
  let last = head.message.time;
  for (const id of series.memberIds) last = Math.max(last, scene.readings.get(id)?.message.time ?? 0);
  return Math.min(last, limit);
}

/** Later versions and approaches of a posting in order of arrival, by its id. */
export function findHeirs(all: readonly Series[], scene: Scene): ReadonlyMap<MessageId, readonly Heir[]> {
  const next = new Map<MessageId, Omit<Heir, 'hops'>[]>();
  for (const series of all) {
    const at = arrivalOf(series, scene);
    if (at === null) continue;
    if (series.supersedes !== null) pushTo(next, series.supersedes, { series, at, relation: 'supersedes' });
    if (series.follows !== null) pushTo(next, series.follows, { series, at, relation: 'follows' });
  }
  const heirs = new Map<MessageId, readonly Heir[]>();
  for (const { id } of all) {
    const found: Heir[] = [];
    let front = (next.get(id) ?? []).map((one): Heir => ({ ...one, hops: 1 }));
    for (let hops = 2; front.length > 0 && found.length < HEIRS_MAX; hops += 1) {
      found.push(...front);
      if (hops > HOPS_MAX) break;
      front = front.flatMap((from) =>
        (next.get(from.series.id) ?? []).map((one): Heir => {
          // Another approach stays another approach in its later versions.
          const relation = from.relation === 'follows' ? 'follows' : one.relation;
          return { ...one, relation, hops };
        }),
      );
    }
    if (found.length > 0) heirs.set(id, found.sort((a, b) => a.at - b.at).slice(0, HEIRS_MAX));
  }
  return heirs;
}
