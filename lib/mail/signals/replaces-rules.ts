import { pattern } from '@/lib/base/pattern.ts';
import { rule, type SignalRule } from '@/lib/mail/signals/signal-rule.ts';
import { POSTED } from '@/lib/mail/signals/signal-words.ts';

/** `the previous series`, `my earlier patch`, `the patch titled "x"`; what a patch replaces in the code is none. */
export const REPLACES: readonly SignalRule[] = [
  rule(
    'replaces',
    pattern(
      '^(?:(?:please )?note(?: that)?:? |so |and )?(?:this|it|these|the new)(?: \\w+){0,3} ',
      '(?:replaces?|supersedes?|obsoletes?|(?:is|are) (?:meant )?(?:to replace|a replacement (?:for|of))) ',
      '(?:both |all )?(?:(?:my|our) (?:\\w+ ){0,3}',
      '|the (?:\\w+ ){0,2}(?:earlier|previous|prior|old|last|original|posted|sent) ',
      `(?:\\w+ )?)(?:one|${POSTED})\\b`,
    ),
    /\?$|\b(?:not|if|does(?:n't)?|would|could|should|might)\b/i,
  ),
];
