import { ledRule, type SignalRule } from '@/lib/mail/signals/signal-rule.ts';

/**
 * `Squashed in, thanks`, `I've folded this into patch 3`: of who keeps the tree it is there then, of the author in his
 * next version. Code folds pages as well: an object is a word for what was posted.
 */
export const FOLDED: readonly SignalRule[] = [
  ledRule(
    'folded',
    [
      "(?:(?:I|we)(?:'ve| have)? (?:now |just |already |also )?)?(?:folded|squashed)",
      '(?: (?:it|this|that|these|them|both|(?:this|the|your) (?:fix|fixup|change|patch)(?:e?s)?))?',
      '(?: in(?:to (?:my tree|it|(?:the |your )?(?:original |previous |first |last )?',
      '(?:patch|commit|series)(?: #?\\d{1,3})?))?)?',
      '(?=\\W*$|[.,;:!)]| (?:thanks?|thank you)\\b)',
    ],
    /\?$|\b(?:if|once|when|after|locally|not|should|could|would)\b/i,
  ),
];
