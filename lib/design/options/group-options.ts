import { pushTo } from '@/lib/base/multimap.ts';
import { asksForOpinions } from '@/lib/design/asks-for-opinions.ts';
import { compareMoves, type ItemId, type ItemLink, type Move } from '@/lib/design/item.ts';
import { headsOf } from '@/lib/design/links/link-moves.ts';
import { seriesByMember } from '@/lib/design/links/places.ts';
import {
  createSeenWords,
  likeness,
  mergeSeen,
  moveWords,
  rememberWords,
  type SeenWords,
  type WordSet,
} from '@/lib/design/links/seen-words.ts';
import { OF_ITSELF } from '@/lib/design/of-itself.ts';
import { createDesignClock } from '@/lib/design/options/design-clock.ts';
import { goesOn } from '@/lib/design/options/goes-on.ts';
import { locateReadings, type ThreadReading } from '@/lib/design/reading.ts';
import { isSamePerson } from '@/lib/design/same-person.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import type { Derived } from '@/lib/series/derive.ts';

/** Proposals that are one idea: `id` and title of its first mention, `mentions` in the order of time. */
export type OptionGroup = {
  readonly id: ItemId;
  readonly title: string;
  readonly mentions: readonly ItemId[];
};

/** An option while it grows. */
type Growing = { readonly first: Move; readonly mentions: Move[] };

/** The options of a design so far, and how rare each word is in it. */
type Table = { readonly options: Growing[]; readonly seen: SeenWords };

/** A proposal is asked about so many options, the newest: what keeps grouping linear. */
const OPTIONS_MAX = 60;
const JOIN_MIN = 0.36;
const REFINES = 0.4;
const ALTERNATIVE = -0.3;
/** Who objects to an option in the mail in which he proposes something, proposes another way. */
const OBJECTED = -0.3;
/** A variant of what a series proposes is, without words in common, another option. */
const REFINES_HEAD = 0.1;

/**
 * Groups the proposals of each design into options, in the order of time: each joins the option it repeats or refines,
 * or founds one. What later mail says changes neither the id of an option nor the place of an earlier mention (the
 * law). `links` are those of `linkMoves`, `titles` those of `titleMoves`. Oldest option first.
 */
export function groupOptions(
  moves: readonly Move[],
  links: ReadonlyMap<ItemId, readonly ItemLink[]>,
  titles: ReadonlyMap<ItemId, string>,
  threads: readonly ThreadReading[],
  derived: Derived,
): readonly OptionGroup[] {
  const located = locateReadings(threads);
  const members = seriesByMember(derived);
  /** What series propose, and the parts of it. */
  const heads = new Set([...headsOf(moves, members).values()].map(({ id }) => id));
  /** The first proposal of each mail of a posting. */
  const anchors = new Map<MessageId, Move>();
  const attacked = attackedBy(moves, links);
  const clock = createDesignClock(derived);
  const tables = new Map<MessageId, Table>();
  const optionOf = new Map<ItemId, Growing>();
  const all: Growing[] = [];
  let last: Move | undefined;
  for (const move of moves.filter(({ kind }) => kind === 'proposal').sort(compareMoves)) {
    const place = located.get(move.span.messageId);
    if (place === undefined) continue;
    const { body } = place.reading.message;
    for (const { from, to } of clock.advance(move.at)) mergeTables(tables, from, to);
    const table = tableOf(tables, clock.designOf(place.threadId));
    const words = moveWords(table.seen, move, body);
    const { messageId } = move.span;
    const anchor = anchors.get(messageId);
    const posts = members.has(messageId) || (move.listedWay !== true && asksForOpinions(place.reading));
    if (anchor === undefined && posts) anchors.set(messageId, move);
    const answers = links.get(move.id) ?? [];
    const isOfPosting = anchor !== undefined && isPart(move, anchor, answers, body);
    if (isOfPosting) heads.add(move.id);
    const joined = isOfPosting
      ? (optionOf.get(anchor.id) ?? null)
      : last !== undefined && move.listedWay !== true && goesOn(move, last, body)
        ? (optionOf.get(last.id) ?? null)
        : chooseOption(
            { move, words, answers, attacked: attacked.get(messageId) ?? [] },
            table,
            optionOf,
            heads,
          );
    const option: Growing = joined ?? { first: move, mentions: [] };
    if (joined === null) {
      table.options.push(option);
      all.push(option);
    }
    option.mentions.push(move);
    optionOf.set(move.id, option);
    last = move;
    rememberWords(table.seen, move, words);
  }
  return all.map(({ first, mentions }) => ({
    id: first.id,
    title: titles.get(first.id) ?? '',
    mentions: mentions.map(({ id }) => id),
  }));
}

