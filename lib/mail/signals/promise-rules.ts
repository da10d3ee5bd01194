import { anyOf, pattern } from '@/lib/base/pattern.ts';
import { ledRule, rule, type SignalRule } from '@/lib/mail/signals/signal-rule.ts';
import { BESIDE_PATCH, CHANGE, NEXT_VERSION } from '@/lib/mail/signals/signal-words.ts';

/** What is sent once this is in, or apart from it, changes nothing of it. */
const AFTERWARDS = [
  '\\b(?:once|when|after|as soon as) (?:this|it|that|these|they|the (?:series|patch(?:es|set)?|set|fix|rest))',
  "(?: lands?\\b|(?:'s| has| have| is| are| gets?| goes)(?: been)? ",
  '(?:landed|merged|applied|accepted|upstream|in(?=[.,;!]|$)))',
  '|\\b(?:as a|in a) (?:\\w+ )?follow-?up\\b|\\bin a (?:new|separate) (?:thread|series|patch ?set)\\b',
].join('');

const NOT_PROMISED = pattern(
  '\\?$|\\b(?:if you|unless)\\b|\\b(?:reviewed|acked|tested)-by\\b|',
  ...[AFTERWARDS, '|', BESIDE_PATCH],
);
const CHANGES_IT = anyOf(CHANGE, 'combine|merge (?:\\w+ ){1,4}(?:together|into (?:one|a single))');

export const RESPIN: readonly SignalRule[] = [
  ledRule(
    'respin-promised',
    [
      "(?:(?:I|we|I think I)(?:'ll| will)|will) ",
      `(?:(?:also|definitely|just|go ahead and|then|certainly|probably|happily) )?${CHANGES_IT}\\b`,
    ],
    NOT_PROMISED,
  ),
  rule(
    'respin-promised',
    pattern(
      "\\b(?:I|we)(?:'ll| will|'m going to| am going to| plan to|'m planning to)\\b.{0,120}\\b",
      NEXT_VERSION,
    ),
    /\?$|^(?:\w+,? )?if\b|\b(?:if you|unless|once|after|look forward|wait)\b/i,
  ),
  rule(
    'respin-promised',
    pattern(
      '^(?:(?:now|both|all) )?(?:fixed|done|changed|updated|removed|dropped|renamed|added)',
      '(?:[.,!]|$| (?:in|for) (?:my tree|the next|the new|next|v\\d))',
    ),
    pattern('\\?$|', BESIDE_PATCH),
  ),
  rule(
    'respin-promised',
    pattern(
      '\\bwill be (?:fixed|done|changed|updated|removed|dropped|addressed)',
      ' (?:in|for|with) (?:the )?(?:next|v\\d)',
    ),
    /\?$/,
  ),
];

/** Behind a reason: `Now that it is locked, I'll remove the check`. Last, as the reason may say more. */
export const RESPIN_BEHIND: readonly SignalRule[] = [
  rule(
    'respin-promised',
    pattern(
      "[,;] (?:(?:so|and|but|then) )?I(?:'ll| will) (?:(?:also|just|then|instead) )?",
      `(?!(?:send|post) an? )${CHANGES_IT}\\b`,
    ),
    pattern(
      '\\?$|\\b(?:if|unless|whether|assuming|maybe|perhaps|likely|otherwise|once|until|when|while)\\b',
      '|\\b(?:you (?:can|could|should|may|might|need|want)|(?:can|could|would) you|please|appl(?:y|ying))\\b',
      ...['|\\b(?:reviewed|acked|tested)-by\\b|', AFTERWARDS, '|', BESIDE_PATCH],
    ),
  ),
];
