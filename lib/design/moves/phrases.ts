import { isKnown, type Known, knownOf } from '@/lib/design/moves/known.ts';
import {
  type Act,
  ANYWHERE,
  AT_START,
  compilePhrases,
  type PhraseGraph,
} from '@/lib/design/moves/phrase-graph.ts';
import type { Token } from '@/lib/design/moves/tokens.ts';
import { hashText } from '@/lib/design/moves/words.ts';

/** A phrase in a sentence: what it does and its first word. */
export type Phrase = { readonly act: Act; readonly first: number };

/**
 * The graph as a deterministic automaton, whose nodes are sets of states; where a word leads from a node is found when
 * it is first needed. All edges stand in one table: with a map for each node it took twice the time.
 */
type Automaton = {
  readonly ids: Map<string, number>;
  readonly states: (readonly number[])[];
  readonly ends: (readonly Act[])[];
  /** Node, hash of a word, node it leads to (-1: none; 0: the entry is free). */
  readonly edges: Int32Array;
  /** Taken entries. */
  size: number;
};

const ENTRY = 4;
/** A power of two. */
const ENTRIES = 1 << 17;
/** All mail of the corpus needs a quarter. When there are more the table is begun anew, so that no mail fills it. */
const SIZE_MAX = ENTRIES / 2;
/** Nodes 1 and 2: where phrases begin. */
const INSIDE = 1;
const BEGIN = 2;

/** Part of the model, as the weights are: made once, in 100 to 160 ms of a process that just began (15 when warm). */
const GRAPH: PhraseGraph = compilePhrases();
/** For each word of a phrase the edges it is on, from and to in turn, by the state they leave. */
const EDGES: ReadonlyMap<number, Int32Array> = edgesByWord();
/** All words that stand in phrases. */
const WORDS: Known = knownOf(GRAPH.words);

function edgesByWord(): ReadonlyMap<number, Int32Array> {
  const found = new Map<number, number[]>();
  GRAPH.edges.forEach((edges, from) => {
    for (const [word, targets] of edges) {
      const list = found.get(word) ?? [];
      for (const to of targets) list.push(from, to);
      found.set(word, list);
    }
  });
  return new Map([...found].map(([word, list]) => [word, Int32Array.from(list)]));
}

let automaton: Automaton | null = null;

function readyAutomaton(): Automaton {
  if (automaton !== null && automaton.size < SIZE_MAX) return automaton;
  automaton = {
    ids: new Map(),
    states: [[]],
    ends: [[]],
    edges: new Int32Array(ENTRIES * ENTRY),
    size: 0,
  };
  nodeOf(automaton, [ANYWHERE]);
  nodeOf(automaton, [ANYWHERE, AT_START]);
  return automaton;
}

const MARKS: ReadonlySet<number> = new Set([',', ':', ';', '(', '--', '...', '"', '*'].map(hashText));

/**
 * The phrases of the lexicon in a sentence, in order: the longest that begins at each word, none inside another. No
 * phrase has more than some ten words, so it is linear in the length.
 */
export function findPhrases(tokens: readonly Token[]): readonly Phrase[] {
  const all = readyAutomaton();
  const found: Phrase[] = [];
  let covered = -1;
  let isBegin = true;
  for (let first = 0; first < tokens.length; first += 1) {
    let node = isBegin ? BEGIN : INSIDE;
    let [whole, last] = [0, -1];
    for (let at = first; at < tokens.length; at += 1) {
      const word = tokens[at]?.hash ?? 0;
      if (at === first) isBegin = MARKS.has(word);
      if (!isKnown(WORDS, word)) break;
      node = step(all, node, word);
      if (node < 0) break;
      if (all.ends[node]?.length === 0) continue;
      whole = node;
      last = at;
    }
    if (last <= covered) continue;
    covered = last;
    for (const act of all.ends[whole] ?? []) found.push({ act, first });
  }
  return found;
}

function step(all: Automaton, node: number, word: number): number {
  const { edges } = all;
  let at = slotOf(node, word);
  for (let next = edges[at + 2] ?? 0; next !== 0; next = edges[at + 2] ?? 0) {
    if (edges[at] === node && edges[at + 1] === word) return next;
    at = (at + ENTRY) & (ENTRIES * ENTRY - 1);
  }
  return addStep(all, node, word, at);
}

function slotOf(node: number, word: number): number {
  const mixed = Math.imul(word ^ Math.imul(node, 0x9e3779b1), 0x01000193);
  return ((mixed ^ (mixed >>> 15)) & (ENTRIES - 1)) * ENTRY;
}

function addStep(all: Automaton, node: number, word: number, at: number): number {
  const { edges } = all;
  const leaving = EDGES.get(word);
  // Words that stand in no phrase are not remembered: there is no end of them.
  if (leaving === undefined) return -1;
  const states = reached(all.states[node] ?? [], leaving);
  const next = states.length === 0 ? -1 : nodeOf(all, states);
  edges[at] = node;
  edges[at + 1] = word;
  edges[at + 2] = next;
  all.size += 1;
  return next;
}

/** Where these edges lead from these states: both in ascending order, walked side by side. */
function reached(states: readonly number[], leaving: Int32Array): readonly number[] {
  const found: number[] = [];
  let at = 0;
  for (const state of states) {
    while (at < leaving.length && (leaving[at] ?? 0) < state) at += 2;
    for (; leaving[at] === state; at += 2) found.push(leaving[at + 1] ?? 0);
  }
  found.sort((a, b) => a - b);
  return found.filter((state, index) => state !== found[index - 1]);
}

function nodeOf({ ids, states, ends }: Automaton, set: readonly number[]): number {
  const key = set.join(' ');
  const known = ids.get(key);
  if (known !== undefined) return known;
  const id = states.push(set) - 1;
  ends.push([...new Set(set.flatMap((state) => GRAPH.ends.get(state) ?? []))]);
  ids.set(key, id);
  return id;
}
