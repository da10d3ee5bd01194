import type { Model } from '@/lib/sim/model.ts';
import type { Property } from '@/lib/sim/property.ts';

/**
 * Two counters of one byte, x and y, both from 0. The foreground adds 1 to x up to `xMax`; the environment
 * adds 1 to y. Small enough to count its states by hand: (xMax + 1) × (eventsMax + 1).
 */
export function countersModel(xMax: number, properties: readonly Property[]): Model {
  let foreground = 0;
  return {
    name: 'counters',
    stateBytes: 4,
    eventsAt: EVENTS,
    properties,
    writeInitial: (state) => {
      state.fill(0);
    },
    offer: (state, eventsMax) => {
      foreground = (state[X] as number) < xMax ? 1 : 0;
      return foreground + ((state[EVENTS] as number) < eventsMax ? 1 : 0);
    },
    take: (state, choice) => {
      if (choice < foreground) {
        state[X] = (state[X] as number) + 1;
        return;
      }
      state[Y] = (state[Y] as number) + 1;
      state[EVENTS] = (state[EVENTS] as number) + 1;
    },
  };
}

/**
 * One byte x, from 0. The foreground sets x to (x + 1) modulo `size` for ever; the environment sets it to 0,
 * which it may do without end, so only the bound on events ends the space.
 */
export function ringModel(size: number, properties: readonly Property[]): Model {
  return {
    name: 'ring',
    stateBytes: 4,
    eventsAt: EVENTS,
    properties,
    writeInitial: (state) => {
      state.fill(0);
    },
    offer: (state, eventsMax) => ((state[EVENTS] as number) < eventsMax ? 2 : 1),
    take: (state, choice) => {
      state[X] = choice === 0 ? ((state[X] as number) + 1) % size : 0;
      if (choice === 1) state[EVENTS] = (state[EVENTS] as number) + 1;
    },
  };
}

export const X = 0;
export const Y = 1;
const EVENTS = 3;
