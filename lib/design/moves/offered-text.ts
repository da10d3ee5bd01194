import type { Move } from '@/lib/design/item.ts';
import { LIKELY_MIN } from '@/lib/design/likely.ts';
import { moveByRule } from '@/lib/design/moves/move-by-rule.ts';
import { isSetIn } from '@/lib/design/moves/set-in.ts';
import type { Setting } from '@/lib/design/moves/setting.ts';
import { inOneLine } from '@/lib/design/one-line.ts';
import { overlap } from '@/lib/design/overlap.ts';
import type { Reading, Unit } from '@/lib/design/reading.ts';

/** `I suggest adding:`, `How about we split it:`, `Proposed text:`: what is set in below is offered. */
const OFFERS = new RegExp(
  "(?:\\b(?:i|we)(?:'d| would)?(?: like to| would| now)? (?:suggest|propose)|\\b(?:how|what) about|" +
    '^(?:(?:my |the |so |as )?(?:suggested|proposed|new|alternative) ' +
    '(?:text|wording|language|change|replacement|paragraph)))' +
    '(?: [\\w",.()-]+){0,8} ?:$',
  'i',
);
const WORDS_MAX = 200;
/** Text is set in by so much at least. */
const SET_IN_MIN = 2;
/** No code, no list of commands. */
const IS_PROSE = /^["(]?[A-Za-z][\w'-]*,? [^{};=]*[.:,;]?["]?$/;

/**
 * The moves of a message with what its author offers as text for a document, as those who write standards and manuals
 * do: the first sentence that is set in below "I suggest adding:" is a proposal, whatever the model took it for.
 */
export function withOfferedText(
  found: readonly Move[],
  reading: Reading,
  { place }: Setting,
): readonly Move[] {
  if (place !== 'answer' && place !== 'root') return found;
  const { message, units } = reading;
  const { body } = message;
  let moves = found;
  units.forEach((unit, index) => {
    const next = units[index + 1];
    if (next === undefined || next.block !== unit.block || next.paragraph === unit.paragraph) return;
    if (!isSetIn(body, next.start, SET_IN_MIN) || isSetIn(body, unit.start, SET_IN_MIN)) return;
    if (!IS_PROSE.test(textOf(body, next)) || !OFFERS.test(textOf(body, unit))) return;
    const known = moves.filter(({ span }) => overlap(span, { start: unit.start, end: next.end }));
    const move = moveByRule('proposal', next, reading, {
      confidence: Math.max(LIKELY_MIN, ...known.map(({ confidence }) => confidence)),
      certain: false,
      blocking: false,
      reason: 'text that is offered',
    });
    moves = [...moves.filter((one) => !known.includes(one)), move].sort(
      (a, b) => a.span.start - b.span.start,
    );
  });
  return moves;
}

function textOf(body: string, { start, end }: Unit): string {
  return inOneLine(body.slice(Math.max(start, end - WORDS_MAX), end));
}
