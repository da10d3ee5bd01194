import type { Setting } from '@/lib/design/moves/setting.ts';
import { NUMBERED_TITLE } from '@/lib/design/numbered.ts';
import type { Reading } from '@/lib/design/reading.ts';
import { wordsOf } from '@/lib/series/shared-words.ts';

/** Brackets of the list, then what it is, in brackets or before a colon. */
const TAG = '(?:vote|proposal)\\b';
const PUT_FORWARD = new RegExp(
  `^(?:\\[(?!${TAG})[^\\]]{1,40}\\] ?){0,3}(?:\\[${TAG}|(?:${TAG}|consensus call)\\s?[:-])`,
  'i',
);

const BEGINS =
  '(?:(?:start(?:ing)?(?: of)?|begin(?:ning)?(?: of)?|second|third|2nd|3rd|another|new|short|\\w+-week) ){0,2}';
/**
 * `WG Last Call: draft-...`, `Call for adoption: ...`, `CfC: publish ...`: what working groups are asked about. Another
 * `last call` may be one for talks or patches, and what tells how one went asks nothing.
 */
const CALLED = new RegExp(
  `^(?:\\[[^\\]]{1,40}\\] ?){0,3}${BEGINS}(?:` +
    '(?:wglc|(?:wg|working[- ]group|ietf|rg|research group) last[- ]call|cfc|call for consensus|' +
    '(?:(?:wg|rg|working group) )?(?:call for (?:\\w+ )?adoption|adoption (?:call|poll)))' +
    '(?=\\s?[:-]| (?:for|on|of|to)\\b| \\(| <?draft-)|last[- ]call(?: (?:for|on|of)|\\s?[:-])? ?<?draft-)' +
    '(?!.*\\b(?:results?|summary|concluded?|ended|closed|complete[d]?|outcome|reminder)\\b)',
  'i',
);

const DISCUSSED = '(?:rfc|rfd|discuss(?:ion)?)\\b';
const PUT_UP = new RegExp(
  `^(?:\\[(?!${DISCUSSED})[^\\]]{1,40}\\] ?){0,3}(?:\\[${DISCUSSED}|${DISCUSSED}\\s?[:-])`,
  'i',
);

/** `[RFC] ...`, `[DISCUSS] ...` without a patch: what begins a thread so has a proposal where any is likely at all. */
export function isPutUp(place: Setting['place'], subject: string): boolean {
  return place === 'root' && PUT_UP.test(subject);
}

/**
 * `[list] Proposal: ...`, `[VOTE] ...`, `WG Last Call: ...`, `PEP 9999: ...`: what begins a thread so proposes
 * something, as a cover does. A thread that begins with `[RFC]` and has no patch may ask as well.
 */
export function isPutForward(place: Setting['place'], subject: string): boolean {
  return place === 'root' && [PUT_FORWARD, CALLED, NUMBERED_TITLE].some((title) => title.test(subject));
}

/** The first of the sentences that have most words of the subject; -1 where none has any. */
export function nearestToSubject({ message, units }: Reading): number {
  const named = wordsOf(CALLED.test(message.subject) ? `${message.subject} ${CALLS}` : message.subject);
  let [best, most] = [-1, 0];
  units.slice(0, UNITS_MAX).forEach(({ start, end }, index) => {
    const shared = [...wordsOf(message.body.slice(start, end))].filter((word) => named.has(word)).length;
    if (shared > most) [best, most] = [index, shared];
  });
  return best;
}

/** What the mail of a call calls it, for which its subject may have letters: `WGLC`, `CfC`. */
const CALLS = 'working group last call consensus adoption adopt';

/** What is put forward is told at the beginning. */
const UNITS_MAX = 40;
