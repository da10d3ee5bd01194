import { type PathOf, pathsOf } from '@/app/_design/words.ts';
import { asOf } from '@/lib/design/as-of.ts';
import { changesBetween, type DesignChanges } from '@/lib/design/changes.ts';
import type { PlacedItem } from '@/lib/design/extract.ts';
import { type DesignState, stateOf } from '@/lib/design/state.ts';
import { type StoredDesign, seriesOf } from '@/lib/store/design.ts';

/** A message in which something happened: a posting, a move or a change of status. Times are epoch milliseconds. */
export type Moment = {
  readonly at: number;
  readonly messageId: string;
  readonly who: string;
  readonly version: string | null;
};

/** All that the design page shows, as of one time. */
export type DesignModel = {
  readonly state: DesignState;
  /** By what they answer. */
  readonly answers: ReadonlyMap<string, readonly PlacedItem[]>;
  /** Null: now. */
  readonly at: number | null;
  /** What ages and stalling are told by. */
  readonly now: number;
  /** Of the whole design, whatever `at` is, oldest first. */
  readonly moments: readonly Moment[];
  readonly since: { readonly from: number; readonly changes: DesignChanges } | null;
  readonly pathOf: PathOf;
  readonly messagesLeft: number;
  readonly messageCount: number;
  /** Versions of today, so that the strip can lead to what is not yet there at `at`. */
  readonly versions: DesignState['series'];
};

/** `from` is the earlier time that changes are told against. */
export function modelOf(
  design: StoredDesign,
  { at, from, now }: { readonly at: number | null; readonly from: number | null; readonly now: number },
): DesignModel {
  const versions = stateOf(design.extracted, seriesOf(design, null)).series;
  const state = stateAtTime(design, at);
  const inbox = design.extracted.lists[0] ?? 'all';
  return {
    state,
    answers: answersOf(itemsOf(design, at)),
    at,
    now: at ?? now,
    moments: momentsOf(design, versions),
    since: from === null ? null : { from, changes: changesBetween(stateAtTime(design, from), state) },
    pathOf: pathsOf(design.messages, inbox),
    messagesLeft: design.messagesLeft,
    messageCount: design.messages.filter(({ time }) => at === null || time <= at).length,
    versions,
  };
}

function itemsOf({ extracted }: StoredDesign, at: number | null): readonly PlacedItem[] {
  return (at === null ? extracted : asOf(extracted, at)).items;
}

function stateAtTime(design: StoredDesign, at: number | null): DesignState {
  const { extracted } = design;
  return stateOf(at === null ? extracted : asOf(extracted, at), seriesOf(design, at));
}

function answersOf(items: readonly PlacedItem[]): ReadonlyMap<string, readonly PlacedItem[]> {
  const answers = new Map<string, PlacedItem[]>();
  for (const item of items) {
    for (const { id } of item.targets) {
      const known = answers.get(id);
      if (known === undefined) answers.set(id, [item]);
      else known.push(item);
    }
  }
  return answers;
}

function momentsOf(
  { extracted, messages }: StoredDesign,
  versions: DesignState['series'],
): readonly Moment[] {
  const told = new Set<string>();
  for (const { span, events } of extracted.items) {
    told.add(span.messageId);
    for (const { because } of events) told.add(because.messageId);
  }
  const posted = new Map(
    versions.map((one) => [
      one.id as string,
      `${one.rfc ? 'RFC ' : ''}v${one.version}`.replace('RFC v1', 'RFC'),
    ]),
  );
  return messages.flatMap(({ messageId, time, from }) => {
    const version = posted.get(messageId) ?? null;
    if (version === null && !told.has(messageId)) return [];
    return [{ at: time, messageId, who: from.name || from.email, version }];
  });
}
