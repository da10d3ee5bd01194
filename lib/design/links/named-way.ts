import type { Move } from '@/lib/design/item.ts';
import { preferredWay, refusedWay } from '@/lib/design/moves/preferences.ts';
import type { ThreadReading } from '@/lib/design/reading.ts';
import type { MessageId } from '@/lib/mail/email.ts';

const NOUN = '(?:option|alternative|approach|variant|solution|proposal|plan|choice|way)';
const ORDINALS: readonly string[] = ['first', 'second', 'third', 'fourth', 'fifth'];
/** `option 2`, `Approach B`; a small letter would be an article. */
const NUMBERED = new RegExp(`\\b${NOUN}s? #?\\(?([1-9]|[A-H])\\b`, 'gi');
/** `the second way`; and alone where the list is at hand. */
const COUNTED = new RegExp(
  `\\bthe (${ORDINALS.join('|')})(?: (?:one|${NOUN})\\b|(?=[.,;:!?)]|$| (?:here|too|as well|instead|for now)\\b))`,
  'gi',
);
/** The number or letter in front of an entry: `(2) `, `2. `, `Option B: `. */
const MARK_BEFORE = /(?:^|[\s(])([1-9a-h])(?:\)|\.|\s?[:\u2013\u2014-])\s*$/i;
const MARK_MAX = 16;
/** What is decided, supported or attacked is told at the beginning. */
const WORDS_MAX = 200;
/** Longer ago another list was meant. */
const LISTS_MAX = 4;

/** Who reads the moves of threads in the order of time, and knows the ways that were listed so far. */
export type WayReader = {
  readonly note: (move: Move) => void;
  /** The one way of a list that a move names by its number; null when it names none, or several. */
  readonly find: (move: Move, text: string) => Move | null;
};

/** `We go with approach 2`: the entry with that number in the last list of ways that the thread had until then. */
export function createWayReader(
  threads: readonly ThreadReading[],
  bodies: ReadonlyMap<MessageId, string>,
): WayReader {
  const threadOf = new Map<MessageId, MessageId>();
  for (const { id, readings } of threads) {
    for (const { message } of readings) {
      if (!threadOf.has(message.messageId)) threadOf.set(message.messageId, id);
    }
  }
  /** Of each thread its lists, the newest last. */
  const lists = new Map<MessageId, (readonly [MessageId, Map<string, Move>])[]>();
  return {
    note: (move) => {
      const thread = threadOf.get(move.span.messageId);
      if (move.listedWay !== true || thread === undefined) return;
      const { messageId } = move.span;
      const known = lists.get(thread) ?? [];
      lists.set(thread, known);
      let list = known.at(-1);
      if (list === undefined || list[0] !== messageId) {
        list = [messageId, new Map()];
        known.push(list);
      }
      const mark = markOf(move, bodies.get(messageId) ?? '') ?? `${list[1].size + 1}`;
      if (!list[1].has(mark)) list[1].set(mark, move);
    },
    find: (move, text) => {
      const thread = threadOf.get(move.span.messageId);
      const known = thread === undefined ? [] : (lists.get(thread) ?? []).slice(-LISTS_MAX);
      if (known.length === 0) return null;
      const named = nameIn(text.slice(0, WORDS_MAX)) ?? namedAbove(move, text, bodies);
      if (named === null) return null;
      for (const [, ways] of [...known].reverse()) {
        const way = ways.get(named.label) ?? [...ways.values()][named.place];
        if (way !== undefined) return way;
      }
      return null;
    },
  };
}

/** The number or letter that stands in front of a way, in lower case. */
export function markOf({ span: { start } }: Move, body: string): string | null {
  return MARK_BEFORE.exec(body.slice(Math.max(0, start - MARK_MAX), start))?.[1]?.toLowerCase() ?? null;
}

/** `+1` right below a quoted "I'd start with (C)" is for that way. */
function namedAbove(
  { kind, span }: Move,
  text: string,
  bodies: ReadonlyMap<MessageId, string>,
): { readonly label: string; readonly place: number } | null {
  if ((kind !== 'endorsement' && kind !== 'decision') || text.length > AGREEMENT_MAX) return null;
  const above = (bodies.get(span.messageId) ?? '').slice(Math.max(0, span.start - QUOTED_MAX), span.start);
  const lines = above.trimEnd().split('\n');
  const first = lines.findLastIndex((line) => !line.startsWith('>')) + 1;
  const quoted = lines.slice(first).map((line) => line.replace(/^(?:> ?)+/, '').trim());
  const preferred = quoted
    .join(' ')
    .split(/(?<=[.!?]) /)
    .map(preferredWay)
    .findLast((label) => label !== null);
  return preferred == null ? null : { label: preferred, place: placeOf(preferred) };
}
/** Longer words say themselves what they are for. */
const AGREEMENT_MAX = 60;
const QUOTED_MAX = 600;

function nameIn(text: string): { readonly label: string; readonly place: number } | null {
  const preferred = preferredWay(text) ?? refusedWay(text);
  if (preferred !== null) return { label: preferred, place: placeOf(preferred) };
  const labels = [...text.matchAll(NUMBERED)].flatMap(([, label = '']) =>
    /[a-h]/.test(label) ? [] : [label.toLowerCase()],
  );
  const counted = [...text.matchAll(COUNTED)].map(([, word = '']) => ORDINALS.indexOf(word.toLowerCase()));
  const all = new Set([...labels, ...counted.map((place) => `${place + 1}`)]);
  const [label] = all;
  if (all.size !== 1 || label === undefined) return null;
  return { label, place: placeOf(label) };
}

function placeOf(label: string): number {
  return /\d/.test(label) ? Number(label) - 1 : label.charCodeAt(0) - 97;
}
