import { anyOf } from '@/lib/base/pattern.ts';

/** Patches of a series by their numbers, both ends included. */
export type PatchRange = readonly [first: number, last: number];

/** Also the number of a file that git format-patch wrote: `0001`, `v3-0001`. */
const NUMBER = '#?(?:(?:v\\d{1,2}-)?0\\d{3}|\\d{1,3}(?:\\/\\d{1,3})?)';
const BETWEEN = anyOf(
  ' ?(?:-|–|\\.{2,3}) ?',
  ' (?:to|through|thru|and|&|\\+) (?:patch(?:es)? )?',
  ', ?(?:and )?(?:patch(?:es)? )?',
);
const RANGES_MAX = 100;

/** `1-3`, `1 and 2`, `1/5, 2/5 and #4`: a regular expression without groups, on blanks that are collapsed. */
export const PATCH_LIST = `${NUMBER}(?:${BETWEEN}${NUMBER}){0,20}(?![\\d%/]|\\.\\d)`;

/** `the first two`, `first 3`, `the first patch`. */
export const FIRST_PATCHES =
  '(?:the )?first(?: (?:two|three|four|five|six|\\d{1,2})\\b(?! \\w+s? of)|(?= patch\\b))';

const WORDS: Readonly<Record<string, number>> = { two: 2, three: 3, four: 4, five: 5, six: 6 };

/** What `PATCH_LIST` or `FIRST_PATCHES` matched, as ranges in the order of the text. */
export function readPatchList(text: string): readonly PatchRange[] {
  const first = /^(?:the )?first ?(\w+)?/i.exec(text);
  if (first !== null) {
    const word = (first[1] ?? '').toLowerCase();
    return [[1, WORDS[word] ?? (Number(word) || 1)]];
  }
  const ranges: (readonly [number, number])[] = [];
  const step = /(-|–|\.{2,3}|\b(?:to|through|thru)\b)? ?#?(0\d{3}|\d{1,3})(?:\/\d{1,3})?/gi;
  for (const [, to, digits] of text.replace(/\bv\d{1,2}-/gi, '').matchAll(step)) {
    const n = Number(digits);
    const before = ranges.at(-1);
    if (to !== undefined && before !== undefined && n > before[0]) ranges.splice(-1, 1, [before[0], n]);
    else ranges.push([n, n]);
  }
  return ranges.slice(0, RANGES_MAX);
}

/** Largest number a list can name. */
const NUMBER_MAX = 999;

/** The numbers in all these ranges, in time linear in their count. */
export function patchNumbers(ranges: readonly PatchRange[]): ReadonlySet<number> {
  const steps = new Int32Array(NUMBER_MAX + 2);
  for (const [first, last] of ranges) {
    if (first > last || first > NUMBER_MAX) continue;
    steps[first] = (steps[first] ?? 0) + 1;
    const after = Math.min(last, NUMBER_MAX) + 1;
    steps[after] = (steps[after] ?? 0) - 1;
  }
  const numbers = new Set<number>();
  let depth = 0;
  for (let n = 0; n <= NUMBER_MAX; n++) {
    depth += steps[n] ?? 0;
    if (depth > 0) numbers.add(n);
  }
  return numbers;
}
