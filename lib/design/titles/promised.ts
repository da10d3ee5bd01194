/** Where the writer of a promise says what he will do, behind what it is for, or why. */
const I_WILL = new RegExp(
  '(?:(?:[,;]| -+)? (?:so|and|but|hence|then|thus),? |[,;] )(?:maybe |i (?:think|guess) )?' +
    "(?=i(?:'ll| will|'m going to| am going to)(?: (?:also|just|then|probably|now))* " +
    '(?!(?:be|have|not|need|never)\\b)[a-z]{2,} \\S)|' +
    '(?:[,;] (?:(?:so|and|but),? )?)(?=i (?:can|need to|have to) (?!(?:be|have|not|never|only)\\b)[a-z]{2,} \\S)',
  'i',
);
/** What was promised, asked or set as a condition before it goes first. */
const SAYS_MORE = new RegExp(
  "\\b(?:i'll|i will|i can|i could|i'd|i would|let me|let's|please|you|if|unless|when|once|until|will|should|" +
    'must|needs?)\\b|[?:]',
  'i',
);
const TELLING_MIN = 8;

/** Of "there is a hole in it, so I'll close it" what its writer will do; another text as it is. */
export function promisedClause(text: string): string {
  const found = I_WILL.exec(text);
  if (found === null || found.index < TELLING_MIN || SAYS_MORE.test(text.slice(0, found.index))) return text;
  return text.slice(found.index + found[0].length);
}
