import { isIdField, isOperator, isStateField, isTextField, isTimeField } from '@/lib/search/operators.ts';
import {
  joined,
  type Parsed,
  type Query,
  type QueryProblem,
  type StateField,
  type TextField,
  type Vocabulary,
} from '@/lib/search/query.ts';
import { timeRange } from '@/lib/search/times.ts';
import { type Token, tokenize } from '@/lib/search/tokens.ts';
import { queryWords } from '@/lib/search/ts-query.ts';

/** Limits of what one search may cost (reliability.md, 43). */
const LENGTH_MAX = 4_096;
const LEAVES_MAX = 100;
const DEPTH_MAX = 20;
/** Letters before a `*`: fewer would open a good part of the dictionary. */
const PREFIX_LENGTH_MIN = 2;

const ID_WORDS: Readonly<Record<string, readonly [pattern: RegExp, what: string]>> = {
  dfpre: [/^[0-9a-f]{7,64}$/, 'at least seven hex digits'],
  dfpost: [/^[0-9a-f]{7,64}$/, 'at least seven hex digits'],
  dfblob: [/^[0-9a-f]{7,64}$/, 'at least seven hex digits'],
  patchid: [/^[0-9a-f]{40}$/, 'the 40 hex digits that git patch-id prints'],
  mid: [/^[^\0]{1,998}$/, 'a Message-ID'],
};

/** Thrown inside, never out of `parseQuery`. */
class Refusal {
  readonly problem: QueryProblem;
  constructor({ at, end }: { readonly at: number; readonly end: number }, detail: string) {
    this.problem = { at, end, detail };
  }
}

/** Where the reading stands. */
type Reading = {
  readonly tokens: readonly Token[];
  readonly length: number;
  readonly vocabulary: Vocabulary;
  at: number;
  leaves: number;
};

/**
 * Reads a query as lore's search does: all parts must be there, `OR` weighs less than that, `NOT` and `-` take away.
 * Never throws; what it cannot read it explains with the place, as a word that is not in the vocabulary of its
 * operator. Bounded: 4,096 characters, 100 words, 20 levels.
 */
export function parseQuery(text: string, vocabulary: Vocabulary = {}): Parsed {
  try {
    return { ok: true, query: readQuery(text, vocabulary) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, problem: error.problem };
    throw error;
  }
}

function readQuery(text: string, vocabulary: Vocabulary): Query {
  if (text.length > LENGTH_MAX) {
    throw new Refusal({ at: LENGTH_MAX, end: text.length }, `A query has at most ${LENGTH_MAX} characters.`);
  }
  const found = tokenize(text);
  if (!found.ok) throw new Refusal(found.problem, found.problem.detail);
  const reading: Reading = { tokens: found.tokens, length: text.length, vocabulary, at: 0, leaves: 0 };
  if (found.tokens.length === 0)
    throw new Refusal({ at: 0, end: text.length }, 'There is no word to look for.');
  const query = readAny(reading, null, 0);
  const rest = reading.tokens[reading.at];
  if (rest !== undefined) throw new Refusal(rest, 'This parenthesis was not opened.');
  if (!isBounded(query)) {
    throw new Refusal(
      { at: 0, end: text.length },
      'This asks for all that lacks something. Say as well what must be there.',
    );
  }
  return query;
}

function readAny(reading: Reading, field: TextField | null, depth: number): Query {
  const parts = [readAll(reading, field, depth)];
  while (reading.tokens[reading.at]?.kind === 'or') {
    reading.at += 1;
    parts.push(readAll(reading, field, depth));
  }
  return joined('any', parts);
}

function readAll(reading: Reading, field: TextField | null, depth: number): Query {
  const parts = [readUnary(reading, field, depth)];
  for (;;) {
    const next = reading.tokens[reading.at];
    if (next === undefined || next.kind === 'or' || next.kind === 'close')
      return joined('all', sameIds(parts));
    if (next.kind === 'and') reading.at += 1;
    parts.push(readUnary(reading, field, depth));
  }
}

/** Two ids of one kind: either will do, as in public-inbox, because no message has both. */
function sameIds(parts: readonly Query[]): readonly Query[] {
  const ids = (field: string): readonly Query[] =>
    parts.filter((part) => part.kind === 'id' && part.field === field);
  return parts.flatMap((part, index) => {
    if (part.kind !== 'id' || part.field === 'l' || part.field === 'list') return [part];
    const same = ids(part.field);
    return parts.indexOf(same[0] ?? part) === index ? [joined('any', same)] : [];
  });
}

function readUnary(reading: Reading, field: TextField | null, depth: number): Query {
  const token = reading.tokens[reading.at];
  if (token === undefined) {
    const end = { at: reading.length, end: reading.length };
    throw new Refusal(end, 'Something is missing at the end.');
  }
  if (depth > DEPTH_MAX) throw new Refusal(token, `Parentheses go ${DEPTH_MAX} levels deep at most.`);
  reading.at += 1;
  switch (token.kind) {
    case 'not':
      return { kind: 'not', part: readUnary(reading, field, depth + 1) };
    case 'open':
      return readGroup(reading, token, field, depth);
    case 'close':
      throw new Refusal(token, 'Something is missing before this parenthesis.');
    case 'and':
    case 'or':
      throw new Refusal(token, `Something is missing before this ${token.kind.toUpperCase()}.`);
    default:
      return readLeaf(reading, token, field);
  }
}

