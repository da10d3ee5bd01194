import { isOperator } from '@/lib/search/operators.ts';
import type { QueryProblem } from '@/lib/search/query.ts';

/** A part of a query with its place. `field` stands in front of a word, a phrase or an open parenthesis. */
export type Token = { readonly at: number; readonly end: number } & (
  | { readonly kind: 'open'; readonly field: string | null }
  | { readonly kind: 'close' | 'and' | 'or' | 'not' }
  | { readonly kind: 'word' | 'phrase'; readonly field: string | null; readonly text: string }
);

export type Tokens =
  | { readonly ok: true; readonly tokens: readonly Token[] }
  | { readonly ok: false; readonly problem: QueryProblem };

const QUOTES = '"\u201c\u201d';
/** Blank, parenthesis or quote: where a word ends. */
const WORD_END = new RegExp(`[\\s()${QUOTES}]`, 'g');
const QUOTE = new RegExp(`[${QUOTES}]`, 'g');
const FIELD = /^([a-z]+):/;
const LETTER = /[\p{L}\p{N}_]/u;

/** Splits a query; one pass, each character is looked at a few times at most. */
export function tokenize(query: string): Tokens {
  const tokens: Token[] = [];
  let at = 0;
  while (at < query.length) {
    const character = query[at] ?? '';
    if (/\s/.test(character)) {
      at += 1;
    } else if (query.startsWith('()', at)) {
      at += 2; // as in `xfs_flush()`
    } else if (character === '(' || character === ')') {
      tokens.push(
        character === '('
          ? { kind: 'open', field: null, at, end: at + 1 }
          : { kind: 'close', at, end: at + 1 },
      );
      at += 1;
    } else if (character === '-' || character === '+') {
      const next = query[at + 1] ?? ' ';
      const skipped = /^[-+]+/.exec(query.slice(at, at + 8))?.[0].length ?? 1;
      const isSign = skipped === 1 && !/[\s)]/.test(next);
      if (isSign && character === '-') tokens.push({ kind: 'not', at, end: at + 1 });
      at += skipped;
    } else {
      const token = QUOTES.includes(character) ? phraseAt(query, at, at, null) : wordAt(query, at);
      if ('detail' in token) return { ok: false, problem: token };
      tokens.push(token);
      at = token.end;
    }
  }
  return {
    ok: true,
    tokens: tokens.filter((token) => !('text' in token) || token.field !== null || hasLetter(token)),
  };
}

/** A word that is none, such as `...`, is left out; behind an operator it is a mistake. */
function hasLetter(token: { readonly text: string }): boolean {
  return LETTER.test(token.text);
}

function wordAt(query: string, at: number): Token | QueryProblem {
  WORD_END.lastIndex = at;
  const end = WORD_END.exec(query)?.index ?? query.length;
  const text = query.slice(at, end);
  if (text === 'AND' || text === 'OR' || text === 'NOT') {
    return { kind: text === 'AND' ? 'and' : text === 'OR' ? 'or' : 'not', at, end };
  }
  if (text === 'XOR' || text === 'NEAR' || text === 'ADJ') {
    return { at, end, detail: `${text} is not known here. Put the word in quotes to look for it.` };
  }
  const field = FIELD.exec(text)?.[1] ?? null;
  if (field === null || !isOperator(field)) return { kind: 'word', field: null, text, at, end };
  const value = text.slice(field.length + 1);
  if (value !== '') return { kind: 'word', field, text: value, at, end };
  const next = query[end] ?? ' ';
  if (next === '(') return { kind: 'open', field, at, end: end + 1 };
  if (QUOTES.includes(next)) return phraseAt(query, at, end, field);
  return { at, end, detail: `Nothing stands behind ${field}: what to look for follows without a blank.` };
}

function phraseAt(query: string, at: number, quoteAt: number, field: string | null): Token | QueryProblem {
  QUOTE.lastIndex = quoteAt + 1;
  const close = QUOTE.exec(query)?.index;
  if (close === undefined) {
    return { at: quoteAt, end: query.length, detail: 'This quote is not closed.' };
  }
  const text = query.slice(quoteAt + 1, close);
  return { kind: 'phrase', field, text, at, end: close + 1 };
}
