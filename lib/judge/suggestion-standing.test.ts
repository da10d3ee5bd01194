import { expect, test } from 'vitest';
import type { Act, Judgement, Seen, SuggestedBy } from '@/lib/judge/judgement.ts';
import { standingOf } from '@/lib/judge/suggestion-standing.ts';
import { allTargets } from '@/lib/judge/targets.ts';

const LINE: SuggestedBy = { messageId: 'mail@x', start: 40 };
let time = 0;

function said(act: Act<Seen>, suggestedBy: SuggestedBy | null = null): Judgement {
  time += 1;
  const common = { author: 'ann@x', effectiveAt: null, reason: null, onTop: [] };
  return { id: `judgement-${time}`, recordedAt: time, ...common, suggestedBy, act };
}

const split: Act<Seen> = { verb: 'split-person', address: 'a@x' };
const decline: Act<Seen> = { verb: 'decline', message: 'mail@x', start: 40 };
function undo(one: Judgement): Judgement {
  return said({ verb: 'undo', judgement: one.id, targets: [...allTargets(one)] });
}

function check(
  log: readonly Judgement[],
  kind: string,
  by: Judgement | null,
  head = log.at(-1) ?? null,
): void {
  expect(standingOf(LINE, [...log].reverse())).toEqual({ kind, by, head: head?.id ?? null });
}

test('a line waits until somebody takes it up or declines it, and again when that is taken back', () => {
  check([], 'waiting', null);
  const taken = said(split, LINE);
  check([taken], 'accepted', taken);
  const back = undo(taken);
  check([taken, back], 'waiting', null);
  const declined = said(decline);
  check([taken, back, declined], 'declined', declined);
  check([taken, back, declined, undo(back)], 'declined', declined);
});

test('another line, another mail, and the same said without it are nothing to it', () => {
  const others = [
    said(split),
    said(split, { ...LINE, start: 41 }),
    said(split, { ...LINE, messageId: 'other@x' }),
    said({ ...decline, start: 4 } as Act<Seen>),
  ];
  check(others, 'waiting', null, null);
});
