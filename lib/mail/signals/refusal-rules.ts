import { anyOf, pattern } from '@/lib/base/pattern.ts';
import { ledRule, type SignalRule } from '@/lib/mail/signals/signal-rule.ts';

/** `I will not take it`: only who speaks of himself decides. */
const REFUSES = [
  "(?:(?:I'm|I am) afraid |unfortunately,? |no,? )?(?:I|we)",
  anyOf(
    [
      "(?: will not|'ll not| won't| refuse to|(?:'m| am|'re| are) not going to)",
      ' (?:take|accept|apply|merge|pull|queue|pick up|pick(?= \\w+ up))',
    ].join(''),
    "(?:'m| am|'re| are) not (?:taking|accepting|applying|merging|pulling|queue?ing)",
  ),
  ' (?:it|this|these|them|(?:this|these|the|your)(?: whole| entire)? (?:series|patch(?:es|set)?|set|change)s?)(?: up)?',
].join('');

/** Who waits for a time or for others, or leaves it to them. */
const WAITS = pattern(
  '\\?$|\\b(?:if|unless|without|yet|now|today|personally|through|via|before|hesitat\\w+|ack\\w*|review\\w*|-?rc\\d',
  '|window|this (?:cycle|week|time|late)|for (?:v?\\d|the next|next|now))\\b',
);

/** Before NAK in the list: the words of both may stand in one sentence. */
export const REFUSED: readonly SignalRule[] = [
  ledRule(
    'change-asked',
    [
      REFUSES,
      ' (?:as(?: it)? (?:is|stands)|as-is|like this|in (?:this|its|the) (?:current |present )?(?:form|shape|state)',
      '|until (?:it|this|that|these|they|you|the)\\b)',
    ],
    WAITS,
  ),
  ledRule('nak', [REFUSES, '(?=\\W*$|[.,;:!]| [-–—(]| (?:because|since|sorry)\\b)'], WAITS),
];

export const REFUSED_CUE = /(?:not|n't|refuse)\b.{0,10} (?:tak|accept|appl|merg|pull|queu|pick)/;
