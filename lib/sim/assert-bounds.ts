import { AppError } from '@/lib/base/app-error.ts';
import type { Bounds } from '@/lib/sim/bounds.ts';
import { STATES_MAX } from '@/lib/sim/state-set.ts';

/**
 * Memory of one search. Scripts over hundreds of blocks have large states, and then fewer of them are kept.
 */
const BYTES_MAX = 400_000_000;
/** The way back and the table, at most. */
const BYTES_BESIDE_STATE = 16;

/** `statesMax`, or what fits into the memory of one search; a search that it cuts is not exhausted. */
export function boundStates(statesMax: number, stateBytes: number): number {
  return Math.min(statesMax, Math.floor(BYTES_MAX / (stateBytes + BYTES_BESIDE_STATE)));
}

/** Events are counted in a byte, and each one multiplies the states. */
const EVENTS_MAX = 40;

export function assertBounds({ eventsMax, statesMax }: Bounds): void {
  assertCount('events', eventsMax, 0, EVENTS_MAX);
  assertCount('states', statesMax, 1, STATES_MAX);
}

function assertCount(name: string, count: number, least: number, most: number): void {
  if (Number.isInteger(count) && count >= least && count <= most) return;
  throw new AppError('BOUND_TOO_LARGE', `The bound on ${name} is ${count}.`, `Give ${least} to ${most}.`);
}
