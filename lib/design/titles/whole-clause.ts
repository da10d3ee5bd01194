import { isBound } from '@/lib/design/titles/bound-words.ts';

/** So near to a cut is looked, so that long mail costs no more. */
const NEAR = 40;
/** So far back for the first of two that belong together. */
const BACK = 120;

/**
 * No sentence ends so: these words are the verb of the clause behind them or what it speaks of, and what stands before
 * them alone would say something else.
 */
const UNFINISHED = new RegExp(
  '[\\s,;:(-](?:is|are|was|were|be|been|not|will|would|could|should|can|cannot|must|may|might|have|has|had|' +
    "does|do|did|isn't|aren't|won't|don't|doesn't|can't|means?|says?)(?: (?:not|that|to|be|also|just|only|even" +
    '|still|already))*$',
  'i',
);
/** A verb, by the word before it: what it does is told behind it (`could result in`), or behind a second verb. */
const VERB_LEFT = new RegExp(
  '(?:\\b(?:to|can|could|should|would|will|may|might|must|it|we|you|they|he|she|i|not|has|have|had|which|who)|' +
    "'(?:ve|ll|d|re)) \\w+$",
  'i',
);
const GOES_ON = /^ (?:by|like|from|without|for|with|on|at|in|as|which|what|how|whether)\b/;
const EITHER = /\b(?:either|both|neither|between)(?: \S+){1,5}$/i;
/** `either in the store`: the other one stands behind. */
const EITHER_LEFT = /\beither (?:(?! or \S)[^,;]){1,80}$/i;
const JOINS = /^ (?:or|and) (?!(?:a|an|the|its|their|this|that|it|we|you|they|i|then)\b)/;

/** Whether a clause ends there. */
export function isWhole(title: string, place: number): boolean {
  const before = title.slice(Math.max(0, place - NEAR), place);
  const behind = title.slice(place, place + NEAR);
  const back = title.slice(Math.max(0, place - BACK), place);
  // A preposition at the end belongs to what stands before it.
  if (SET_IN.test(before) || BEGINS.test(before) || UNFINISHED.test(before)) return false;
  if (ONE_WORD.test(behind) || MANUAL_PAGE.test(behind)) return false;
  if (LED_IN.test(back) || WHETHER.test(title) || EITHER_LEFT.test(back)) return false;
  if (leavesOpen(title.slice(0, place)) || lacksVerb(title, place)) return false;
  if (isBound(before, behind)) return false;
  if (EITHER.test(before) && /^ (?:or|and) /.test(behind)) return false;
  return !((JOINS.test(behind) || GOES_ON.test(behind)) && VERB_LEFT.test(before));
}
/** `that, as it stands`: what is so stands behind. */
const SET_IN = /\b(?:that|whether|because|and|but|so), [^,]{0,30}$/i;
const ONE_WORD = /^ \w{1,20}[.!?]?$/;
/** A condition inside of a sentence; what follows from it stands behind (`the snag is that if it is held, ...`). */
const LED_IN = new RegExp(
  '(?:\\b(?:that|because|so|and|but|or|then)|--|[;:]) (?:even )?(?:if|when|whenever|unless|until|once|as long as|' +
    'since|while|because|given|in case)(?! (?:not|so|needed|possible|necessary)\\b) [^,]{0,100}$',
  'i',
);
/** What is asked or doubted is what is spoken of, up to the verb behind it. */
const WHETHER = /^whether\b/i;
/** What these begin stands behind the cut. */
const BEGINS = /[\s,](?:that|whether|how|why|what|whose|if|when),?$/i;
/** `call (2)` is a page of a manual. */
const MANUAL_PAGE = /^ \(\d\w?\)/;

/** What is spoken of or what is done, not what is to be done. */
const NOUN =
  /^(?:(?:the|a|an|this|these|those|my|our|your|its|one|another|any|some|most|all) |[a-z]+ing [^ ])/i;
const VERBS =
  "is|are|was|were|isn't|aren't|would|will|should|could|can|can't|may|might|must|has|have|had|does|do|don't|doesn't";
/** Of what is spoken of, in the present. */
const TELLS =
  'makes|means|needs|takes|breaks|fails|causes|leads|gets|uses|holds|goes|leaves|looks|seems|happens|runs|' +
  'returns|calls';
const VERB = new RegExp(` (?:${VERBS}|${TELLS}) `, 'i');
/** What is behind still speaks of the noun, up to the verb. */
const VERB_BEHIND = new RegExp(
  '^ (?:\\([^()]{0,40}\\) )?(?:for|with|on|at|in|from|and|or|of|by|like|during|without|as|into|than)' +
    `(?: (?!(?:that|which|who|if|so|because|to|where|when|we|i|you|it|they|` +
    `${VERBS}) )[^ ,;:]+){1,9} (?:${VERBS}|${TELLS}) `,
  'i',
);

/** Behind what begins a clause of its own. */
const CLAUSE =
  /^.*\b(?:so|because|but|that) (?=(?:the|a|an|these|those|our|your|its|any|some|most|all|[a-z]+ing) )/i;

/** Whether the last clause of what is left speaks of something and the verb that says what of it stands behind. */
function lacksVerb(title: string, place: number): boolean {
  if (!VERB_BEHIND.test(title.slice(place))) return false;
  const left = title.slice(0, place);
  return [left, left.replace(CLAUSE, '')].some((clause) => NOUN.test(clause) && !VERB.test(`${clause} `));
}

function leavesOpen(text: string): boolean {
  const count = (char: string): number => text.split(char).length - 1;
  return count('(') > count(')') || count('"') % 2 === 1;
}
