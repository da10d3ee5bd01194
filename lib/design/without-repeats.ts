import { compareMoves, type ItemKind, type Move } from '@/lib/design/item.ts';
import { seriesByMember } from '@/lib/design/links/places.ts';
import type { ThreadReading } from '@/lib/design/reading.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import type { Derived } from '@/lib/series/derive.ts';

/** What a cover says again of each version. What it proposes is a mention of the option each time. */
const SAID_AGAIN: ReadonlySet<ItemKind> = new Set(['objection', 'question', 'action']);

/**
 * The moves without those that a later version of a series says in the same words as a version before it: a caveat that
 * stands in five covers is one. A function of earlier messages alone, as its versions are.
 */
export function withoutRepeats(
  moves: readonly Move[],
  threads: readonly ThreadReading[],
  derived: Derived,
): readonly Move[] {
  const members = seriesByMember(derived);
  const before = new Map(derived.series.map(({ id, supersedes }) => [id, supersedes]));
  const bodies = new Map(
    threads.flatMap(({ readings }) => readings.map(({ message }) => [message.messageId, message.body])),
  );
  /** By version, what was said in it for the first time, and when. */
  const said = new Map<MessageId, Map<string, number>>();
  return [...moves].sort(compareMoves).filter(({ kind, span, at }) => {
    const series = members.get(span.messageId);
    if (series === undefined || !SAID_AGAIN.has(kind)) return true;
    const words = (bodies.get(span.messageId) ?? '').slice(span.start, span.end);
    const key = `${kind} ${words.replace(/\s+/g, ' ').toLowerCase()}`;
    const seen = new Set<MessageId>([series.id]);
    for (let id = series.supersedes; id !== null && !seen.has(id); id = before.get(id) ?? null) {
      seen.add(id);
      if ((said.get(id)?.get(key) ?? at) < at) return false;
    }
    const own = said.get(series.id) ?? new Map<string, number>();
    if (!own.has(key)) own.set(key, at);
    said.set(series.id, own);
    return true;
  });
}
