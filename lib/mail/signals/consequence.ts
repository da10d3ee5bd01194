/** `so`, or a reason in front, and then a clause with who or what does it. */
const CONSEQUENCE = new RegExp(
  '(?:[,;] (?:so|hence|thus|therefore|and(?: so)?) |^(?:since|as|because|given that) [^,]{3,120}, )' +
    "(?=(?:I|we|it|this|these|they)[' ])",
  'i',
);
/** On terms, or for a trial: then what comes of it is no more than that. */
const TERMS = /\b(?:if|unless|when|once|until|whether|to (?:test|try|see|check|review))\b/i;

/** What comes of the reason that a sentence gives, as a sentence of its own; null where it gives none. */
export function consequenceOf(text: string): string | null {
  const found = CONSEQUENCE.exec(text);
  if (found === null) return null;
  const end = found.index + found[0].length;
  return TERMS.test(text.slice(0, end)) ? null : text.slice(end);
}
