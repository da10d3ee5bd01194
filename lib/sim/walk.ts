import type { Bounds } from '@/lib/sim/bounds.ts';
import type { Model } from '@/lib/sim/model.ts';
import type { Path } from '@/lib/sim/path.ts';
import { decides } from '@/lib/sim/property.ts';
import { nextBelow, seedRandom } from '@/lib/sim/random.ts';

/**
 * What random walks found: per property of the model the first path that decides it. They can refute, never
 * prove.
 */
export type WalkResult = {
  readonly discoveries: readonly { readonly property: string; readonly path: Path | null }[];
  readonly walks: number;
  readonly steps: number;
};

/** Longer walks than this end: a foreground that goes round for ever must not keep the caller. */
const STEPS_MAX = 1_000;

/**
 * `walks` random paths from the initial state, each to an end or to the bound. For models whose state space
 * is too large to search. `bounds.statesMax` bounds the steps of all walks together.
 */
export function walkModel(model: Model, bounds: Bounds, seed: number, walks: number): WalkResult {
  const random = seedRandom(seed);
  const state = new Uint8Array(model.stateBytes);
  const paths: (Path | null)[] = model.properties.map(() => null);
  let steps = 0;
  let walk = 0;
  for (; walk < walks && steps < bounds.statesMax; walk++) {
    const path: number[] = [];
    model.writeInitial(state);
    for (;;) {
      model.properties.forEach((property, index) => {
        if (paths[index] === null && decides(property, state)) paths[index] = [...path];
      });
      const choices = path.length < STEPS_MAX ? model.offer(state, bounds.eventsMax) : 0;
      if (choices === 0) break;
      const choice = nextBelow(random, choices);
      model.take(state, choice);
      path.push(choice);
      steps++;
    }
  }
  const discoveries = model.properties.map(({ name }, index) => ({
    property: name,
    path: paths[index] ?? null,
  }));
  return { discoveries, walks: walk, steps };
}
