const SERIES = '(?:[A-Z]{1,4}[EI]P|SRFI)';

/**
 * Proposals that a community numbers: PEP 9999, and what others called after it (KEP-12, XEP-0045, BIP 32), RFC 2119,
 * SRFI 1. In upper case: `step 3` and `ship 2` are words.
 */
export const NUMBERED = new RegExp(`\\b(?:${SERIES}|RFC)[- ]?(\\d{1,5})\\b`, 'g');

/** The numbers of the proposals that a text names. */
export function numbersIn(text: string): readonly string[] {
  return [...text.matchAll(NUMBERED)].flatMap(([, number]) => number ?? []);
}

/**
 * What begins so is one that is put forward: `PEP 9999: ...`, behind the brackets of the list. An RFC with a number is
 * mostly one that others have published.
 */
export const NUMBERED_TITLE = new RegExp(`^(?:\\[[^\\]]{1,40}\\] ?){0,3}${SERIES}[- ]?\\d{1,5}\\s?[:-]`);
