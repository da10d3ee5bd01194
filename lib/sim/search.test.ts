import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Model } from '@/lib/sim/model.ts';
import type { Property } from '@/lib/sim/property.ts';
import { runSearch } from '@/lib/sim/run-search.ts';
import { type Reduction, type SearchResult, searchModel } from '@/lib/sim/search.ts';
import { countersModel, ringModel, X, Y } from '@/lib/sim/test-models.ts';

const STATES_MAX = 100_000;

function search(model: Model, eventsMax: number, reduction: Reduction, statesMax = STATES_MAX): SearchResult {
  return runSearch(searchModel(model, { eventsMax, statesMax }, reduction));
}

function never(name: string, happens: (state: Uint8Array) => boolean): Property {
  return { kind: 'always', name, holds: (state) => !happens(state) };
}

describe('breadth-first search', () => {
  test('visits every state once and every transition', () => {
    const result = search(countersModel(4, []), 3, 'none');
    // 5 × 4 states; x can grow in 4 of 5 columns, y in 3 of 4 rows.
    expect(result).toMatchObject({ states: 20, transitions: 4 * 4 + 5 * 3, depth: 7, exhausted: true });
  });

  test('a counterexample is a shortest path, and the first of those', () => {
    const both = never('never 2 and 1', (state) => state[X] === 2 && state[Y] === 1);
    expect(search(countersModel(4, [both]), 3, 'none').discoveries).toEqual([
      { property: 'never 2 and 1', path: [0, 0, 1], withoutEvents: false },
    ]);
  });

  test('a property of the foreground alone is found without events', () => {
    const found = search(countersModel(4, [never('never 3', (state) => state[X] === 3)]), 3, 'none');
    expect(found.discoveries[0]).toEqual({ property: 'never 3', path: [0, 0, 0], withoutEvents: true });
  });

  test('where no event is needed the counterexample has none, even if it is longer', () => {
    const either = never('never', (state) => state[X] === 2 || state[Y] === 1);
    for (const reduction of ['none', 'fewest-events'] as const) {
      expect(search(countersModel(4, [either]), 3, reduction).discoveries).toEqual([
        { property: 'never', path: [0, 0], withoutEvents: true },
      ]);
    }
  });

  test('sometimes: an example is a discovery, its absence is none', () => {
    const reaches = (y: number): Property => ({
      kind: 'sometimes',
      name: `${y}`,
      holds: (state) => state[Y] === y,
    });
    const { discoveries } = search(countersModel(1, [reaches(2), reaches(9)]), 3, 'none');
    expect(discoveries.map(({ path }) => path)).toEqual([[1, 1], null]);
  });

  test('progress: more rounds than allowed', () => {
    const rounds: Property = {
      kind: 'progress',
      name: 'P',
      roundsMax: 2,
      rounds: (state) => state[X] as number,
    };
    expect(search(countersModel(4, [rounds]), 0, 'none').discoveries[0]?.path).toEqual([0, 0, 0]);
  });

  test('a bound that cuts the search is told', () => {
    const cut = search(countersModel(4, []), 3, 'none', 19);
    expect(cut).toMatchObject({ states: 19, exhausted: false });
    // The initial state alone may be all there is room for.
    expect(search(countersModel(4, []), 3, 'none', 1)).toMatchObject({ states: 1, exhausted: false });
  });

  test('a loop ends, because states are known again', () => {
    expect(search(ringModel(7, []), 0, 'none')).toMatchObject({ states: 7, transitions: 7, exhausted: true });
  });

  test('yields now and then, and searching again gives the same report', () => {
    const model = countersModel(250, []);
    const run = searchModel(model, { eventsMax: 200, statesMax: STATES_MAX }, 'none');
    const yielded: number[] = [];
    let step = run.next();
    while (!step.done) {
      yielded.push(step.value);
      step = run.next();
    }
    expect(step.value.states).toBe(251 * 201);
    expect(yielded.length).toBeGreaterThan(1);
    expect(search(countersModel(250, []), 200, 'none')).toEqual(step.value);
  });
});

describe('the reduction by fewest events', () => {
  test('states that differ only in their events are one', () => {
    // With every number of events the ring has 7 states; the count multiplies them.
    expect(search(ringModel(7, []), 4, 'none').states).toBe(7 * 5);
    expect(search(ringModel(7, []), 4, 'fewest-events').states).toBe(7);
  });

  test('keeps every verdict, on random machines', () => {
    fc.assert(
      fc.property(randomModel, fc.nat(4), ({ foreground, events, bad }, eventsMax) => {
        const property = never('never bad', (state) => bad.includes(state[X] as number));
        const model = tableModel(foreground, events, property);
        const full = search(model, eventsMax, 'none');
        const reduced = search(model, eventsMax, 'fewest-events');
        expect(reduced.exhausted).toBe(true);
        expect(reduced.states).toBeLessThanOrEqual(full.states);
        expect(verdictOf(reduced)).toEqual(verdictOf(full));
      }),
      { seed: 5, numRuns: 500 },
    );
  });
});

function verdictOf({ discoveries }: SearchResult): unknown {
  return discoveries.map(({ property, path, withoutEvents }) => [property, path === null, withoutEvents]);
}

const SIZE = 12;
const target = fc.array(fc.nat(SIZE - 1), { maxLength: 2 });
const randomModel = fc.record({
  foreground: fc.array(target, { minLength: SIZE, maxLength: SIZE }),
  events: fc.array(target, { minLength: SIZE, maxLength: SIZE }),
  bad: fc.array(fc.nat(SIZE - 1), { minLength: 1, maxLength: 2 }),
});

/** x moves along the arrows of two tables, one of the foreground, one of the environment. */
function tableModel(
  foreground: readonly (readonly number[])[],
  events: readonly (readonly number[])[],
  property: Property,
): Model {
  const base = ringModel(SIZE, [property]);
  let own: readonly number[] = [];
  let others: readonly number[] = [];
  return {
    ...base,
    offer: (state, eventsMax) => {
      own = foreground[state[X] as number] ?? [];
      others = (state[base.eventsAt] as number) < eventsMax ? (events[state[X] as number] ?? []) : [];
      return own.length + others.length;
    },
    take: (state, choice) => {
      state[X] = (choice < own.length ? own[choice] : others[choice - own.length]) as number;
      if (choice >= own.length) state[base.eventsAt] = (state[base.eventsAt] as number) + 1;
    },
  };
}
