import { FIELDS, PATCH_ID, POST, PRE } from '@/lib/search/fields.ts';
import type { IdLeaf, TextField, TextLeaf } from '@/lib/search/query.ts';
import { evenScripts, fieldStem, termOf, WORD } from '@/lib/search/words.ts';

/** Where a word may stand in the vector: behind a letter, or as prose (null), with some weights or (empty) with any. */
type Place = { readonly letter: string | null; readonly weights: string };

const { subject, from, to, cc, id, file, patch } = FIELDS;
const PROSE = { letter: null, weights: '' };
const OWN = { letter: null, weights: 'C' };
const field = (letter: string, weights = ''): Place => ({ letter, weights });
const DIFF: readonly Place[] = [field(patch), field(file)];

/** What each operator looks at: what it does in public-inbox. */
const PLACES: Readonly<Record<TextField, readonly Place[]>> = {
  any: [PROSE, ...DIFF, field(id)],
  s: [field(subject)],
  f: [field(from)],
  t: [field(to)],
  c: [field(cc)],
  tc: [field(to), field(cc)],
  a: [field(to), field(cc), field(from)],
  tcf: [field(to), field(cc), field(from)],
  b: [{ letter: null, weights: 'CD' }, ...DIFF],
  bs: [{ letter: null, weights: 'ACD' }, ...DIFF],
  nq: [OWN, ...DIFF],
  q: [{ letter: null, weights: 'D' }],
  m: [field(id)],
  dfn: [field(file)],
  dfa: [field(patch, 'B')],
  dfb: [field(patch, 'A')],
  dfctx: [field(patch, 'C')],
  dfhh: [field(patch, 'D')],
};

/** A word of a query: in lower case, and whether its first letter was large, which means it as it stands. */
export type QueryWord = { readonly word: string; readonly isCapital: boolean };

export function queryWords(text: string): readonly QueryWord[] {
  const capitals = text.matchAll(/(?<![\p{L}\p{M}\p{N}_])[\p{L}\p{M}\p{N}_]/gu);
  const isCapital = [...capitals].map(([letter]) => /\p{Lu}/u.test(letter));
  const even = evenScripts(text);
  // Words of the query and first letters match one to one but where a joint made one word of two.
  const starts = [...even.matchAll(WORD)];
  return starts.map(([word], index) => ({
    word,
    isCapital: starts.length === isCapital.length && isCapital[index] === true,
  }));
}

/**
 * The words of a leaf as text of a PostgreSQL `tsquery`, which is to be handed over as a parameter with a cast. Null
 * when it has nothing but words so common that prose is indexed without them.
 */
export function textQuery({ field: name, text, form }: TextLeaf): string | null {
  const words = queryWords(text);
  const isExact = form === 'phrase' || words.length > 1;
  const ways = PLACES[name].flatMap((place) => phraseAt(place, words, form === 'prefix', isExact));
  if (/^(?:any|b|nq|bs)$/.test(name) && words.length === 1) ways.push(...objectNames(words[0]?.word ?? ''));
  return ways.length === 0 ? null : anyOf(ways);
}

/** Names of objects are found by their beginning in plain text as well. */
function objectNames(word: string): readonly string[] {
  if (!/^[0-9a-f]{7,64}$/.test(word)) return [];
  return [
    lexeme(PRE + word, '*'),
    lexeme(POST + word, '*'),
    ...(word.length === 40 ? [lexeme(PATCH_ID + word, '')] : []),
  ];
}

/** Null for ids that are not in the vector. */
export function idQuery({ field: name, value }: IdLeaf): string | null {
  switch (name) {
    case 'dfpre':
      return lexeme(PRE + value, '*');
    case 'dfpost':
      return lexeme(POST + value, '*');
    case 'dfblob':
      return anyOf([lexeme(PRE + value, '*'), lexeme(POST + value, '*')]);
    case 'patchid':
      return lexeme(PATCH_ID + value, '');
    default:
      return null;
  }
}

function phraseAt(
  place: Place,
  words: readonly QueryWord[],
  isPrefix: boolean,
  isExact: boolean,
): readonly string[] {
  const parts: string[] = [];
  let gap = 1;
  for (const [index, word] of words.entries()) {
    const ways = waysOf(place, word, isPrefix && index === words.length - 1, isExact);
    if (ways.length === 0) {
      // Common words keep their place.
      gap += 1;
      continue;
    }
    if (parts.length > 0) parts.push(`<${gap}>`);
    parts.push(anyOf(ways));
    gap = 1;
  }
  if (parts.length === 0) return [];
  return [parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(' ')})`];
}

/** The lexemes that are this word here. */
function waysOf(
  { letter, weights }: Place,
  { word, isCapital }: QueryWord,
  isPrefix: boolean,
  isExact: boolean,
): readonly string[] {
  if (letter === null) {
    const term = termOf(word);
    if (isPrefix)
      return [lexeme(word, `*${weights}`), ...stemsBehind(word).map((stem) => lexeme(stem, weights))];
    return term === null ? [] : [lexeme(term, weights)];
  }
  const raw = lexeme(letter + word, weights);
  if (isPrefix) return [lexeme(letter + word, `*${weights}`)];
  if (isExact || isCapital || !/^[a-z]/.test(word)) return [raw];
  const stem = fieldStem(word) ?? word;
  const stemmed = lexeme(`Z${letter}${stem}`, weights);
  // A word that is its own stem is indexed once.
  return fieldStem(stem) === null ? [lexeme(letter + stem, weights), stemmed] : [stemmed];
}

/** Ends of words that a stem lacks. */
const ENDINGS = ['s', 'es', 'ed', 'ing', 'ly', 'e', 'y', 'er', 'able', 'al', 'ment', 'ness', 'ion'].flatMap(
  (ending) => Array.from(ending, (_, at) => ending.slice(at)),
);

/** Stems shorter than the beginning of a word that words which begin so have: `flushin*` is to find `flushing`. */
function stemsBehind(beginning: string): readonly string[] {
  const stems = ['', ...ENDINGS].flatMap((ending) => termOf(beginning + ending) ?? []);
  return [...new Set(stems)].filter((stem) => !stem.startsWith(beginning));
}

function anyOf(ways: readonly string[]): string {
  const [only] = ways;
  return ways.length === 1 && only !== undefined ? only : `(${[...new Set(ways)].join(' | ')})`;
}

/** Words of more than 64 bytes are not indexed, and PostgreSQL refuses those of more than 2,046. */
const TERM_LENGTH_MAX = 200;

/** Quoted so that nothing in a word means something to PostgreSQL. */
function lexeme(term: string, flags: string): string {
  const quoted = `'${term.slice(0, TERM_LENGTH_MAX).toWellFormed().replace(/\\/g, '\\\\').replace(/'/g, "''")}'`;
  return flags === '' ? quoted : `${quoted}:${flags}`;
}
