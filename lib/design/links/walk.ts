import type { Move } from '@/lib/design/item.ts';
import { CANDIDATES_MAX, candidatesOf, type Standing } from '@/lib/design/links/candidates.ts';
import { cueFeatures } from '@/lib/design/links/cue-features.ts';
import { FEATURE_COUNT } from '@/lib/design/links/feature-names.ts';
import {
  type Answered,
  type Around,
  fillFeatures,
  markNearest,
  type Seeker,
  topicsOf,
} from '@/lib/design/links/features.ts';
import {
  layOut,
  movesByMessage,
  type Place,
  type Places,
  seriesByMember,
} from '@/lib/design/links/places.ts';
import { quotedAbove } from '@/lib/design/links/quoted-above.ts';
import {
  createSeenWords,
  likeness,
  markWords,
  moveWords,
  numberText,
  rememberWords,
  unmarkWords,
  type WordSet,
} from '@/lib/design/links/seen-words.ts';
import type { Block, Reading, ThreadReading, Unit } from '@/lib/design/reading.ts';
import type { Derived } from '@/lib/series/derive.ts';

/** A move with those it may answer; `null` stands for none of them. Features are good until the next move is walked. */
export type Choice = {
  readonly move: Move;
  readonly candidates: readonly { readonly target: Move | null; readonly features: Float64Array }[];
};

/** Chooses the targets of a move. The trainer gives those of the labels, `linkMoves` those of the network. */
export type Decide = (choice: Choice) => readonly Move[];

/** Rows for the features of the candidates of one move: each is a block of memory outside V8's heap if made anew. */
const ROWS: readonly Float64Array[] = Array.from(
  { length: CANDIDATES_MAX + 1 },
  () => new Float64Array(FEATURE_COUNT),
);

const QUOTE_TEXT_MAX = 600;
const BEFORE_MAX = 8;
const CONTEXT_MAX = 500;
const NO_WORDS: WordSet = new Int32Array(0);

/** Goes through the moves in the order of time, so that each sees only what was said before it. */
export function walkMoves(
  moves: readonly Move[],
  threads: readonly ThreadReading[],
  derived: Derived,
  decide: Decide,
): ReadonlyMap<Move, readonly Move[]> {
  const members = seriesByMember(derived);
  const byMessage = movesByMessage(moves);
  const chosen = new Map<Move, readonly Move[]>();
  for (const thread of threads) walkThread(layOut(thread, byMessage, members), decide, chosen);
  return chosen;
}

function walkThread(places: Places, decide: Decide, chosen: Map<Move, readonly Move[]>): void {
  const seen = createSeenWords();
  const standing = { first: null as Move | null, latest: [] as Move[], heads: new Map<string, Move>() };
  const bodyOf = (move: Move): string => places.byId.get(move.span.messageId)?.reading.message.body ?? '';
  const subjects = new Map<Place, WordSet>();
  const targets = new Map<Move, readonly string[]>();
  const answers = new Map<string, number>();
  const quoteWordsOf = new Map<Move, WordSet>();
  const paragraphs = new Map<Move, number>();
  const subjectLikeness = new Map<Move, number>();
  const around: Around = {
    places,
    standing,
    seen,
    wordsOf: (move) => moveWords(seen, move, bodyOf(move)),
    subjectOf: (move) => {
      const place = places.byId.get(move.span.messageId) as Place;
      const known = subjects.get(place) ?? numberText(seen, place.reading.message.subject);
      subjects.set(place, known);
      return known;
    },
    paragraphOf: (move) => paragraphs.get(move) ?? -1,
    targetsOf: (move) => targets.get(move) ?? [],
    answered: new Map(),
    quoteWordsOf: (move) => quoteWordsOf.get(move) ?? NO_WORDS,
    answersOf: ({ id }) => answers.get(id) ?? 0,
    subjectLikeness: (move) => subjectLikeness.get(move) ?? 0,
  };
  for (const place of places.ordered) {
    const before: Seeker['before'][number][] = [];
    place.moves.forEach((move, index) => {
      const seeker = seekerOf(move, index, place, around, before);
      paragraphs.set(move, seeker.paragraph);
      const [words, quoteWords] = seeker.compared;
      const found = candidatesOf(index, place, { quote: seeker.quote, words }, around);
      markWords(seen, seeker.compared);
      const candidates = [null, ...found].map((target, at) => {
        const features = ROWS[at] as Float64Array;
        fillFeatures(seeker, target, around, features);
        return { target, features };
      });
      unmarkWords(seen, seeker.compared);
      markNearest(candidates.map(({ features }) => features));
      const links = decide({ move, candidates });
      for (const { id } of links) answers.set(id, (answers.get(id) ?? 0) + 1);
      quoteWordsOf.set(move, quoteWords);
      subjectLikeness.set(move, likeness(seen, words, around.subjectOf(move)));
      chosen.set(move, links);
      const ids = links.map(({ id }) => id);
      targets.set(move, ids);
      before.unshift({ move, block: seeker.block, targets: new Set(ids) });
      if (before.length > BEFORE_MAX) before.pop();
      rememberWords(seen, move, words);
      if (move.kind === 'proposal') stand(standing, move, place);
    });
  }
}

