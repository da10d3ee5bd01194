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
/** What keeps people from answering. */
const KEPT_AWAY = anyOf(
  'away|offline|afk|ill|sick|unwell|busy|swamped|overloaded|travell?ing|distracted|sidetracked|occupied',
  'buried|stuck (?:in|with|on) (?:some )?other|(?:held|caught|tied) up|out (?:of|for|sick)|off (?:work|sick)',
  'on (?:\\w+ ){0,2}(?:leave|holidays?|vacations?|pto|trips?|break)|at an? (?:\\w+ )?(?:conference|meeting)',
  'reading|trying to (?:understand|follow)',
);
/** Is of now, and of the code. */
const NO_EXCUSE = '(?:but|however|though|which|while|is|are|does|should|needs?|would)';
/** Why, to the end of the sentence: `I was on leave.`, but not `I got a crash`. */
const EXCUSE = [
  `(?:i (?:was|have been|had been|am|got)|i've been|was) (?:\\w+ )?${KEPT_AWAY}\\b`,
  `(?:(?!\\b${NO_EXCUSE}(?:n't)?\\b)[^.:;?]){0,80}[.!)]`,
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
