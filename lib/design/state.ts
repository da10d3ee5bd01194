import { compareText } from '@/lib/base/compare-text.ts';
import { pushTo } from '@/lib/base/multimap.ts';
import type { ExtractedDesign, PlacedItem } from '@/lib/design/extract.ts';
import { isHeld, isTakenUp } from '@/lib/design/held.ts';
import type { Item, ItemId, Option, ProposalStatus, StatusEvent } from '@/lib/design/item.ts';
import { indexItems } from '@/lib/design/item-index.ts';
import { isLikely } from '@/lib/design/likely.ts';
import { optionState } from '@/lib/design/options/option-status.ts';
import { countedObjections, isUnmet } from '@/lib/design/rebuttal.ts';
import { type Stance, stancesOn } from '@/lib/design/stance.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import type { Series } from '@/lib/series/series.ts';

/** An option as a row of the design page: what was said for and against it. */
export type OptionRow = {
  readonly id: ItemId;
  readonly title: string;
  readonly status: ProposalStatus;
  /** What made it so; null while it is open. */
  readonly because: StatusEvent | null;
  /** Whether it is what one of the postings proposes. */
  readonly posted: boolean;
  readonly mentions: readonly PlacedItem[];
  readonly objections: readonly PlacedItem[];
  readonly endorsements: readonly PlacedItem[];
  readonly questions: readonly PlacedItem[];
  /** Everybody who took part, in the order they first spoke of it. */
  readonly stances: readonly Stance[];
};

/** The state of a design: what is on the table, who stands where, what is asked, promised and settled. */
export type DesignState = {
  readonly id: MessageId;
  readonly name: string;
  readonly lists: readonly string[];
  readonly startedAt: number;
  readonly lastAt: number;
  /** Its postings in the order of time. */
  readonly series: readonly Series[];
  /** Those that are held (held.ts) first, then candidates; of each the most important first. */
  readonly options: readonly OptionRow[];
  readonly objections: readonly PlacedItem[];
  readonly questions: readonly PlacedItem[];
  readonly actions: readonly PlacedItem[];
  readonly decisions: readonly PlacedItem[];
  readonly counts: DesignCounts;
};

/** How many items there are that count (likely.ts): the numbers of the lists of designs. */
export type DesignCounts = {
  /** Not met, with an answer or without; who answers an objection adds none (rebuttal.ts). */
  readonly openObjections: number;
  /** Of these, what blocks. */
  readonly blockingObjections: number;
  readonly metObjections: number;
  readonly overruledObjections: number;
  readonly openQuestions: number;
  readonly openActions: number;
};

/** The state at the end of what `extracted` was made of. `series` may hold those of other designs too. */
export function stateOf(extracted: ExtractedDesign, series: readonly Series[]): DesignState {
  const { design, items, options } = extracted;
  const members = new Set<string>(design.seriesIds);
  const own = series.filter(({ id }) => members.has(id)).sort((a, b) => a.sentAt - b.sentAt);
  return {
    id: design.id,
    name: extracted.name,
    lists: extracted.lists,
    startedAt: extracted.startedAt,
    lastAt: extracted.lastAt,
    series: own,
    options: rowsOf(items, options, own),
    objections: items.filter(({ kind }) => kind === 'objection'),
    questions: items.filter(({ kind }) => kind === 'question'),
    actions: items.filter(({ kind }) => kind === 'action'),
    decisions: items.filter(({ kind }) => kind === 'decision'),
    counts: countsOf(items),
  };
}

function countsOf(items: readonly PlacedItem[]): DesignCounts {
  const counted = items.filter(isLikely);
  const openOf = (kind: PlacedItem['kind']): number =>
    counted.filter((item) => item.kind === kind && item.status === 'open').length;
  const objections = countedObjections(items);
  const openObjections = objections.filter(isUnmet);
  return {
    openObjections: openObjections.length,
    blockingObjections: openObjections.filter(({ blocking }) => blocking).length,
    metObjections: objections.filter(({ status }) => status === 'resolved' || status === 'withdrawn').length,
    overruledObjections: objections.filter(({ status }) => status === 'overruled').length,
    openQuestions: openOf('question'),
    openActions: openOf('action'),
  };
}

function rowsOf(
  items: readonly PlacedItem[],
  options: readonly Option[],
  series: readonly Series[],
): readonly OptionRow[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  const answers = new Map<ItemId, PlacedItem[]>();
  for (const item of items) {
    for (const { id } of item.targets) pushTo(answers, id, item);
  }
  const heads = headsOf(items, series);
  const index = indexItems(items);
  const rows = options.map((option): OptionRow => {
    const mentions = option.mentions.flatMap((id) => byId.get(id) ?? []);
    const direct = mentions.flatMap(({ id }) => answers.get(id) ?? []);
    const ofKind = (kind: PlacedItem['kind']): readonly PlacedItem[] =>
      [...new Set(direct)].filter((item) => item.kind === kind);
    const { status, event } = optionState(
      mentions.map(({ events }) => events),
      Number.POSITIVE_INFINITY,
    );
    return {
      ...{ id: option.id, title: option.title, status, because: event, mentions },
      posted: mentions.some(({ id }) => heads.has(id)),
      objections: ofKind('objection'),
      endorsements: ofKind('endorsement'),
      questions: ofKind('question'),
      stances: stancesOn(mentions, index, series, heads),
    };
  });
  return rows.sort((a, b) => doubt(a) - doubt(b) || weight(b) - weight(a) || compare(a, b));
}

/** What each posting proposes first in its cover or only patch. */
export function headsOf(items: readonly Item[], series: readonly Series[]): ReadonlySet<ItemId> {
  const heads = new Map<MessageId, ItemId>();
  const postings = new Set<MessageId>(series.map(({ id }) => id));
  for (const { id, kind, span } of items) {
    if (kind !== 'proposal' || !postings.has(span.messageId) || heads.has(span.messageId)) continue;
    heads.set(span.messageId, id);
  }
  return new Set(heads.values());
}

function doubt(option: OptionRow): number {
  if (isHeld(option)) return 0;
  return isTakenUp(option) ? 1 : 2;
}

/** More people, more open objections and adoption come first; of equals the older. */
function weight({ stances, objections, status, mentions }: OptionRow): number {
  const open = objections.filter((objection) => objection.status === 'open').length;
  const people = stances.filter(({ side }) => side !== 'silent').length;
  return (status === 'adopted' ? 4 : 0) + 2 * people + open + Math.min(mentions.length, 4);
}

function compare(a: OptionRow, b: OptionRow): number {
  return (a.mentions[0]?.at ?? 0) - (b.mentions[0]?.at ?? 0) || compareText(a.id, b.id);
}
