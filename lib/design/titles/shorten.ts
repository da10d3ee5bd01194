import { leadEnd } from '@/lib/design/titles/lead-in.ts';
import { isWhole } from '@/lib/design/titles/whole-clause.ts';

/** Longest title, in UTF-16 units. */
export const TITLE_MAX = 80;
/** Enough words for a line in a table. */
export const WORDS_GOOD = 13;
/** Before these a sentence may end, once it has said something; the surest first. */
const CLAUSES: readonly RegExp[] = [
  / [([]/g,
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
      'by|like|from|during|without|or(?! not\\b)|and|for|with|on|at|in)\\b(?!-)',
    'g',
  ),
];
const WORDS_MIN = 5;
const HANGS =
  'a|an|the|of|to|will|would|could|should|can|have|has|had|does|do|did|even|also|' +
  'because|there|in|on|for|with|and|or|but|by|at|from|as|that|which|is|are|be|was|not|' +
  'its|we|you|i|if|when|than|into|so|only|just|any|some|their|our|your|my|e\\.g\\.|i\\.e\\.|whether|' +
  'how|why|where|while|until|unless|though|although|both|either|very|every|each|about|per|via|over|' +
  'under|without|during|within|across|against|between|must|may|might|more|other|such|another|however|he|she|they';
/** A cut before a clause never leaves these hanging. */
const HANGING = new RegExp(`(?:[\\s,;:(-]+(?:${HANGS}))+$`, 'i');
/** A cut through a clause neither those that may belong to what was cut off: `this lock`. */
const HANGING_THROUGH = new RegExp(`(?:[\\s,;:(-]+(?:${HANGS}|it|this|these|those))+$`, 'i');
/** A doing whose object was cut off. */
const BEFORE_DOING = / (?:before|after|by|without|for|of|instead of|and|or) [a-z]+ing$/;
/** Before a comma or a bracket a sentence may well end with `this` or `on`. */
const JOINED = /(?:[\s,;:(-]+(?:a|an|the|and|or|but|that|which|because|so|if|when|as|than|also))+$/i;
/** Cuts trailing clauses until a sentence can be read at a glance; a cut through a clause shows `…`. */
export function shorten(text: string, most: number = TITLE_MAX): string {
  let title = withoutBracket(text, most);
  for (const [index, clause] of CLAUSES.entries()) {
    if (fits(title, most)) return title;
    title = cutAt(title, clause, most, index < CLAUSES.length - 1 ? JOINED : HANGING);
  }
  return cutThrough(title, most);
}

/** The first words of a text, as many as there is room for; a cut shows `…`. */
export function cutThrough(text: string, most: number = TITLE_MAX): string {
  if (text.length <= most) return text;
  const blank = text.lastIndexOf(' ', most - 1);
  const cut = text
    .slice(0, blank > most / 2 ? blank : most - 1)
    .replace(HANGING_THROUGH, '')
    .replace(BEFORE_DOING, '')
    .replace(/[\s,;:-]+$/, '');
  return `${cut}…`;
}

/** In the middle of a sentence; code in brackets may be what is spoken of. */
const BRACKET = / \((?=[^()]*[a-z]{2})(?:(?!->)[^()=&|<>]|\(\)){1,80}\)(?= [a-z])/;

/** A sentence that has room for a title but for what it says in brackets, without them; else as it is. */
function withoutBracket(text: string, most: number): string {
  if (fits(text, most)) return text;
  const bare = text.replace(BRACKET, '');
  return fits(bare, most) ? bare : text;
}

function fits(text: string, most: number): boolean {
  return countWords(text) <= WORDS_GOOD && text.length <= most;
}

/** At the last such clause that leaves a good title, else at the first that leaves any. */
function cutAt(title: string, clause: RegExp, most: number, hanging: RegExp): string {
  const places: number[] = [];
  const from = leadEnd(title);
  for (const match of title.matchAll(clause)) {
    if (match.index > most) break;
    if (
      match.index > from &&
      countWords(title.slice(0, match.index)) >= WORDS_MIN &&
      isWhole(title, match.index)
    ) {
      const end = endWithout(title, match.index, hanging);
      // What is left hanging may be what the words before it need: `it depends on`, `texts that tell the`.
      if (end === match.index || (isWhole(title, end) && !ARTICLE.test(title.slice(end, match.index))))
        places.push(end);
    }
  }
  const place = places.findLast((end) => countWords(title.slice(0, end)) <= WORDS_GOOD);
  return place === undefined ? title : title.slice(0, place);
}

/** The noun of these was cut off. */
const ARTICLE = /^(?:[\s,;:(-]+\w+)*[\s,;:(-]+(?:the|an?|its|their|our|your|my|every|each|another)$/i;

/** Up to where a text that is cut there says something. */
function endWithout(title: string, place: number, hanging: RegExp): number {
  return title
    .slice(0, place)
    .replace(hanging, '')
    .replace(/[\s,;:-]+$/, '').length;
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
