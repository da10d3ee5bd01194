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
 * `[list] Proposal: ...`, `[VOTE] ...`, `PEP 9999: ...`: what begins a thread so proposes something, as a cover does. A
 * thread that begins with `[RFC]` and has no patch may ask as well.
 */
export function isPutForward(place: Setting['place'], subject: string): boolean {
  return place === 'root' && (PUT_FORWARD.test(subject) || NUMBERED_TITLE.test(subject));
}

/** The first of the sentences that have most words of the subject; -1 where none has any. */
export function nearestToSubject({ message, units }: Reading): number {
  const named = wordsOf(message.subject);
  let [best, most] = [-1, 0];
  units.slice(0, UNITS_MAX).forEach(({ start, end }, index) => {
    const shared = [...wordsOf(message.body.slice(start, end))].filter((word) => named.has(word)).length;
    if (shared > most) [best, most] = [index, shared];
  });
  return best;
}

/** What is put forward is told at the beginning. */
const UNITS_MAX = 40;
