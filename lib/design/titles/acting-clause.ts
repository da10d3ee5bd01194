/** Where a clause of its own begins behind one that only tells something. */
const PARTS = new RegExp(
  '(?:[,;]| -+) (?:so|and|but|though|although|however),? (?=\\S+ \\S+ \\S)|' +
    " so (?=(?:it|that)(?:'d| would| might) be )|" +
    ' and (?=(?:(?:so|maybe|perhaps|then) )?(?:you|we) (?:can|could|should|might want to|may want to|want to) )|' +
    "(?:[,;]| so) (?=(?:i|we|you)(?:'ll|'d| will| would| could| should| might| may) )|" +
    "[,;] (?=(?:please|let me|let's|(?:can|could|would) you) )",
  'gi',
);
const ADVERB =
  '(?: (?:just|also|then|really|probably|perhaps|maybe|instead|rather|still|only|at least|now|\\w+ly))*';
/** What begins a clause that says what is to be done. */
const ACTS = new RegExp(
  '^(?:(?:maybe|perhaps|then|instead|i (?:think|guess|suppose|believe|wonder if)),? ){0,2}(?:' +
    `(?:i|we|you|one)${ADVERB}(?:'ll|'d| will| would| could| should| might| may| need to| ought to)\\b` +
    `(?!${ADVERB} (?:be|have|not)\\b)|` +
    `(?:it|this|that|they)${ADVERB} (?:should |(?:might|may|could|would)${ADVERB} be (?:\\w+ )?(?:best|better|` +
    'good|nice|' +
    'worth|easier|simpler|cleaner|safer|reasonable|enough|possible|useful|helpful) )|' +
    "(?:it|that)'d be (?:\\w+ )?(?:best|better|good|nice|great|worth|useful|helpful|lovely) |" +
    "please |let me |let's |let us |how about |why not |(?:can|could|would|should) (?:you|we) )",
  'i',
);
const CAN = /^(?:i|we|you) can /i;
/** A clause that only tells how things are begins with who or what they are told of. */
const TELLS = new RegExp(
  '^(?:(?:so|well|yes|yeah|ok(?:ay)?|and|but|hmm+|actually),? ){0,2}(?:i|we|you|he|she|it|this|that|there|they|' +
    'these|those|the|looks?|not sure|sure|yes|no|sorry)\\b',
  'i',
);
/** Words that say what is to be done, whoever says so. */
const MODAL = new RegExp(
  '\\b(?:could|should|would|might|may|must|need|needs|let|please|will|want|prefer|suggest|propose|if|wonder|' +
    "can)\\b|'ll\\b|'d\\b",
  'i',
);
/** What somebody did, or is, of himself. */
const TRIED = /^(?:(?:so|well|yes|yeah|hmm+|actually),? ){0,2}(?:i|we|sorry)\b/i;
const DENIED = /n't\b|\bnot\b|\bno\b|\bnever\b/i;

/**
 * Of "there is one more in my tree, so it may be best to take that one" what is to be done, when what stands before it
 * only tells something; another text as it is.
 */
export function actingClause(text: string): string {
  if (!TELLS.test(text)) return text;
  for (const part of text.matchAll(PARTS)) {
    if (MODAL.test(text.slice(0, part.index))) return text;
    const rest = text.slice(part.index + part[0].length);
    // `so we can` tells what it is for, `but we can` what to do instead.
    if (ACTS.test(rest) || (/ (?:but|and)/i.test(part[0]) && CAN.test(rest))) return rest;
  }
  return text;
}

/** Of "I gave it a try, but it does not help" what is wrong; another text as it is. */
export function denyingClause(text: string): string {
  const but = /,? (?:but|however),? (?=\S+ \S+ \S)/i.exec(text);
  if (but === null || !TRIED.test(text) || but.index > 160) return text;
  const before = text.slice(0, but.index);
  const rest = text.slice(but.index + but[0].length);
  if (MODAL.test(before) || DENIED.test(before) || /^(?:i|we)\b/i.test(rest)) return text;
  return DENIED.test(rest) || rest.includes('?') ? rest : text;
}
