import { ACTING } from '@/lib/design/moves/lexicon/acting.ts';
import { AGREEING } from '@/lib/design/moves/lexicon/agreeing.ts';
import { ASKING } from '@/lib/design/moves/lexicon/asking.ts';
import { OBJECTING } from '@/lib/design/moves/lexicon/objecting.ts';
import { PROPOSING } from '@/lib/design/moves/lexicon/proposing.ts';
import { TELLING } from '@/lib/design/moves/lexicon/telling.ts';
import { tokenise } from '@/lib/design/moves/tokens.ts';
import { hashText, wordsOf } from '@/lib/design/moves/words.ts';

/** What a phrase does, by name and hash. */
export type Act = { readonly text: string; readonly hash: number };

/** All phrases as one graph: which word leads from which state where, and what act is complete in a state. */
export type PhraseGraph = {
  /** By state, then by the hash of a word. */
  readonly edges: Map<number, number[]>[];
  readonly ends: Map<number, Act>;
  /** Hashes of all words that stand in a phrase. */
  readonly words: Set<number>;
};

/** Where phrases begin that may stand anywhere. */
export const ANYWHERE = 0;
/** Where those begin that stand at the beginning of a sentence or behind a mark. */
export const AT_START = 1;

/** These may be left out where a phrase gives a choice of them alone. */
const ADVERBS: ReadonlySet<string> = new Set(
  `just simply really also probably maybe perhaps actually still instead only rather even always never then now
  already both very so quite too at either not all pretty much definitely certainly clearly`.split(/\s+/),
);

type Element = { readonly words: readonly string[]; readonly isChoice: boolean; readonly isFree: boolean };

/**
 * Compiles lexicon/*.ts. Phrases are separated by `;`. A phrase is a row of words, `a/b` for one of some, `(a b/c)` for
 * one of some that may have several words, `@change` for a word of that class (words.ts; `@ing` is `changing`), `num`
 * and `v<num>` for masks. `^` in front: only at the beginning of a sentence or behind a mark. A choice of adverbs alone
 * may be left out; of four elements and more one choice inside may be left out too.
 */
export function compilePhrases(): PhraseGraph {
  const graph: PhraseGraph = { edges: [new Map(), new Map()], ends: new Map(), words: new Set() };
  for (const part of [PROPOSING, OBJECTING, AGREEING, ASKING, ACTING, TELLING]) {
    for (const [text, phrases] of Object.entries(part)) {
      const act: Act = { text, hash: hashText(text) };
      for (const phrase of phrases.split(';')) {
        const one = phrase.replace(/\/\s+/g, '/').replace(/\s+/g, ' ').trim();
        if (one !== '') addPhrase(graph, act, one);
      }
    }
  }
  return graph;
}

function addPhrase(graph: PhraseGraph, act: Act, phrase: string): void {
  const isAnchored = phrase.startsWith('^');
  const elements = elementsOf(isAnchored ? phrase.slice(1) : phrase);
  const start = isAnchored ? AT_START : ANYWHERE;
  const known = new Map<string, number>();
  const open = [{ at: 0, left: 0, words: 0, state: start }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { at, left, words, state } = next;
    const element = elements[at];
    if (element === undefined) continue;
    for (const word of element.words) {
      const row = hashesOf(word);
      if (row.length === 0) continue;
      const count = Math.min(2, words + row.length);
      const key = `${at} ${left} ${count}`;
      const target = known.get(key) ?? newState(graph);
      addRow(graph, state, row, target);
      if (known.has(key)) continue;
      known.set(key, target);
      const isWhole = elements.slice(at + 1).every(({ isFree }) => isFree);
      if (isWhole && (count === 2 || elements.length === 1)) graph.ends.set(target, act);
      open.push({ at: at + 1, left, words: count, state: target });
    }
    const isInside = at > 0 && at < elements.length - 1 && elements.length > 3;
    if (element.isFree) open.push({ at: at + 1, left, words, state });
    else if (element.isChoice && left === 0 && isInside) open.push({ at: at + 1, left: 1, words, state });
  }
}

function elementsOf(phrase: string): readonly Element[] {
  return (phrase.match(/\([^)]+\)|[^\s(]+\([a-z]+\)|\S+/g) ?? []).map((text) => {
    const isChoice = text.length > 2 && text.startsWith('(') && text.endsWith(')');
    const inner = isChoice ? text.slice(1, -1) : text;
    const [, stem, ending] = /^([a-z]+)\(([a-z]+)\)$/.exec(inner) ?? [];
    const members = stem === undefined ? inner.split('/') : [stem, stem + ending];
    const words = members.map((word) => word.trim()).filter((word) => word !== '');
    return { words, isChoice, isFree: isChoice && words.every((word) => ADVERBS.has(word)) };
  });
}

/** For each word of a member the hashes that may stand there. */
function hashesOf(member: string): readonly (readonly number[])[] {
  if (member.startsWith('@')) {
    return [wordsOf(member === '@ing' ? 'changing' : member.slice(1)).map(hashText)];
  }
  if (member === 'num') return [[hashText('<num>')]];
  if (member === 'v<num>') return [[hashText('<ver>')]];
  if (/^<[a-z]+>$/.test(member)) return [[hashText(member)]];
  return tokenise(member, 0, member.length).map(({ hash }) => [hash]);
}

function newState({ edges }: PhraseGraph): number {
  return edges.push(new Map()) - 1;
}

function addRow(graph: PhraseGraph, from: number, row: readonly (readonly number[])[], target: number): void {
  let state = from;
  row.forEach((hashes, index) => {
    const to = index === row.length - 1 ? target : newState(graph);
    const edges = graph.edges[state];
    for (const hash of hashes) {
      graph.words.add(hash);
      const known = edges?.get(hash);
      if (known === undefined) edges?.set(hash, [to]);
      else if (!known.includes(to)) known.push(to);
    }
    state = to;
  });
}
