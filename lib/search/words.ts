import { stem } from '@/lib/search/stem.ts';

/** Words that stand in nearly every English sentence: they find nothing and would make the longest lists. */
const COMMON: ReadonlySet<string> = new Set(
  [
    'a an and are as at be been but by can could did do does for from had has have he her his i if in into is it its',
    'me my no not of on or our she should so than that the their them then there these they this to was we were what',
    'when which who will with would you your',
  ]
    .join(' ')
    .split(' '),
);

/** What a word of prose, in lower case, is indexed and searched as: its stem; null when it is not. */
export function termOf(word: string): string | null {
  if (COMMON.has(word)) return null;
  const bare = withoutPossessive(word);
  return /^[a-z]{3,}$/.test(bare) ? stem(bare) : bare;
}

/**
 * The stem by which Xapian finds a word of a header or a patch: identifiers are stemmed too, words that begin with a
 * digit are not. Null when it is the word itself. Other scripts have none, which keeps the longest vectors short.
 */
export function fieldStem(word: string): string | null {
  if (!/^[a-z][\0-\x7f]*$/.test(word)) return null;
  const found = stem(withoutPossessive(word));
  return found === word ? null : found;
}

function withoutPossessive(word: string): string {
  return word.endsWith("'s") ? word.slice(0, -2) : word;
}

/**
 * A text whose words are runs of letters, digits and `_` of ASCII and of all else that is not ASCII: other scripts in
 * lower case, their punctuation as DEL (a blank would make a context line of it), their apostrophes as that of ASCII.
 * ASCII needs none of this.
 */
export function evenScripts(text: string): string {
  return text
    .replace(/[\u2019\u201b]/g, "'")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\0-\x7f]/gu, '\x7f');
}

const LETTER = '[a-z0-9_\\u0080-\\u{10ffff}]';
const JOINT = `(?:(?<=[0-9])[.,;](?=[0-9])|(?:(?<![0-9])['&]|['&](?![0-9]))(?=${LETTER}))`;

/**
 * Words as Xapian and so lore sees them: what is between digits in `6.12`, `don't` and `AT&T` belongs to them, and up
 * to three `+` or `#` at the end, as in `c++`. Of a text that went through `evenScripts`.
 */
export const WORD = new RegExp(`${LETTER}+(?:${JOINT}${LETTER}+)*(?:[+#]{1,3}(?![+#]|${LETTER}))?`, 'gu');
