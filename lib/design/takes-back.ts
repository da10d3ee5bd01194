import { inOneLine } from '@/lib/design/one-line.ts';

/** Noises, agreement and thanks in front of the words that count. */
const BEFORE =
  '(?:(?:ok(?:ay)?|right|yeah|yes|yep|ah+|oh|oops|ouch|hm+|so|well|and|then|hence|thus|fine|sorry|ack|true|' +
  'fair(?: enough)?|got it|i see|(?:good|fair|valid) point|agreed|in that case|makes sense|please|thanks|' +
  "that's fair|you(?:'re| are) right)[,.!]? ){0,4}";
/** What somebody said, by its kind. */
const SAID = '(?:proposal|suggestion|idea|objection|concern|nac?k|complaint|comment|remark|worry)s?';
/** A way of a list. */
const WAY = '(?:(?:option|way|number|approach|variant) )?#?\\(?[1-9A-H]\\)?';
/** What is taken back: words that point, or a name. A patch is taken back by its series (lib/mail/signals). */
const WHAT =
  '((?:that|this|it)(?= then\\b| back\\b|[.,;!]|$)|(?:the|my|that|this)(?: [\\w\'"()/-]{1,30}){1,5}?|' +
  `${WAY})` +
  '(?= then\\b| back\\b|,| for now| now| here| on \\w+ing| as | and | in favou?r| since' +
  '| because| until|[.;!]| :-?\\)|$)';
const NOW =
  "i(?:'ll|'m| am| will|'ve| have| would like to|'d like to| can)?(?: hereby| therefore| happily| gladly| now)?";
/** In a clause of its own. */
const WITHDRAWS = new RegExp(
  `^${BEFORE}${NOW} (?:(?:withdraw|retract)(?:ing|n|ed)?|tak(?:e|ing|en)(?: back|(?= .{1,60} back\\b))) ${WHAT}`,
  'i',
);
const IS_WITHDRAWN = new RegExp(
  `^${BEFORE}(?:consider )?((?:(?:my|the|this|that) )?(?:[\\w-]{1,30} )?${SAID})(?: is| are)?(?: hereby)?` +
    ' (?:withdrawn|retracted)(?= then\\b|[.,;!]|$)',
  'i',
);
const FORGETS = new RegExp(
  `^${BEFORE}(?:let's |just |we can )?(?:scratch|forget(?: about)?|(ignore|disregard)|strike) ${WHAT}` +
    '(?: then| for now| now)?[.,;! ]{0,3}(?:[:;]-?\\))?$',
  'i',
);
/** Errors and hints are ignored as well: what is taken back so is one's own, or called what it is. */
const OWN_WORDS = new RegExp(`^my\\b|^(?:that|this)$|\\b${SAID}$`, 'i');
/** A way of a list: `forget about 2 then`. What is ignored by a bare number is a hint. */
const GIVES_UP = new RegExp(
  `^${BEFORE}(?:let's |we can )?(?:scratch|forget(?: about)?|drop|strike|never ?mind|ignore(?= \\w\\w)) ` +
    `(${WAY})(?: then)?[.!]?$`,
  'i',
);
/** On what terms: it stands until then. What is withdrawn `until ...` does not stand now. */
const TERMS = /\b(?:if|unless|once|when|after|as long as|provided|assuming)\b/i;
/** Longer sentences say more than that. */
const LENGTH_MAX = 200;
const CLAUSES_MAX = 6;
/** Few sentences have one of these: only they are looked at. */
const CUE = /withdr|retract|tak|scratch|forget|ignore|disregard|strike|drop|never ?mind/i;
const OF_POSTING = /\b(?:patch(?:es|set)?|series|v\d+|version|mail|email|message|noise|typo|rest|above)\b/i;

/**
 * What somebody takes back in one sentence: `the helper suggestion`, or `that`; null when nothing is taken back, or a
 * whole posting.
 */
export function takenBackBy(sentence: string): string | null {
  if (sentence.length > LENGTH_MAX || !CUE.test(sentence)) return null;
  const text = inOneLine(sentence);
  if (TERMS.test(text) || text.endsWith('?')) return null;
  const way = GIVES_UP.exec(text)?.[1];
  if (way !== undefined) return way;
  const forgets = FORGETS.exec(text);
  if (forgets !== null) return told(forgets[2], forgets[1] !== undefined);
  for (const clause of clausesOf(text)) {
    const withdraws = WITHDRAWS.exec(clause) ?? IS_WITHDRAWN.exec(clause);
    if (withdraws !== null) return told(withdraws[1], false);
    // What follows says why: only one's own words are meant so.
    const own = FORGETS.exec(clause);
    if (own !== null) return told(own[2], true);
  }
  return null;
}

/** `Never mind`, but nothing that follows it. */
const NEVER_MIND = new RegExp(`^${BEFORE}never ?mind(?:,? (?:that|this|me|it)(?: one)?)?(?:[.,:;!]|$)`, 'i');
const WRONG = new RegExp(
  `^${BEFORE}(?:actually,? )?(?:scratch that,? )?(?:i think )?(?:i(?:'m| am| was) wrong|i (?:had )?misread)\\b`,
  'i',
);
/** `Ah, I see that patch 6 does that`, `Oh, the next patch has it`. */
const SEES = new RegExp(
  '^(?:ah+|oh+|ok(?:ay)?|hm+|sorry|i see)[,.]? (?:(?:now )?i (?:now )?see(?: that| now)?,? )?(?:that )?' +
    '(?:in )?(?:patch #?\\d+|the (?:next|last|later|following) patch|a later patch) ' +
    '(?:(?:already|also|then|actually) )?(?:does|do|has|have|adds?|fixes|removes|handles|changes|takes|is)\\b',
  'i',
);

/** Whether somebody who says this right below his own words takes them back. */
export function takesBackAbove(sentence: string): boolean {
  if (sentence.length > LENGTH_MAX) return false;
  const text = inOneLine(sentence);
  return !text.endsWith('?') && (NEVER_MIND.test(text) || WRONG.test(text) || SEES.test(text));
}

const LEADS_IN = new RegExp(`^${BEFORE}$`, 'i');

/** Whether a sentence only leads to what is taken back: `Fair point.` */
export function leadsToTakingBack(sentence: string): boolean {
  return sentence.length <= LENGTH_MAX && LEADS_IN.test(`${inOneLine(sentence)} `);
}

function told(what: string | undefined, isOwn: boolean): string | null {
  if (what === undefined || OF_POSTING.test(what)) return null;
  return isOwn && !OWN_WORDS.test(what) ? null : what;
}

/** The sentence, and what stands behind each of its commas. */
function clausesOf(text: string): readonly string[] {
  const parts = text.split(/[,;:] /).slice(0, CLAUSES_MAX);
  return parts.flatMap((_, index) => {
    const clause = parts.slice(index).join(', ');
    const end = parts[index] ?? '';
    return [clause, end];
  });
}
