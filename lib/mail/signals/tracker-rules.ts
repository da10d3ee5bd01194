import { anyOf } from '@/lib/base/pattern.ts';
import type { SignalKind } from '@/lib/mail/facts.ts';
import { ledRule, type RuleGroup, type SignalRule } from '@/lib/mail/signals/signal-rule.ts';

/** What trackers of patches call a state (the CommitFest of PostgreSQL, Patchwork), and what it says of the patch. */
const STATES: readonly (readonly [SignalKind, string])[] = [
  ['change-asked', 'returned with feedback|rwf|waiting (?:on|for) (?:the )?author|changes requested'],
  ['looks-good', 'ready for committer'],
];
/** Words for all sorts of things, unless it is said that they stand in a tracker. */
const PLAIN_STATES: readonly (readonly [SignalKind, string])[] = [
  ['applied', 'committed|accepted'],
  ['nak', 'rejected'],
  ['withdrawn', 'withdrawn'],
];

const I_HAVE = "(?:(?:so )?(?:I|we)(?:'ve|'m| have| am)? (?:now |just |also |gone ahead and ){0,2})?";
const REASON = '(?:(?:since|as|because) [^,;]{3,120}, )?';
const SETS = `${REASON}${I_HAVE}(?:mark(?:ed|ing)|set(?:ting)?|chang(?:ed|ing)|switch(?:ed|ing)|mov(?:ed|ing)) `;
const ENTRY = anyOf(
  'it|this|that|these|them',
  '(?:it|this|that|the|your|its)(?: \\w+)? (?:patch|series|entry|one|status|state)',
);
const OF_IT = '(?: (?:of|in|for) (?:it|(?:the|this) (?:patch|entry|series|CF|commit ?fest)))?';
const TO = '(?:back )?(?:as |to )?';
const IS_SET = '(?:is|was|has been|have been) (?:now |just )?(?:(?:marked|set|changed|switched|moved) )?';
const IN_TRACKER = /\b(?:cf|commit ?fest|patchwork)\b/;
const QUOTE = '[\'"`]?';
const NOT_SET = /\?$|\b(?:if|unless|not|never|should|would|could|will|until)\b|n't\b|'ll\b/i;

function rulesOf(kind: SignalKind, states: string): readonly SignalRule[] {
  const state = `${QUOTE}(?:${states})${QUOTE}(?=$|[.,;:!)]| (?:in|for|because|since|as|and|now|on|by|due|again)\\b)`;
  const words = [
    `${SETS}(?:${ENTRY}${OF_IT} )?${TO}${state}`,
    `(?:${ENTRY})${OF_IT} ${IS_SET}${TO}${state}`,
    `(?:the )?(?:new )?status (?:of this patch )?(?:is|set to|changed to|is now):? ${state}`,
  ];
  return words.map((one) => ledRule(kind, [one], NOT_SET));
}

/** A manager of a CommitFest, a committer or a maintainer sets it, or the tracker says so itself. */
export const TRACKED: readonly RuleGroup[] = [
  {
    cue: /feedback|rwf|waiting (?:on|for)|changes requested|for committer/,
    rules: [
      ...STATES.flatMap(([kind, states]) => rulesOf(kind, states)),
      ledRule('change-asked', [`${I_HAVE}return(?:ed|ing) (?:${ENTRY}) with feedback\\b`], NOT_SET),
      ledRule(
        'change-asked',
        [
          '(?:moved to (?:the )?next (?:CF|commit ?fest), )?(?:returned with feedback|waiting on author)[.!]?$',
        ],
        NOT_SET,
      ),
    ],
  },
  {
    cue: /committed|accepted|rejected|withdrawn/,
    also: IN_TRACKER,
    rules: PLAIN_STATES.flatMap(([kind, states]) => rulesOf(kind, states)),
  },
];
