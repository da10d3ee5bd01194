import { anyOf, pattern } from '@/lib/base/pattern.ts';

/** Whom it greets, and thanks: `Hi, this leaks` says more. */
const GREETING = new RegExp(
  '^(?:[Hh]i|[Hh]ello|[Hh]ey|[Dd]ear|[Gg]ood (?:morning|evening))(?=[\\s,.!:-]|$)' +
    '(?:[ ,]{1,3}(?:all|everyone|everybody|folks|' +
    "there|again|guys|team|maintainers?|list|both|and|&|@?\\p{Lu}[\\p{L}.'-]{0,30})(?![\\p{L}]))*" +
    '(?:[ ,.!-]{1,3}(?:[Mm]any )?[Tt]hanks?(?: you)?\\b[^.?]{0,60})?[\\s,.!:-]*$',
  'u',
);

const LATE = anyOf(
  'delays?|late(?:ness)?|slow(?:ness)?|wait|silence|earlier|sooner',
  'repl(?:y|ies)|responses?|reviews?|answers?',
);
const SINCE = anyOf(
  'here|on this',
  'in (?:replying|responding|answering|reviewing|getting (?:back|to this))(?: to (?:you|this))?',
);
/** Why, to the end of the sentence: `I was on leave.`, but not `I was wondering ...`. */
const EXCUSE = [
  "(?:i (?:was|have been|had been|am|got)|i've been|was) ",
  '(?!wonder|think|ask|hop(?:ing|ed)\\b|confus|not sure)[^.;?]{1,80}[.!)]',
].join('');

/** For coming late; `Sorry for the delay, this leaks` says more, and so does what follows a `but`. */
const APOLOGY = pattern(
  "^(?:(?:(?:i'm|i am) )?(?:(?:so|very|really|terribly) )?sorry|(?:my |many )?apologies) ",
  '(?:again )?(?:for|about) (?:the |my |this |being |getting to this |(?:not )?replying )?',
  '(?:(?:very|so|long|late|slow|big|huge|terribly|belated|delayed|much|response|reply|review) ){0,3}',
  `${LATE}(?:,? ${SINCE})?(?:[,.]? ${EXCUSE})?[\\s.,;:!()-]*$`,
);

/** Whether a line, without blanks around it, opens a letter: a greeting, or that it comes late. */
export function isOpening(line: string): boolean {
  return GREETING.test(line) || APOLOGY.test(line);
}
