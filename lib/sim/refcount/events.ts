import { type Machine, putReference } from '@/lib/sim/refcount/lookup.ts';
import {
  byte,
  COUNT,
  DROPPED,
  DYING,
  FREED,
  hasFlag,
  IN_RCU,
  isLocked,
  LINKED,
  LIVE,
  MEMORY,
  REMOVAL,
  REUSED,
  WAITS,
} from '@/lib/sim/refcount/state.ts';

/** What others do between two steps, in the order in which they are offered. */
export const EVENT_KINDS = ['unlink', 'drop', 'release', 'grace', 'reuse'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** Whether it may happen in this state. */
export function canHappen({ scenario }: Machine, state: Uint8Array, kind: EventKind): boolean {
  const { table } = scenario.profile;
  switch (kind) {
    case 'unlink':
      return scenario.removal && table === 'strong' && byte(state, REMOVAL) === 0 && !isLocked(state);
    case 'drop':
      return scenario.removal && byte(state, REMOVAL) === (table === 'strong' ? 1 : 0);
    case 'release':
      return byte(state, DROPPED) === 1 && (byte(state, LINKED) === 0 || !isLocked(state));
    case 'grace':
      return byte(state, MEMORY) === DYING && byte(state, WAITS) === 0;
    case 'reuse':
      return scenario.reuse && byte(state, MEMORY) === FREED;
  }
}

/** In place; the event is counted by the model. */
export function happen({ scenario }: Machine, state: Uint8Array, kind: EventKind): void {
  switch (kind) {
    case 'unlink':
      state[LINKED] = 0;
      state[REMOVAL] = 1;
      return;
    case 'drop':
      state[REMOVAL] = 2;
      putReference(state);
      return;
    case 'release':
      state[DROPPED] = 0;
      state[LINKED] = 0;
      state[MEMORY] = scenario.profile.free === 'rcu' ? DYING : FREED;
      if (byte(state, MEMORY) === DYING) state[WAITS] = readersNow(state);
      return;
    case 'grace':
      state[MEMORY] = FREED;
      return;
    case 'reuse':
      state[MEMORY] = REUSED;
      state[COUNT] = 1;
      return;
  }
}

/** A grace period waits for the sections that are open when it is asked for, and for no later one. */
function readersNow(state: Uint8Array): number {
  return (hasFlag(state, 0, IN_RCU) ? 1 : 0) | (hasFlag(state, 1, IN_RCU) ? 2 : 0);
}

/** The object as it is before anything happens; one reference, of the table or of its owner. */
export function writeObject(state: Uint8Array): void {
  state[MEMORY] = LIVE;
  state[COUNT] = 1;
  state[LINKED] = 1;
}
