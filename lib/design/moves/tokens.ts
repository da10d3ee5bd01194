import { newWordCache, ofWord, type WordCache } from '@/lib/base/word-cache.ts';
import { classesOf, hashText, knownWords, patternOf, type WordClass } from '@/lib/design/moves/words.ts';

/** A word or mark of a sentence as the model knows it: with names, numbers and addresses masked. */
export type Token = {
  readonly text: string;
  readonly hash: number;
  /** What work the word does (words.ts). */
  readonly classes: readonly WordClass[];
  /** Hash of what stands for it in a pattern. */
  readonly pattern: number;
};

/** Longer sentences are lists, tables or noise: what kind of move they are is said before. One more may come out. */
export const TOKENS_MAX = 80;
/** Longer words are identifiers, paths or noise. */
const WORD_MAX = 24;
/** What comes behind in a longer run of such characters tells nothing more. */
const RAW_MAX = 200;

const CONTRACTED: readonly string[] = ["'ll", "'re", "'ve", "'m", "'d", "'s"];

/**
 * The tokens of the words `[start, end)`: lower case, contractions taken apart (`do n't`), identifiers, numbers,
 * paths and addresses masked, so that what is learned from one list holds on another. Linear in the length.
 */
export function tokenise(body: string, start: number, end: number): readonly Token[] {
  const tokens: Token[] = [];
  let at = start;
  while (at < end && tokens.length < TOKENS_MAX) {
    const code = body.charCodeAt(at);
    if (code <= 0x20) at += 1;
    else if (isWordCode(code)) {
      const from = at;
      while (at < end && (isWordCode(body.charCodeAt(at)) || joinsWord(body, at, end))) at += 1;
      const isCalled = at < end && body.charCodeAt(at) === 0x28;
      const to = Math.min(at, from + RAW_MAX);
      const parts = isCalled
        ? ofWord(CALLED, body, from, to, calledParts)
        : ofWord(PLAIN, body, from, to, plainParts);
      for (const part of parts) tokens.push(part);
    } else {
      at = addMark(body, at, end, tokens);
    }
  }
  return tokens;
}

function addMark(body: string, at: number, end: number, tokens: Token[]): number {
  const code = body.charCodeAt(at);
  const next = body.charCodeAt(at + 1);
  if (code === DOT && next === DOT) {
    let after = at;
    while (after < end && body.charCodeAt(after) === DOT) after += 1;
    tokens.push(ELLIPSIS);
    return after;
  }
  if (code === DASH && (next === DASH || next === 0x20)) tokens.push(DASHES);
  else {
    const mark = MARKS[code];
    if (mark !== undefined && tokens.at(-1) !== mark) tokens.push(mark);
  }
  return at + 1;
}

function toToken(text: string): Token {
  return KNOWN.get(text) ?? makeToken(text);
}

/** Words with a class are half of all: made once. */
const KNOWN: ReadonlyMap<string, Token> = new Map(knownWords().map((text) => [text, makeToken(text)]));

const DOT = 0x2e;
const DASH = 0x2d;
const ELLIPSIS = toToken('...');
const DASHES = toToken('--');
/** Marks that say something, by their codes. */
const MARKS: readonly (Token | undefined)[] = Array.from({ length: 128 }, (_, code) => {
  const mark = String.fromCharCode(code);
  return '?!,:;("*'.includes(mark) ? toToken(mark) : undefined;
});

function makeToken(text: string): Token {
  return { text, hash: hashText(text), classes: classesOf(text), pattern: hashText(patternOf(text)) };
}

function isWordCode(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x5f ||
    code >= 0xc0
  );
}

/** Marks inside a word: `don't`, `a->b`, `fs/xfs`, `e.g`, `re-use`. */
function joinsWord(body: string, at: number, end: number): boolean {
  if (at + 1 >= end) return false;
  const code = body.charCodeAt(at);
  if (code <= 0x20) return false;
  const next = body.charCodeAt(at + 1);
  if (code === 0x2f) return isWordCode(next) || (next === 0x2f && body.charCodeAt(at - 1) === 0x3a);
  if (code === 0x27 || code === 0x2019 || code === 0x2e || code === 0x40) return isWordCode(next);
  if (code === 0x2d) return isWordCode(next) || next === 0x3e;
  if (code === 0x3e) return body.charCodeAt(at - 1) === 0x2d && isWordCode(next);
  if (code !== 0x3a) return false;
  if (next === 0x2f) return body.charCodeAt(at + 2) === 0x2f;
  return (next === 0x3a || body.charCodeAt(at - 1) === 0x3a) && isWordCode(body.charCodeAt(at + 2));
}

/** Words repeat: taken apart once, then found. A bracket follows a called one, as after the name of a function. */
const PLAIN: WordCache<readonly Token[]> = newWordCache();
const CALLED: WordCache<readonly Token[]> = newWordCache();

function plainParts(raw: string): readonly Token[] {
  return takeApart(raw, false).map(toToken);
}

function calledParts(raw: string): readonly Token[] {
  return takeApart(raw, true).map(toToken);
}

function takeApart(raw: string, isCalled: boolean): readonly string[] {
  const masked = maskWord(raw, isCalled);
  if (masked !== null) return [masked];
  const word = raw.toLowerCase().replaceAll('’', "'");
  if (!word.includes("'")) return [word];
  if (word.endsWith("n't"))
    return [word === "can't" ? 'can' : word === "won't" ? 'will' : word.slice(0, -3), "n't"];
  const tail = CONTRACTED.find((end) => word.endsWith(end));
  return tail === undefined ? [word] : [word.slice(0, -tail.length), tail];
}

/** What stands for a name, number or address; null for a word of the language. */
function maskWord(raw: string, isCalled: boolean): string | null {
  const first = raw.charCodeAt(0);
  if (first >= 0x30 && first <= 0x39) return /^\d[\d.,]*$/.test(raw) ? '<num>' : '<id>';
  if (/^[vV]\d{1,2}$/.test(raw)) return '<ver>';
  if (raw.includes('://')) return '<url>';
  if (raw.includes('@')) return '<mail>';
  if (raw.includes('/')) return /^[a-z]{1,12}\/[a-z]{1,12}$/.test(raw) ? null : '<path>';
  if (raw.includes('_') || raw.includes('->') || raw.includes('::')) return '<id>';
  if (isCalled && !/^[A-Z]?[a-z]{0,3}$/.test(raw)) return '<id>';
  if (raw.length > WORD_MAX) return '<id>';
  if (/[a-z][A-Z]/.test(raw)) return '<id>';
  if (/\d/.test(raw)) return '<id>';
  if (raw.includes('.')) return /^(?:e\.g|i\.e|vs|etc)$/i.test(raw) ? null : '<path>';
  return null;
}
