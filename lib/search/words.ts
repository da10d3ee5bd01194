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
  return /^[a-z]{3,}$/.test(word) ? stem(word) : word;
}

/**
 * A text whose words are the runs of letters, digits and `_` of ASCII and of all else that is not ASCII: other scripts
 * in lower case, their punctuation as blanks. ASCII needs none of this.
 */
export function evenScripts(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}\0-\x7f]/gu, ' ');
}
