import { expect, test } from 'vitest';
import { asOf } from '@/lib/design/as-of.ts';
import { changesBetween } from '@/lib/design/changes.ts';
import { stateOf } from '@/lib/design/state.ts';
import { testDesign, testItem } from '@/lib/design/test-designs.ts';

const DESIGN = testDesign([
  testItem(1, 'proposal', [
    [10, 'open'],
    [50, 'adopted'],
  ]),
  testItem(2, 'proposal', [[30, 'open']]),
  testItem(
    3,
    'objection',
    [
      [20, 'open'],
      [50, 'resolved'],
    ],
    [1],
  ),
  testItem(4, 'action', [
    [20, 'open'],
    [40, 'done'],
    [60, 'open'],
  ]),
  testItem(5, 'question', [[45, 'open']]),
]);

/** `+option`, `+item`, and `n from>to`. */
function check(from: number, to: number, expected: string): void {
  const [before, after] = [from, to].map((at) => stateOf(asOf(DESIGN, at), []));
  if (before === undefined || after === undefined) throw new Error('two states');
  const changes = changesBetween(before, after);
  const moved = [...changes.movedOptions, ...changes.movedItems].map(
    (one) => `${one.what.id.slice(5)} ${one.from}>${one.to}`,
  );
  const fresh = [...changes.newOptions, ...changes.newItems].map(({ id }) => `+${id.slice(5)}`);
  expect([...fresh, ...moved].join(', ')).toBe(expected);
}

test('from nothing all is new', () => check(0, 20, '+1, +3, +4'));
test('nothing between equal times', () => check(30, 30, ''));
test('new ones and those that moved', () =>
  check(30, 50, '+5, 1 open>adopted, 3 open>resolved, 4 open>done'));
test('there and back is no change', () => check(30, 60, '+5, 1 open>adopted, 3 open>resolved'));
test('what is new has no change of its own', () => check(0, 60, '+1, +2, +3, +5, +4'));
