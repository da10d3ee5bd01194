/** Noises, agreement and thanks in front of the words that count. */
const BEFORE =
  '(?:(?:ok(?:ay)?|right|yeah|yes|yep|ah+|oh|oops|ouch|hm+|so|well|and|then|fine|sorry|ack|true|' +
  'fair(?: enough)?|got it|i see|' +
  "good point|agreed|in that case|that's fair|you're right|makes sense|please|thanks)[,.!]? ){0,4}";
/** What is taken back: words that point, or a name. A patch is taken back by its series (lib/mail/signals). */
const WHAT =
  '((?:that|this|it)(?= then\\b|[.,;!]|$)|(?:the|my|that|this)(?: [\\w\'"()/-]{1,30}){1,5}?)' +
  '(?= then\\b|,| for now| now| here| on \\w+ing| as | and | in favou?r| since| because|[.;!]| :-?\\)|$)';
const WITHDRAWS = new RegExp(
  `^${BEFORE}i(?:'ll| will| would like to|'d like to| can)?(?: hereby| therefore| happily| gladly)? ` +
    `(?:withdraw|retract|take back) ${WHAT}`,
  'i',
);
const FORGETS = new RegExp(
  `^${BEFORE}(?:let's |just |we can )?(?:scratch|forget(?: about)?|(ignore|disregard)|strike) ${WHAT}` +
    '(?: then| for now| now)?[.,;! ]{0,3}(?:[:;]-?\\))?$',
  'i',
);
/** Errors and hints are ignored as well: what is taken back so is one's own, or called what it is. */
const OWN_WORDS =
  /^my\b|^(?:that|this)$|\b(?:proposal|suggestion|idea|objection|concern|nac?k|complaint|comment|remark|worry)s?$/i;
/** On what terms: it stands until then. */
const TERMS = /\b(?:if|unless|once|when|until|till|after|as long as|provided|assuming)\b/i;
/** Longer sentences say more than that. */
const LENGTH_MAX = 200;
const OF_POSTING = /\b(?:patch(?:es|set)?|series|v\d+|version|mail|email|message|noise|typo|rest|above)\b/i;

/**
 * What somebody takes back in one sentence: `the helper suggestion`, or `that`; null when nothing is taken back, or a
 * whole posting.
 */
export function takenBackBy(sentence: string): string | null {
  if (sentence.length > LENGTH_MAX) return null;
  const text = sentence
    .replace(/\s+/g, ' ')
    .replace(/[\u2018\u2019]/g, "'")
    .trim();
  if (TERMS.test(text)) return null;
  const forgets = FORGETS.exec(text);
  const what = WITHDRAWS.exec(text)?.[1] ?? forgets?.[2] ?? null;
  if (what === null || OF_POSTING.test(what)) return null;
  return forgets?.[1] !== undefined && !OWN_WORDS.test(what) ? null : what;
}
