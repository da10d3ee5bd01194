import { expect, test } from 'vitest';
import { countersModel, ringModel, X, Y } from '@/lib/sim/test-models.ts';
import { walkModel } from '@/lib/sim/walk.ts';

const BOUNDS = { eventsMax: 3, statesMax: 10_000 };

test('finds what is easy, its path replays, and the seed decides everything', () => {
  const both = {
    kind: 'always',
    name: 'never 3 and 2',
    holds: (state: Uint8Array) => state[X] !== 3 || state[Y] !== 2,
  } as const;
  const model = countersModel(4, [both]);
  const result = walkModel(model, BOUNDS, 7, 200);
  expect(result.walks).toBe(200);
  const path = result.discoveries[0]?.path ?? [];
  const state = new Uint8Array(model.stateBytes);
  model.writeInitial(state);
  for (const choice of path) {
    expect(choice).toBeLessThan(model.offer(state, BOUNDS.eventsMax));
    model.take(state, choice);
  }
  expect([state[X], state[Y]]).toEqual([3, 2]);
  expect(walkModel(model, BOUNDS, 7, 200)).toEqual(result);
});

test('walks without an end are cut, and so are all of them together', () => {
  const result = walkModel(ringModel(5, []), { eventsMax: 0, statesMax: 2_500 }, 1, 100);
  expect(result).toMatchObject({ walks: 3, steps: 3_000 });
});