function readGroup(
  reading: Reading,
  token: Extract<Token, { readonly kind: 'open' }>,
  field: TextField | null,
  depth: number,
): Query {
  if (token.field !== null && !isTextField(token.field)) {
    throw new Refusal(token, `${token.field}: takes one value, not a parenthesis.`);
  }
  const inside = readAny(reading, token.field ?? field, depth + 1);
  const close = reading.tokens[reading.at];
  if (close?.kind !== 'close') throw new Refusal(token, 'This parenthesis is not closed.');
  reading.at += 1;
  return inside;
}

type ValueToken = Extract<Token, { readonly kind: 'word' | 'phrase' }>;

function readLeaf(reading: Reading, token: ValueToken, inherited: TextField | null): Query {
  reading.leaves += 1;
  if (reading.leaves > LEAVES_MAX) throw new Refusal(token, `A query has at most ${LEAVES_MAX} words.`);
  const field = token.field ?? inherited ?? 'any';
  if (field === 'any' || isTextField(field)) return readText(reading, token, field);
  if (isTimeField(field)) {
    const [from = '', to = null] = token.text.split(/\.\.(.*)/s);
    const leaf = { kind: 'time', field, from, to } as const;
    if (token.kind === 'phrase' || timeRange(leaf, 0) === null) {
      throw new Refusal(
        token,
        `${field}: takes times such as 2024-07-01, 2024-07-01..2024-07-31 or 1.week.ago..`,
      );
    }
    return leaf;
  }
  const value = token.text.trim();
  if (value === '' || value.includes('\0'))
    throw new Refusal(token, `Nothing can be looked for with ${field}: here.`);
  if (isStateField(field)) return readState(token, field, value, reading.vocabulary[field] ?? null);
  if (!isIdField(field)) throw new Refusal(token, `${field}: is not known.`);
  return readId(token, field, value);
}

/** `status:"Under Review"` is `status:under-review`: pages write states with a space. */
function readState(
  token: ValueToken,
  field: StateField,
  value: string,
  words: readonly string[] | null,
): Query {
  if (words === null) return { kind: 'state', field, value };
  const word = value.toLowerCase().replace(/\s+/g, '-');
  if (!words.includes(word)) throw new Refusal(token, `${field}: takes one of ${words.join(', ')}.`);
  return { kind: 'state', field, value: word };
}

function readId(token: ValueToken, field: Extract<Query, { kind: 'id' }>['field'], value: string): Query {
  const [pattern, what] = ID_WORDS[field] ?? [/^/, ''];
  const id = field === 'mid' ? value.replace(/^<(.+)>$/s, '$1') : value.toLowerCase();
  if (!pattern.test(id)) throw new Refusal(token, `${field}: takes ${what}.`);
  return { kind: 'id', field, value: id };
}

/** What neither is a word nor joins words to a phrase, as lore has it: `a/b` is a phrase, `a,b` two words. */
const BETWEEN = /(?:[^\p{L}\p{M}\p{N}_.,;\-/:\\@'&+#]|(?<![0-9])[,;]|[,;](?![0-9]))+/u;

/** Cut out of `x=s:y`, `s:y` would be an operator when it is printed; `s/y` are the same words. */
function plain(text: string, field: TextField): string {
  const [first = '', rest] = text.split(':', 2);
  return field === 'any' && rest !== undefined && isOperator(first) ? text.replaceAll(':', '/') : text;
}

/** Words that are read as something else when they stand alone. */
const OPERATOR = /^(?:AND|OR|NOT|XOR|NEAR|ADJ)$/;

function readText(reading: Reading, token: ValueToken, field: TextField): Query {
  const nothing = new Refusal(token, 'There is no letter or digit in this.');
  if (queryWords(token.text).length > LEAVES_MAX) {
    throw new Refusal(token, `A phrase has at most ${LEAVES_MAX} words.`);
  }
  if (token.kind === 'phrase') {
    if (!/[\p{L}\p{N}_]/u.test(token.text)) throw nothing;
    return { kind: 'text', field, text: token.text, form: 'phrase' };
  }
  const isPrefix = /[\p{L}\p{M}\p{N}_]\*$/u.test(token.text);
  const words = token.text
    .split(BETWEEN)
    .map((text) => text.replace(/^[^\p{L}\p{M}\p{N}_]+/u, ''))
    .filter((text) => /[\p{L}\p{N}_]/u.test(text));
  if (words.length === 0) throw nothing;
  reading.leaves += words.length - 1;
  if (reading.leaves > LEAVES_MAX) throw new Refusal(token, `A query has at most ${LEAVES_MAX} words.`);
  const last = words.length - 1;
  if (isPrefix && (words[last]?.length ?? 0) < PREFIX_LENGTH_MIN) {
    throw new Refusal(token, `At least ${PREFIX_LENGTH_MIN} letters must stand before a *.`);
  }
  const leaves = words.map((text, index) => {
    if (isPrefix && index === last)
      return { kind: 'text', field, text: plain(text, field), form: 'prefix' } as const;
    const form = field === 'any' && OPERATOR.test(text) ? ('phrase' as const) : ('words' as const);
    return { kind: 'text', field, text: plain(text, field), form } as const;
  });
  return joined('all', leaves);
}

/** Whether every way to match needs something that is there. */
function isBounded(query: Query): boolean {
  if (query.kind === 'not') return false;
  if (query.kind === 'all') return query.parts.some(isBounded);
  return query.kind !== 'any' || query.parts.every(isBounded);
}
