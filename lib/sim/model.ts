import type { Property } from '@/lib/sim/property.ts';

/**
 * A finite transition system, written so that a search can run hundreds of thousands of its states a second.
 *
 * A state is a row of `stateBytes` bytes with nothing outside it: two states are the same exactly when their
 * bytes are. So a model keeps one form of each state, and writes zero where a field has no meaning. The
 * searches copy, hash and compare the bytes and never look into them.
 *
 * In a state the model offers choices 0, 1, 2, …; `take` turns a state into the one after a choice, in place.
 * Both must be functions of the bytes alone, or paths do not replay. By convention the choices of the
 * foreground come first, those of the environment (background events) after them.
 *
 * The environment is bounded: the byte at `eventsAt` counts its actions on the way to the state, and `offer`
 * gives none once that count has reached its argument. Nothing else may depend on that byte; the reduction of
 * the search rests on it (search.ts).
 */
export type Model = {
  readonly name: string;
  /** A multiple of four: states are compared in words. */
  readonly stateBytes: number;
  readonly eventsAt: number;
  readonly properties: readonly Property[];
  readonly writeInitial: (state: Uint8Array) => void;
  /** Number of choices in `state`. Valid until the next call, `take` relies on it. */
  readonly offer: (state: Uint8Array, eventsMax: number) => number;
  /** `state` is a copy of the one last offered. */
  readonly take: (state: Uint8Array, choice: number) => void;
};
