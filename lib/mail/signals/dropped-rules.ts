import { anyOf, pattern } from '@/lib/base/pattern.ts';
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
const BACK_OUT = /^(?: back\b)?(?: out\b)?/;
const NOT_DROPPED = pattern(
  '\\?$|\\b(?:if|unless|could|should|would|not|never|lock|refs?|reference|locally)\\b',
  "|n't\\b|\\b(?:goes? away|went away|works|helps)\\b",
);

const HAD_TAKEN = anyOf('pulled|applied|merged|queued|pushed|picked|took|taken|grabbed');
const HAD = "(?:(?:I|we)(?:'ve| have|'d| had)? (?:just )?)?";
const OTHER_VERSION =
  '(?: up)? (?:the )?(?:v\\d{1,2}(?![.\\d])|(?:older|old|previous|earlier) (?:version|series|set|patch(?:es)?|one)\\b)';
/** `Pulled v3 by accident`: not what was meant to be taken. */
const BY_ACCIDENT: readonly SignalRule[] = [
  ledRule(
    'dropped',
    [HAD, HAD_TAKEN, OTHER_VERSION, ' (?:(?:by|on) accident|by mistake|accidentally|mistakenly)\\b'],
    /\?$|\bif\b/i,
  ),
  ledRule('dropped', [HAD, '(?:accidentally|mistakenly) ', HAD_TAKEN, OTHER_VERSION], /\?$|\bif\b/i),
  ledRule(
    'dropped',
    [HAD, HAD_TAKEN, '(?: up)? the wrong (?:version|series|set|patch(?:es)?|one)\\b'],
    /\?$|\bif\b/i,
  ),
];

/**
 * A maintainer lets go what he took: `I've dropped this from my tree`, `Dropped again`. An object or a tree tells that
 * from what code drops; whether he had taken it, who reads the thread knows.
 */
export const DROPPED: readonly SignalRule[] = [
  ...BY_ACCIDENT,
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
