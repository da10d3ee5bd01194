import { pattern } from '@/lib/base/pattern.ts';
import { ledRule, type SignalRule } from '@/lib/mail/signals/signal-rule.ts';
import { FIRST_PERSON } from '@/lib/mail/signals/signal-words.ts';
import {
  isAfterDropped,
  isAfterDroppedIt,
  maybeObject,
  nextWord,
  withObject,
} from '@/lib/mail/signals/tree-words.ts';

const I_HAVE = "(?:(?:I|we)(?:'ve| have)? (?:now |just |already |also |had to ){0,2}|now |just )";
const LET_GO = '(?:dropped|reverted|removed|unqueued|backed out|drop|revert|back out)';
const BACK_OUT = /^(?: back\b)?(?: out\b)?/i;
const NOT_DROPPED = pattern(
  '\\?$|\\b(?:if|unless|could|should|would|not|never|lock|refs?|reference|locally)\\b',
  "|n't\\b|\\b(?:goes? away|went away|works|helps)\\b",
);

/**
 * A maintainer lets go what he took: `I've dropped this from my tree`, `Dropped again`. An object or a tree tells that
 * from what code drops; whether he had taken it, who reads the thread knows.
 */
export const DROPPED: readonly SignalRule[] = [
  ledRule(
    'dropped',
    [`${I_HAVE}?${LET_GO}`],
    NOT_DROPPED,
    maybeObject((rest) => isAfterDropped(rest.replace(BACK_OUT, ''))),
  ),
  ledRule(
    'dropped',
    [`${I_HAVE}(?:dropped|reverted|unqueued|drop|revert)`],
    NOT_DROPPED,
    withObject(isAfterDroppedIt),
  ),
  ledRule(
    'dropped',
    [`${I_HAVE}(?:backed|back)`],
    NOT_DROPPED,
    withObject(nextWord(' out', isAfterDroppedIt)),
  ),
  // Of what he took, while he does it: `so dropping this one`.
  ledRule(
    'dropped',
    ["(?:(?:I'm|I am|we're|we are) )?(?:now )?(?:dropping|reverting|backing out)"],
    NOT_DROPPED,
    withObject((rest) => isAfterDropped(rest) || isAfterDroppedIt(rest)),
  ),
  ledRule(
    'dropped',
    [
      '(?:this|it|these|(?:this|these|the|your) (?:series|patch(?:es)?|topic))',
      ' (?:has been|have been|was|were|got) (?:now |already )?(?:reverted|dropped|unqueued|backed out)',
    ],
    NOT_DROPPED,
    (rest) => isAfterDropped(rest) || isAfterDroppedIt(rest),
  ),
  ledRule(
    'dropped',
    [`${FIRST_PERSON}(?:have to )?(?:drop|revert)(?:p?ing)?`],
    pattern('^(?:please )?(?:drop|revert)\\b|', NOT_DROPPED.source),
    maybeObject(isAfterDropped),
  ),
];
