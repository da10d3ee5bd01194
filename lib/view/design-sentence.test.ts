import { expect, test } from 'vitest';
import { type DesignState, stateOf } from '@/lib/design/state.ts';
import { testDesign, testItem } from '@/lib/design/test-designs.ts';
import { summarise } from '@/lib/view/design-sentence.ts';

/** A design with an objection that is open, one that was answered and one that was met; its posting is in `state`. */
function designIn(state: string): DesignState {
  const items = [
    testItem(1, 'proposal', [[1, 'open']]),
    testItem(2, 'objection', [[2, 'open']], [1]),
    testItem(3, 'objection', [[3, 'answered']], [1]),
    testItem(4, 'objection', [[4, 'resolved']], [1]),
  ];
  const posting = {
    version: 3,
    rfc: false,
    author: { name: 'Ann', email: 'ann@x' },
    reason: { state, turn: 'nobody', turnSince: 5 },
    discussion: { movedAt: 5 },
  };
  return { ...stateOf(testDesign(items), []), series: [posting] } as unknown as DesignState;
}

function check(state: string, wanted: string, unwanted: string): void {
  const text = summarise(designIn(state), 10);
  expect(text).toContain(wanted);
  expect(text).not.toContain(unwanted);
}

test('under review, objections that are open are told with whose they are', () => {
  check('under-review', 'Objections: 2 open (1 of them answered), 1 met. Objecting: P2, P3.', 'settles');
});

test('once it is applied or given up what was met comes first, the rest is no alarm', () => {
  for (const state of ['accepted', 'rejected', 'withdrawn'])
    check(state, 'Objections: 1 met, 2 that no mail settles. 0 questions', 'Objecting:');
});

test('who only answers an objection of another objects to nothing', () => {
  const state = designIn('under-review');
  const answer = testItem(5, 'objection', [[5, 'open']], [2]);
  const defended = { ...state, objections: [...state.objections, answer] };
  expect(summarise(defended, 10)).toContain('Objecting: P2, P3.');
  const alone = { ...state, objections: [answer, testItem(2, 'objection', [[2, 'resolved']], [1])] };
  expect(summarise(alone, 10)).not.toContain('Objecting:');
});
