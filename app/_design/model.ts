import type { Judging } from '@/app/_design/judging.ts';
import { mainListOf } from '@/app/_design/main-list.ts';
import { type PathOf, pathsOf } from '@/app/_design/words.ts';
import { pushTo } from '@/lib/base/multimap.ts';
import { changesBetween, type DesignChanges } from '@/lib/design/changes.ts';
import type { PlacedItem } from '@/lib/design/extract.ts';
import { type DesignState, stateOf } from '@/lib/design/state.ts';
import { withPostingNames } from '@/lib/judge/option-name.ts';
import { byMessageId } from '@/lib/mail/skeleton.ts';
import type { StoredDesign } from '@/lib/store/design/design.ts';
import { judgedSeriesOf, type LoadedDesign } from '@/lib/store/judge/judged-design.ts';
import { type DesignEvidence, evidenceOf } from '@/lib/view/design-evidence.ts';
import { lettersOfAll, type PeopleLetters } from '@/lib/view/people-letters.ts';
import { formatVersion } from '@/lib/view/status.ts';

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
  /** The option that an objection or endorsement has its row in, when it answers several. */
  readonly homes: ReadonlyMap<string, string>;
  /** By what they answer. */
  readonly answers: ReadonlyMap<string, readonly PlacedItem[]>;
  /** Null: now. */
  readonly at: number | null;
  /** What ages and stalling are told by. */
  readonly now: number;
  /** Of the whole design, whatever `at` is, oldest first. */
  readonly moments: readonly Moment[];
  readonly since: { readonly from: number; readonly changes: DesignChanges } | null;
  /** The lists of its messages, by their ids. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
  /** See `mainListOf`. */
  readonly inbox: string;
  readonly pathOf: PathOf;
  /** Extraction failed: there are no items for that reason. */
  readonly isFailed: boolean;
  readonly messagesLeft: number;
  readonly messageCount: number;
  readonly judging: Judging;
  readonly evidence: DesignEvidence;
  /** Of who is named on the page, no two people the same; the earlier in the design the shorter. */
  readonly letters: PeopleLetters;
  /** Versions of today, so that the strip can lead to what is not yet there at `at`. */
  readonly versions: DesignState['series'];
};

type Times = { readonly at: number | null; readonly from: number | null; readonly now: number };

/** `before` is the design at the earlier time `from` that changes are told against. */
export function modelOf(
  loaded: LoadedDesign,
  before: LoadedDesign | null,
  judging: Judging,
  { at, from, now }: Times,
): DesignModel {
  const { judged, stored } = loaded;
  const series = judgedSeriesOf(loaded, at);
  const state = withPostingNames(stateOf(judged, series), judging.items);
  const versions = at === null ? state.series : stateOf(judged, judgedSeriesOf(loaded, null)).series;
  const owners = [...byMessageId(stored.messages).values()];
  const inbox = mainListOf(judged.lists, owners);
  const seen = stored.messages.filter(({ time }) => at === null || time <= at);
  return {
    state,
    homes: homesOf(state),
    answers: answersOf(judged.items),
    at,
    now: at ?? now,
    moments: momentsOf(stored, versions),
    since:
      from === null || before === null
        ? null
        : { from, changes: changesBetween(stateOf(before.judged, judgedSeriesOf(before, from)), state) },
    lists: new Map(owners.map(({ messageId, lists }) => [messageId, lists])),
    inbox,
    pathOf: pathsOf(owners, inbox),
    isFailed: stored.extracted.failure !== null,
    messagesLeft: stored.messagesLeft,
    messageCount: seen.length,
    judging,
    evidence: evidenceOf(state, judging.items, new Set(seen.map(({ messageId }) => messageId))),
    letters: lettersOfAll([
      ...[...judged.items].sort((a, b) => a.at - b.at).map(({ by }) => by),
      ...state.options.flatMap(({ stances }) => stances.map(({ person }) => person)),
    ]),
    versions,
  };
}

function homesOf({ options }: DesignState): ReadonlyMap<string, string> {
  const homes = new Map<string, string>();
  for (const { id, objections, endorsements } of options) {
    for (const item of [...objections, ...endorsements]) if (!homes.has(item.id)) homes.set(item.id, id);
  }
  return homes;
}

function answersOf(items: readonly PlacedItem[]): ReadonlyMap<string, readonly PlacedItem[]> {
  const answers = new Map<string, PlacedItem[]>();
  for (const item of items) {
    for (const { id } of item.targets) pushTo(answers, id, item);
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
  const posted = new Map<string, string>(versions.map((one) => [one.id, formatVersion(one)]));
  return messages.flatMap(({ messageId, time, from }) => {
    const version = posted.get(messageId) ?? null;
    if (version === null && !told.has(messageId)) return [];
    return [{ at: time, messageId, who: from.name || from.email, version }];
  });
}
