import { leadEnd } from '@/lib/design/titles/lead-in.ts';

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
/** A cut never leaves these hanging. */
const HANGING = new RegExp(
  '(?:[\\s,;:(-]+(?:a|an|the|of|to|will|would|could|should|can|have|has|had|does|do|did|even|also|' +
    'because|these|those|there|in|on|for|with|and|or|but|by|at|from|as|that|which|this|is|are|be|was|not|' +
    'it|its|we|you|i|if|when|than|into|so|only|just|any|some|their|our|your|my|e\\.g\\.|i\\.e\\.|whether|' +
    'how|why|where|while|until|unless|though|although|both|either|very|every|each|about|per|via|over|' +
    'under|within|across|against|between|must|may|might|more|other|such|another|however|he|she|they))+$',
  'i',
);
/** A doing whose object was cut off. */
const BEFORE_DOING = / (?:before|after|by|without|for|of|instead of|and|or) [a-z]+ing$/;
/** Before a comma or a bracket a sentence may well end with `this` or `on`. */
const JOINED = /(?:[\s,;:(-]+(?:a|an|the|and|or|but|that|which|because|so|if|when|as|than|also))+$/i;
/**
 * No sentence ends so: before a clause these words are its verb or subject, and what stands before them alone would
 * say something else.
 */
const UNFINISHED = new RegExp(
  '[\\s,;:(-](?:is|are|was|were|be|been|not|will|would|could|should|can|cannot|must|may|might|have|has|had|' +
    "does|do|did|isn't|aren't|won't|don't|doesn't|can't|means?|says?)(?: (?:not|that|to|be|also|just|only|even" +
    '|still|already))*$',
  'i',
);
/** The first of two verbs, whose object follows the second. */
const FIRST_VERB =
  /(?:\b(?:to|can|could|should|would|will|may|might|must|it|we|you|they|i|not|has|have|had)|'(?:ve|ll|d)) \w+$/i;
const EITHER = /\b(?:either|both|neither|between)(?: \S+){1,5}$/i;
const JOINS = /^ (?:or|and) (?!(?:a|an|the|its|their|this|that|it|we|you|they|i|then)\b)/;

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
    .replace(HANGING, '')
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
  for (const match of title.matchAll(clause))
    if (
      match.index > from &&
      countWords(title.slice(0, match.index)) >= WORDS_MIN &&
      isWhole(title, match.index)
    )
      places.push(match.index);
  const place = places.findLast((end) => end <= most && countWords(title.slice(0, end)) <= WORDS_GOOD);
  return place === undefined
    ? title
    : title
        .slice(0, place)
        .replace(hanging, '')
        .replace(/[\s,;:-]+$/, '');
}

/** Whether a clause ends there; looked at is what stands near, so that long mail costs no more. */
function isWhole(title: string, place: number): boolean {
  const before = title.slice(Math.max(0, place - NEAR), place);
  // A preposition at the end belongs to what stands before it.
  if (SET_IN.test(before)) return false;
  if (ONE_WORD.test(title.slice(place, place + NEAR))) return false;
  if (BEGINS.test(before) || MANUAL_PAGE.test(title.slice(place, place + NEAR))) return false;
  if (UNFINISHED.test(before) || leavesOpen(title.slice(0, place)) || lacksVerb(title, place)) return false;
  if (LED_IN.test(title.slice(0, place)) && !title.startsWith(',', place)) return false;
  if (BOUND.some(([word, next]) => word.test(before) && next.test(title.slice(place, place + NEAR))))
    return false;
  if (EITHER.test(before) && /^ (?:or|and) /.test(title.slice(place, place + NEAR))) return false;
  return !(JOINS.test(title.slice(place, place + NEAR)) && FIRST_VERB.test(before));
}
const NEAR = 40;
/** `that, as it stands`: what is so stands behind. */
const SET_IN = /\b(?:that|whether|because|and|but|so), [^,]{0,30}$/i;
const ONE_WORD = /^ \w{1,20}[.!?]?$/;
/** A second sentence of which but the condition was said. */
const LED_IN =
  /, (?:so|and|but|or) (?:if|until|unless|when|once|as long as|since|while|because)\b[^,]{0,80}$/i;
/** Words that say nothing, or something else, without the one behind them: `I can live with that`. */
const BOUND: readonly (readonly [RegExp, RegExp])[] = [
  [/\b(?:live|deal|stick|cope|come up|mess|go|associated|together|check)$/i, /^ with\b/],
  [/\b(?:depend|depends|depending|rely|relies|relying|based|insist|focus|hinge|hinges)$/i, /^ on\b/],
  [/\b(?:wait|waits|waiting|ask|asks|asking|look|looking|care|account|accounts|opt)$/i, /^ for\b/],
  [/\b(?:prevent|prevents|suffer|suffers|differ|differs|far|apart)$/i, /^ from\b/],
  [/\b(?:known|treat|treated|same|such|marked)$/i, /^ as\b/],
  [
    /\b(?:know|knows|see|sees|tell|tells|decide|decides|determine|figure out|find out|understand|remember)$/i,
    /^ (?:which|where|when|if|who)\b/,
  ],
];
/** What these begin stands behind the cut. */
const BEGINS = /[\s,](?:that|whether|how|why|what|whose|if|when),?$/i;
/** `call (2)` is a page of a manual. */
const MANUAL_PAGE = /^ \(\d\w?\)/;

/** What is spoken of, not what is to be done. */
const NOUN = /^(?:the|a|an|this|these|those|my|our|your|its|one|another|any|some|most|all) /i;
const VERBS =
  "is|are|was|were|isn't|aren't|would|will|should|could|can|can't|may|might|must|has|have|had|does|don't";
/** Of what is spoken of, in the present. */
const TELLS =
  'makes|means|needs|takes|breaks|fails|causes|leads|gets|uses|holds|goes|leaves|looks|seems|happens|runs|' +
  'returns|calls';
const VERB = new RegExp(` (?:${VERBS}|${TELLS}) `, 'i');
/** What is behind still speaks of the noun, up to the verb. */
const VERB_BEHIND = new RegExp(
  '^ (?:for|with|on|at|in|from|and|or|of|by|like|during|without|as)' +
    `(?: (?!(?:that|which|who|if|so|because|to|where|when|we|i|you|it|they|` +
    `${VERBS}) )[^ ,;:]+){1,9} (?:${VERBS}|${TELLS}) `,
  'i',
);

/** Whether what is left speaks of something and the verb that says what of it stands behind. */
function lacksVerb(title: string, place: number): boolean {
  return NOUN.test(title) && VERB_BEHIND.test(title.slice(place)) && !VERB.test(`${title.slice(0, place)} `);
}

function leavesOpen(text: string): boolean {
  const count = (char: string): number => text.split(char).length - 1;
  return count('(') > count(')') || count('"') % 2 === 1;
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