type Growing = { first: Move | null; latest: Move[]; readonly heads: Map<string, Move> };

function stand(standing: Growing & Standing, move: Move, place: Place): void {
  standing.first ??= move;
  standing.latest.push(move);
  if (place.series !== null && !standing.heads.has(place.series.id))
    standing.heads.set(place.series.id, move);
}

function seekerOf(move: Move, index: number, place: Place, around: Around, before: Seeker['before']): Seeker {
  const { reading } = place;
  const { start, end } = move.span;
  const block = blockAt(reading.blocks, start);
  const quoting = reading.blocks[block] ?? null;
  const contextText = reading.message.body.slice(Math.max(quoting?.start ?? 0, start - CONTEXT_MAX), end);
  const answered = answeredBy(quoting, place, around);
  return {
    move,
    place,
    index,
    block,
    paragraph: unitAt(reading, start)?.paragraph ?? -1,
    quote: answered.quote,
    quotes: quoting !== null && quoting.above.length > 0,
    cues: cueFeatures(move, reading.message.body.slice(start, end)),
    compared: [around.wordsOf(move), answered.words, numberText(around.seen, contextText)],
    topics: [
      topicsOf(place.parent, around.targetsOf),
      topicsOf(place.parent?.parent ?? null, around.targetsOf),
    ],
    contextText,
    offset: Math.max(0, start - (quoting?.start ?? start)),
    before: [...before],
  };
}

/** A block of fifty moves has one quote: read once. */
function answeredBy(block: Block | null, place: Place, { places, answered, seen }: Around): Answered {
  const known = block === null ? undefined : answered.get(block);
  if (known !== undefined) return known;
  const found = {
    quote: quotedAbove(block, place.order, places),
    words: numberText(seen, quotedText(block, place.reading.message.body)),
  };
  if (block !== null) answered.set(block, found);
  return found;
}

function quotedText(block: Block | null, body: string): string {
  const first = block?.above[0];
  const last = block?.above.at(-1);
  if (first === undefined || last === undefined) return '';
  return body.slice(Math.max(first.start, last.end - QUOTE_TEXT_MAX), last.end);
}

function blockAt(blocks: readonly Block[], offset: number): number {
  const index = firstEndingAfter(blocks, offset);
  return (blocks[index]?.start ?? Number.POSITIVE_INFINITY) <= offset ? index : -1;
}

function unitAt({ units }: Reading, offset: number): Unit | undefined {
  return units[firstEndingAfter(units, offset)];
}

/** Index of the first of these runs, in the order of the text, that ends after `offset`. */
function firstEndingAfter(runs: readonly { readonly end: number }[], offset: number): number {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
