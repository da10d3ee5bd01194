import type { Move } from '@/lib/design/item.ts';

/** How the words of a move say what it answers: 1 or 0 each, in the order of CUE_NAMES. */
export const CUE_NAMES = [
  'anaphor',
  'agrees',
  'or',
  'but',
  'instead',
  'question',
  'request',
  'commitment',
  'blocking',
  'same',
  'all',
  'patch',
] as const;

const OPENING = 60;
const ANAPHOR = /^(?:and |so |but |yes,? |no,? |hmm,? )?(?:this|that|these|it|which|those|they)\b/;
const AGREES =
  /^(?:agree|yes|yeah|yep|ok|okay|right|sure|sounds|fair|good|makes sense|true|exactly|indeed|lgtm|looks)/;
const OR = /^(?:or\b|alternativ|another|otherwise|maybe|perhaps|how about|what about|why not)/;
const BUT = /^(?:but|however|though|although|that said|no\b|except)/;
const INSTEAD = /\b(?:instead|rather|alternatively|better)\b/;
const SAME = /\b(?:same|ditto|likewise|too|also|similarly)\b/;
const ALL = /\b(?:series|patchset|patch set|overall|whole|rest|everything|all of)\b/;
const PATCH = /\b(?:patch|commit|changelog|subject)\b/;

export function cueFeatures(move: Move, text: string): readonly number[] {
  const lower = text.slice(0, 400).toLowerCase();
  const opening = lower.slice(0, OPENING);
  const flags = [
    ANAPHOR.test(opening),
    AGREES.test(opening),
    OR.test(opening),
    BUT.test(opening),
    INSTEAD.test(lower),
    lower.endsWith('?'),
    move.origin === 'request',
    move.origin === 'commitment',
    move.blocking,
    SAME.test(lower),
    ALL.test(lower),
    PATCH.test(lower),
  ];
  return flags.map((flag) => (flag ? 1 : 0));
}
