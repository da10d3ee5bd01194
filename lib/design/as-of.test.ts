import { expect, test } from 'vitest';
import { asOf } from '@/lib/design/as-of.ts';
import { testDesign, testItem } from '@/lib/design/test-designs.ts';

const PROPOSAL = testItem(1, 'proposal', [
  [10, 'open'],
  [30, 'contested'],
  [50, 'adopted'],
]);
const OTHER = testItem(2, 'proposal', [
  [20, 'open'],
  [60, 'rejected'],
]);
const OBJECTION = testItem(
  3,
  'objection',
  [
    [30, 'open'],
    [40, 'resolved'],
  ],
  [1],
);
const DECISION = testItem(4, 'decision', [], [1]);
const DESIGN = testDesign([PROPOSAL, OTHER, OBJECTION, { ...DECISION, at: 50 }], [1, 2]);

/** Items as `n status`, then options as `mentions status`. */
function check(at: number, expected: string): void {
  const then = asOf(DESIGN, at);
  const items = then.items.map(({ id, status }) => `${id.slice(5)} ${status}`);
  const options = then.options.map(
    ({ mentions, status }) => `${mentions.map((id) => id.slice(5)).join('+')} ${status}`,
  );
  expect([...items, ...options].join(', ')).toBe(expected);
  expect(then.items.flatMap(({ events }) => events).every((event) => event.at <= at)).toBe(true);
}

test('before anything was said', () => check(9, ''));
test('at the very time of a move it is there', () => check(10, '1 open, 1 open'));
test('a later mention joins its option when it is said', () => check(20, '1 open, 2 open, 1+2 open'));
test('a status is that of its last event until then', () =>
  check(39, '1 contested, 2 open, 3 open, 1+2 contested'));
test('an event counts at its very time', () => check(40, '1 contested, 2 open, 3 resolved, 1+2 contested'));
test('what has no status has none at any time', () =>
  check(50, '1 adopted, 2 open, 3 resolved, 4 null, 1+2 adopted'));
test('adopted stays adopted though another mention was turned down', () =>
  check(99, '1 adopted, 2 rejected, 3 resolved, 4 null, 1+2 adopted'));

test('as of its end a design is what it is', () => {
  const whole = asOf(DESIGN, 100);
  expect(whole.items).toEqual(DESIGN.items);
  expect(whole.lastAt).toBe(100);
});
