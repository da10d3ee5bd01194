/** Weights of a tsvector: where in a message a word stands. */
export const WEIGHT = { A: 3, B: 2, C: 1, D: 0 } as const;

/**
 * The letter in front of a word of a field. Words are in lower case, so a large letter is the beginning of none; behind
 * `Z` and the letter stands the stem, where it differs from the word.
 */
export const FIELDS = {
  subject: 'S',
  from: 'F',
  to: 'T',
  cc: 'C',
  /** Message-ID. */
  id: 'M',
  /** File of a patch. */
  file: 'N',
  /** Lines of a patch; their weight says of which kind. */
  patch: 'P',
} as const;

export type Field = keyof typeof FIELDS;

/** Weights of the words of a patch. */
export const PATCH = { added: WEIGHT.A, removed: WEIGHT.B, context: WEIGHT.C, hunk: WEIGHT.D } as const;

/** In front of names of git: of a file before and after the patch, and what `git patch-id --stable` says. */
export const PRE = '<';
export const POST = '>';
export const PATCH_ID = '=';
