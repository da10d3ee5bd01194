import { type Opening, opening } from '@/lib/design/titles/openings.ts';

/** What softens an order, between who is to follow it and what is to be done. */
export const JUST =
  '(?: (?:just|simply|as well|also|probably|perhaps|maybe|instead|really|at least|then|now|only|even|' +
  'actually|please))*';

/** Of what is asked for, or proposed as a question: what is left is the verb. */
export const ASKED: readonly Opening[] = [
  opening('Does this mean that | we drop it?', 'does (?:this|that|it) mean(?: that)?'),
  opening(
    'Would you mind | dropping it?',
    'would you (?:like|mind|be (?:able|willing|happy)|consider)(?: to)?',
  ),
  opening(
    "Wouldn't it be simpler to | drop it?",
    "(?:would|wouldn't|does|doesn't|might|isn't|is) (?:it|that)(?: not| be| also| perhaps| maybe)* " +
      '(?:make (?:more |any )?sense|(?:much |a bit |a lot )?(?:better|simpler|easier|cleaner|nicer|safer|' +
      'best|enough|sufficient|possible)) (?:to|if we)',
  ),
  opening(
    'Could this also be | one flag?',
    "(?:could|can|should|would|might|may|couldn't|can't|shouldn't) (?:it|this|that|these|those)" +
      '(?: (?:also|just|then|at least|please))* be',
    'Should be ',
  ),
  opening(
    'Is there any particular reason not to | drop it?',
    '(?:is there )?(?:any|some|a) (?:particular |good |specific )?reason (?:why )?' +
      "(?:not to|(?:we|you|this|it) (?:can't|couldn't|don't|shouldn't|didn't))",
  ),
  opening(
    "Couldn't we just | drop it?",
    `(?:couldn't|shouldn't|wouldn't|can't|won't|isn't it better to) (?:we|you|i)${JUST}`,
  ),
  opening(
    "Couldn't that just | use the flag?",
    `(?:couldn't|shouldn't|can't|could|should|can) (?:it|this|that)${JUST}(?= (?:use|say|go|take|return|` +
      `call|check|live|come|skip) )`,
  ),
  opening(
    'What do you think about | dropping it?',
    '(?:do you think|would you|what do you think (?:about|of)|does anyone)(?: (?:that|if))?',
  ),
  // "Can we not pick one?" asks to pick one.
  opening('Can we not | drop it?', '(?:could|can|should|would) we not'),
  opening(
    'Could you please | drop it?',
    `(?:could|can|should|would|will|shall|might|may) (?:we|you|i|it|this)${JUST}(?: try to|` +
      ' be able to| be possible to| make sense to)?',
  ),
  opening('How about to | drop it?', '(?:how|what) about to'),
  opening('How about we | drop it?', '(?:how|what) about (?:i|we|you)(?= [a-z]{2,} )'),
  opening(
    "Why don't we simply | drop it?",
    "(?:why not|why don'?t (?:we|you)|why (?:can|could)(?:'t|not)? (?:we|you)|what about|how about|" +
      `what if (?:we|you)|let'?s|let us|please(?:, (?:at least|also|just),)?)${JUST}`,
  ),
];
