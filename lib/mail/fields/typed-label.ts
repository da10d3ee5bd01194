/** What a subject says outside of the bracket in which a tool would have written it, as people type it. */
export type TypedLabel = {
  /** As those of a bracket. */
  readonly tokens: readonly string[];
  /** What stands behind them. */
  readonly rest: string;
};

const NUMBERS = '[ ,]{1,2}(?:v\\d{1,3}|\\d{1,3}\\/\\d{1,3})';
/** In capitals the word is a label by itself; a title may begin with `patch:`, and is about the program. */
const LABEL = new RegExp(
  [
    '^(?<label>(?:RFC[ /])?PATCH(?:ES)?(?:[ ,]{1,2}(?:RFC|RESEND)|',
    NUMBERS,
    '){0,4}|[Pp]atch(?:',
    NUMBERS,
    '){1,3})(?:\\s?:|\\s-{1,2})\\s(?=\\S)',
  ].join(''),
);

/** `PATCH v2 1/3: x`: no bracket at all. Null where a title begins. */
export function bareLabel(text: string): TypedLabel | null {
  const found = LABEL.exec(text);
  const label = found?.groups?.['label'];
  if (found === null || label === undefined) return null;
  return {
    tokens: label.split(/[ ,]|(?<=RFC)\//).filter((token) => token !== ''),
    rest: text.slice(found[0].length),
  };
}

/** `32/64 bit` counts nothing, and `1/40 of the time` hardly. */
const COUNTER = /^(?<n>\d{1,3})\/(?<total>\d{1,3})(?<mark>\s?[:)]|\s-{1,2})?\s(?!bits?\b)(?=\S)/i;
/** Larger series are counted by a tool. */
const TOTAL_MAX = 30;

/** The counter that begins the title of a posting whose bracket has none: `[PATCHv2] 1/2: x`. */
export function counterBehind(title: string): { n: number; total: number; rest: string } | null {
  const found = COUNTER.exec(title);
  if (found?.groups === undefined) return null;
  const [n, total] = [Number(found.groups['n']), Number(found.groups['total'])];
  if (n > total || (found.groups['mark'] === undefined && total > TOTAL_MAX)) return null;
  return { n, total, rest: title.slice(found[0].length) };
}
