import { groupBy } from '@/lib/base/multimap.ts';
import type { Move } from '@/lib/design/item.ts';
import type { Reading, ThreadReading } from '@/lib/design/reading.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import type { Derived } from '@/lib/series/derive.ts';
import type { Series } from '@/lib/series/series.ts';

/** A message in its thread with the moves made in it. */
export type Place = {
  readonly reading: Reading;
  /** Position in the thread by time: only what stands before may be a target. */
  readonly order: number;
  /** By start. */
  readonly moves: readonly Move[];
  /** Positions in `moves`. */
  readonly positions: ReadonlyMap<Move, number>;
  readonly proposals: number;
  readonly lastProposal: Move | null;
  /** Null also when the message answered is later by its date. */
  readonly parent: Place | null;
  /** The posting it is a cover or patch of. */
  readonly series: Series | null;
  /** The nearest cover or patch at or above it. */
  readonly under: Place | null;
};

/** Messages of a thread in the order of time, and by id. */
export type Places = { readonly ordered: readonly Place[]; readonly byId: ReadonlyMap<MessageId, Place> };

/** The posting each message is a cover or patch of. */
export function seriesByMember({ series }: Derived): ReadonlyMap<MessageId, Series> {
  const members = new Map<MessageId, Series>();
  for (const one of series) for (const id of one.memberIds) if (!members.has(id)) members.set(id, one);
  return members;
}

/** Lays the moves out over their thread. A parent that is later by its date counts as absent (the law). */
export function layOut(
  { readings }: ThreadReading,
  movesOf: ReadonlyMap<MessageId, readonly Move[]>,
  members: ReadonlyMap<MessageId, Series>,
): Places {
  const byId = new Map<MessageId, Place>();
  const ordered: Place[] = [];
  for (const reading of readings) {
    const id = reading.message.messageId;
    const parent = reading.parent === null ? null : (byId.get(reading.parent) ?? null);
    const series = members.get(id) ?? null;
    const moves = byId.has(id) ? [] : (movesOf.get(id) ?? []);
    const proposals = moves.filter(({ kind }) => kind === 'proposal');
    const place: { -readonly [Name in keyof Place]: Place[Name] } = {
      reading,
      order: ordered.length,
      moves,
      positions: new Map(moves.map((move, index) => [move, index])),
      proposals: proposals.length,
      lastProposal: proposals.at(-1) ?? null,
      parent,
      series,
      under: parent?.under ?? null,
    };
    if (series !== null) place.under = place;
    ordered.push(place);
    if (!byId.has(id)) byId.set(id, place);
  }
  return { ordered, byId };
}

/** Moves by message, each by start. */
export function movesByMessage(moves: readonly Move[]): ReadonlyMap<MessageId, readonly Move[]> {
  const byStart = (a: Move, b: Move): number =>
    a.span.start - b.span.start || a.span.end - b.span.end || (a.id < b.id ? -1 : 1);
  const groups = groupBy(moves, ({ span }) => span.messageId);
  return new Map([...groups].map(([id, group]) => [id, [...group].sort(byStart)]));
}
