import { codeAt, newWordCache, ofWord, type WordCache } from '@/lib/base/word-cache.ts';

/** Words of English and of patches that any two texts share. */
const COMMON = new Set(
  (
    'about after again also and any are been before being both but can change changed changes code could current ' +
    'does doing done each else even fix fixed fixes for from get had has have here how instead into its just let ' +
    'like line lines make makes maybe more move moved much need needs new not now off old one only other our out ' +
    'over patch patches per put really remove removed return series set should since small some something still ' +
    'such sure than that the their them then there these they thing think this those through too two update updated ' +
    'use used uses using version via was well were what when where which while will with would you your add added ' +
    'adds null void int static const struct bool true false goto break case'
  ).split(' '),
);
/** Characters of a word. */
const LENGTH_MIN = 3;
const LENGTH_MAX = 61;
/** Texts are mail; beyond this nothing new is learnt. */
const TEXT_LENGTH_MAX = 20_000;

/** Identifiers and uncommon words of a text, in lower case, plural and tense cut off words but not identifiers. */
export function wordsOf(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  visitWords(text, (word) => words.add(word));
  return words;
}

/** Calls `visit` for each of the words of `wordsOf` as often as it occurs. */
export function visitWords(text: string, visit: (word: string) => void): void {
  const end = Math.min(text.length, TEXT_LENGTH_MAX);
  let at = 0;
  while (at < end) {
    if (!isLetter(codeAt(text, at))) {
      at += 1;
      continue;
    }
    const start = at;
    const cut = Math.min(end, start + LENGTH_MAX);
    while (at < cut && isWordCode(codeAt(text, at))) at += 1;
    if (at - start < LENGTH_MIN) continue;
    const word = ofWord(SEEN, text, start, at, wordFor);
    if (word !== '') visit(word);
  }
}

function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || code === 0x5f;
}

function isWordCode(code: number): boolean {
  return isLetter(code) || (code >= 0x30 && code <= 0x39);
}

/** Words repeat: reduced once, then found. */
const SEEN: WordCache<string> = newWordCache();

/** What stands for a word; empty when it is common. */
function wordFor(word: string): string {
  const lower = word.toLowerCase();
  return COMMON.has(lower) ? '' : isIdentifier(word) ? lower : stem(lower);
}

/** How much two texts are about the same: an identifier in common weighs 3, a word 1; and which those are. */
export function sharedWords(
  a: ReadonlySet<string>,
  b: ReadonlySet<string>,
): { readonly weight: number; readonly words: readonly string[] } {
  const words = [...a].filter((word) => b.has(word)).sort();
  return { weight: words.reduce((sum, word) => sum + (isIdentifier(word) ? 3 : 1), 0), words };
}

/** What code calls something: it has an underscore, a digit, or a capital within. */
export function isIdentifier(word: string): boolean {
  return word.includes('_') || /[a-z][A-Z]|\d/.test(word);
}

function stem(word: string): string {
  return word.length > 4 ? word.replace(/(?:ing|ed|es|s|e)$/, '') : word;
}
