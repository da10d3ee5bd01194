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
const WORD = /[A-Za-z_][A-Za-z0-9_]{2,60}/g;
/** Texts are mail; beyond this nothing new is learnt. */
const TEXT_LENGTH_MAX = 20_000;

/** Identifiers and uncommon words of a text, in lower case, plural and tense cut off words but not identifiers. */
export function wordsOf(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (const word of text.slice(0, TEXT_LENGTH_MAX).match(WORD) ?? []) {
    const one = wordFor(word);
    if (one !== '') words.add(one);
  }
  return words;
}

/** Words repeat: reduced once, then found. Full, it is begun anew, so that mail cannot fill the memory with it. */
const SEEN = new Map<string, string>();
const SEEN_MAX = 20_000;
/** A longer slice would keep the whole mail in memory (V8 copies shorter ones). */
const SEEN_LENGTH_MAX = 12;

/** What stands for a word; empty when it is common. */
function wordFor(word: string): string {
  const known = SEEN.get(word);
  if (known !== undefined) return known;
  const lower = word.toLowerCase();
  const one = COMMON.has(lower) ? '' : isIdentifier(word) ? lower : stem(lower);
  if (word.length <= SEEN_LENGTH_MAX) {
    if (SEEN.size >= SEEN_MAX) SEEN.clear();
    SEEN.set(word, one);
  }
  return one;
}

/** How much two texts are about the same: an identifier in common weighs 3, a word 1; and which those are. */
export function sharedWords(
  a: ReadonlySet<string>,
  b: ReadonlySet<string>,
): { readonly weight: number; readonly words: readonly string[] } {
  const words = [...a].filter((word) => b.has(word)).sort();
  return { weight: words.reduce((sum, word) => sum + (isIdentifier(word) ? 3 : 1), 0), words };
}

function isIdentifier(word: string): boolean {
  return word.includes('_') || /[a-z][A-Z]|\d/.test(word);
}

function stem(word: string): string {
  return word.length > 4 ? word.replace(/(?:ing|ed|es|s|e)$/, '') : word;
}