/** What the objections of each mail are to. */
function attackedBy(
  moves: readonly Move[],
  links: ReadonlyMap<ItemId, readonly ItemLink[]>,
): ReadonlyMap<MessageId, readonly ItemId[]> {
  const attacked = new Map<MessageId, ItemId[]>();
  for (const { id, kind, span } of moves) {
    if (kind !== 'objection') continue;
    for (const link of links.get(id) ?? []) pushTo(attacked, span.messageId, link.id);
  }
  return attacked;
}

/** Words of somebody who names another way beside what he posts. */
const ASIDE = new RegExp(
  '\\b(?:could|would|might|may ?be|perhaps|alternativ\\w+|consider\\w*|instead|rather|open to|not sure|suppose|' +
    'thought|thinking|wonder\\w*|prefer\\w*|option|another|other way|in (?:the )?future|later|eventually|hope|' +
    'should we|please|objections?)\\b|\\?',
  'i',
);

/** Whether a mail of a posting goes on telling what it does: no option beside it, but a part of it. */
function isPart(move: Move, anchor: Move, links: readonly ItemLink[], body: string): boolean {
  if (move.listedWay === true) return false;
  const isOther = links.some(
    ({ id, relation }) => relation === 'supersedes' || (relation === 'alternative-to' && id === anchor.id),
  );
  const text = body.slice(move.span.start, move.span.end);
  return !isOther && (OF_ITSELF.test(text) || !ASIDE.test(text));
}

/** A proposal, with what it answers and what the objections of its mail are to. */
type Mention = {
  readonly move: Move;
  readonly words: WordSet;
  readonly answers: readonly ItemLink[];
  readonly attacked: readonly ItemId[];
};

/** The option that a proposal repeats or refines; null when it founds one. */
function chooseOption(
  { move, words, answers, attacked }: Mention,
  { options, seen }: Table,
  optionOf: ReadonlyMap<ItemId, Growing>,
  heads: ReadonlySet<ItemId>,
): Growing | null {
  const objected = new Set(attacked.map((id) => optionOf.get(id)));
  const said = new Map<Growing, number>();
  for (const { id, relation } of answers) {
    const option = optionOf.get(id);
    if (option === undefined) continue;
    if (relation === 'supersedes') return option;
    if (relation === 'refines')
      said.set(option, Math.max(said.get(option) ?? 0, heads.has(id) ? REFINES_HEAD : REFINES));
    else if (relation === 'alternative-to' && !said.has(option)) said.set(option, ALTERNATIVE);
  }
  let best: Growing | null = null;
  let most = JOIN_MIN;
  for (const option of new Set([...options.slice(-OPTIONS_MAX), ...said.keys()])) {
    if (isBeside(move, option)) continue;
    const score =
      nearest(seen, words, option) +
      (said.get(option) ?? 0) +
      (objected.has(option) && !isSamePerson(option.first.by, move.by) ? OBJECTED : 0);
    if (score >= most) {
      best = option;
      most = score;
    }
  }
  return best;
}

/** Ways that one mail lists are put side by side, whatever words they share. */
function isBeside({ listedWay, span }: Move, { mentions }: Growing): boolean {
  if (listedWay !== true) return false;
  return mentions.some((other) => other.listedWay === true && other.span.messageId === span.messageId);
}

/** Mentions compared: the first, which names the idea, and the newest. */
const MENTIONS_MAX = 4;

function nearest(seen: SeenWords, words: WordSet, { first, mentions }: Growing): number {
  let best = 0;
  for (const mention of [first, ...mentions.slice(-MENTIONS_MAX)]) {
    const other = seen.words.get(mention);
    if (other !== undefined) best = Math.max(best, likeness(seen, words, other));
  }
  return best;
}

function tableOf(tables: Map<MessageId, Table>, design: MessageId): Table {
  const known = tables.get(design) ?? { options: [], seen: createSeenWords() };
  tables.set(design, known);
  return known;
}

/** The options of a design that turned out to be part of another one stand beside that one's. */
function mergeTables(tables: Map<MessageId, Table>, from: MessageId, to: MessageId): void {
  const [swallowed, kept] = [tables.get(from), tableOf(tables, to)];
  if (swallowed === undefined) return;
  kept.options.push(...swallowed.options);
  mergeSeen(kept.seen, swallowed.seen);
  tables.delete(from);
}
