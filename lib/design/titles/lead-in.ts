/** What begins a clause that says when, why or for what the next one holds. */
export const SUBORDINATE = new RegExp(
  '^(?:(?:even|especially) )?(?:when|if|since|as|while|because|although|though|once|after|before|given|unless|' +
    'whenever|until|assuming|even if|even though|considering|in order to|instead of|' +
    'rather than|with|without|to|now that|seeing|judging|in case|by \\w+ing|looking (?:at|into)|apart from|' +
    'besides|according to|for|provid(?:ing|ed)|supposing|(?:every|each) time|from \\w+ing|as long as' +
    '|so long as)(?=[ ,])',
  'i',
);

/** Outside of brackets. */
export function firstComma(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (text.startsWith(' ... ', at)) return at + 3;
    if (char === '(') depth += 1;
    else if (char === ')') depth -= 1;
    else if (char === ',' && depth <= 0 && text[at + 1] === ' ') return at;
  }
  return -1;
}

/** With what: part of what is said, but not all of it. */
const WITH = /^(?:(?:together|along|combined) with|in addition to|on top of|apart from|aside from) /i;

/** What these begin may be all that is said. */
const PURPOSE = /^(?:to|in order to|as|rather than|instead of|though|although) /i;

/** Up to where a text is but the condition of what it says; 0 when it begins with what it says. */
export function leadEnd(text: string): number {
  if (!SUBORDINATE.test(text) && !WITH.test(text)) return 0;
  const comma = firstComma(text);
  // Without a comma nobody can tell where it ends.
  if (comma === -1) return PURPOSE.test(text) ? 0 : text.length;
  return comma + 1;
}
