import type { Move } from '@/lib/design/item.ts';
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
      const { messageId, start } = move.span;
      const known = lists.get(thread) ?? [];
      lists.set(thread, known);
      let list = known.at(-1);
      if (list === undefined || list[0] !== messageId) {
        list = [messageId, new Map()];
        known.push(list);
      }
      const before = (bodies.get(messageId) ?? '').slice(Math.max(0, start - MARK_MAX), start);
      const mark = MARK_BEFORE.exec(before)?.[1]?.toLowerCase() ?? `${list[1].size + 1}`;
      if (!list[1].has(mark)) list[1].set(mark, move);
    },
    find: (move, text) => {
      const thread = threadOf.get(move.span.messageId);
      const known = thread === undefined ? [] : (lists.get(thread) ?? []).slice(-LISTS_MAX);
      const named = known.length === 0 ? null : nameIn(text.slice(0, WORDS_MAX));
      if (named === null) return null;
      for (const [, ways] of [...known].reverse()) {
        const way = ways.get(named.label) ?? [...ways.values()][named.place];
        if (way !== undefined) return way;
      }
      return null;
    },
  };
}

function nameIn(text: string): { readonly label: string; readonly place: number } | null {
  const labels = [...text.matchAll(NUMBERED)].flatMap(([, label = '']) =>
    /[a-h]/.test(label) ? [] : [label.toLowerCase()],
  );
  const counted = [...text.matchAll(COUNTED)].map(([, word = '']) => ORDINALS.indexOf(word.toLowerCase()));
  const all = new Set([...labels, ...counted.map((place) => `${place + 1}`)]);
  const [label] = all;
  if (all.size !== 1 || label === undefined) return null;
  return { label, place: /\d/.test(label) ? Number(label) - 1 : label.charCodeAt(0) - 97 };
}
