/** Longest title, in UTF-16 units. */
export const TITLE_MAX = 80;
/** Enough words for a line in a table. */
export const WORDS_GOOD = 13;
/** Before these a sentence may end, once it has said something; the surest first. */
const CLAUSES: readonly RegExp[] = [
  / ?[([]/g,
  / (?:--+|-|–|—) /g,
  /[;:] /g,
  new RegExp(
    ', (?:but|which|because|since|so|as|and|though|although|where|while|if|unless|except|' +
      'in which|especially|e\\.g\\.|i\\.e\\.|for|that|then|not|or|to|given|due|just|right|' +
      'when|rather|instead|like|even)\\b',
    'g',
  ),
  new RegExp(
    ' (?:because|although|though|even though|so that|in order to|such that|whereas|' +
      'given that|rather than|unless|assuming|instead of|just like|due to)\\b',
    'g',
  ),
  /, /g,
  new RegExp(
    ' (?:since|while|when|if|which|where|until|after|before|and then|so|but|as well as|as|' +
      'by|like|from|during|without|or|and|for|with|on|at|in)\\b',
    'g',
  ),
];
const WORDS_MIN = 5;
/** A cut never leaves these hanging. */
const HANGING = new RegExp(
  '(?:[\\s,;:(-]+(?:a|an|the|of|to|will|would|could|should|can|have|has|had|does|do|did|' +
    'even|also|because|these|those|there|in|on|for|with|and|or|but|by|at|from|as|that|' +
    'which|this|is|are|be|was|not|it|its|we|you|i|if|when|than|into|so|only|just|any|some|' +
    'their|our|your|my|e\\.g\\.|i\\.e\\.))+$',
  'i',
);

/** Cuts trailing clauses until a sentence is short enough to be read at a glance; a cut through a clause shows `…`. */
export function shorten(text: string, most: number = TITLE_MAX): string {
  let title = text;
  for (const clause of CLAUSES) {
    if (countWords(title) <= WORDS_GOOD && title.length <= most) return title;
    title = cutAt(title, clause, most);
  }
  if (title.length <= most) return title;
  const blank = title.lastIndexOf(' ', most - 1);
  const cut = title.slice(0, blank > most / 2 ? blank : most - 1).replace(HANGING, '');
  return `${cut}…`;
}

/** At the last such clause that leaves a good title, else at the first that leaves any. */
function cutAt(title: string, clause: RegExp, most: number): string {
  const places: number[] = [];
  for (const match of title.matchAll(clause))
    if (countWords(title.slice(0, match.index)) >= WORDS_MIN) places.push(match.index);
  const fits = (place: number): boolean => place <= most && countWords(title.slice(0, place)) <= WORDS_GOOD;
  const place = places.findLast(fits);
  return place === undefined
    ? title
    : title
        .slice(0, place)
        .replace(HANGING, '')
        .replace(/[\s,;:-]+$/, '');
}

/** Runs of what is no blank. */
export function countWords(text: string): number {
  let count = 0;
  let wasBlank = true;
  for (let at = 0; at < text.length; at += 1) {
    const isBlank = text.charCodeAt(at) === 0x20;
    if (wasBlank && !isBlank) count += 1;
    wasBlank = isBlank;
  }
  return count;
}
