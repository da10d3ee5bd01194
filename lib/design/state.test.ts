import { expect, test } from 'vitest';
import type { PlacedItem } from '@/lib/design/extract.ts';
import type { ItemKind, ItemStatus } from '@/lib/design/item.ts';
import { type DesignCounts, stateOf } from '@/lib/design/state.ts';
import { testDesign, testItem } from '@/lib/design/test-designs.ts';

const item = (n: number, kind: ItemKind, status: ItemStatus, more: Partial<PlacedItem> = {}): PlacedItem => ({
  ...testItem(n, kind, [[n, status]]),
  ...more,
});

function check(items: readonly PlacedItem[], expected: Partial<DesignCounts>): void {
  expect(stateOf(testDesign(items), []).counts).toMatchObject(expected);
}

test('an objection is open until it is met, answered or not', () =>
  check(
    [
      item(1, 'objection', 'open', { blocking: true }),
      item(2, 'objection', 'answered'),
      item(3, 'objection', 'resolved', { blocking: true }),
      item(4, 'objection', 'withdrawn'),
      item(5, 'objection', 'overruled'),
    ],
    { openObjections: 2, blockingObjections: 1, metObjections: 2, overruledObjections: 1 },
  ));

test('who answers an objection adds none, neither open nor met', () => {
  const answering = (n: number, targets: readonly number[], status: ItemStatus): PlacedItem => ({
    ...testItem(n, 'objection', [[n, status]], targets),
    blocking: true,
  });
  check(
    [
      item(1, 'proposal', 'contested'),
      answering(2, [1], 'open'),
      // The author defends it, who objected goes on, and both are content with that of somebody else.
      answering(3, [2], 'answered'),
      answering(4, [3], 'open'),
      answering(5, [4, 2], 'resolved'),
      answering(6, [2, 1], 'open'),
    ],
    { openObjections: 2, blockingObjections: 2, metObjections: 0 },
  );
});

test('a question that was answered and an action that was done are open no more', () =>
  check(
    [
      item(1, 'question', 'open'),
      item(2, 'question', 'answered'),
      item(3, 'action', 'open'),
      item(4, 'action', 'done'),
    ],
    { openObjections: 0, openQuestions: 1, openActions: 1 },
  ));

test('what is unlikely is not counted, what is certain always is', () => {
  const unsure = (n: number, confidence: number, certain = false): PlacedItem =>
    item(n, 'question', 'open', { confidence, certain });
  check([unsure(1, 0.39), unsure(2, 0.4), unsure(3, 0.2, true)], { openQuestions: 2 });
});
