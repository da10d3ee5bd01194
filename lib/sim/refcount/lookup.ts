import type { Scenario } from '@/lib/sim/refcount/scenario.ts';
import {
  BROKEN_REVIVED,
  BROKEN_UAF,
  BROKEN_WRONG,
  breaks,
  byte,
  COUNT,
  DROPPED,
  FREED,
  HAS_LOCK,
  HAS_POINTER,
  HAS_REFERENCE,
  hasFlag,
  IN_RCU,
  isLocked,
  LINKED,
  MEMORY,
  REUSED,
  SATURATED,
  setFlags,
  stepAt,
  WAITS,
} from '@/lib/sim/refcount/state.ts';
import type { StepName } from '@/lib/sim/refcount/strategy.ts';

/** What a lookup works with: its strategy as steps, and how memory goes back. */
export type Machine = { readonly scenario: Scenario; readonly steps: readonly StepName[] };

export function isDone({ steps }: Machine, state: Uint8Array, lookup: number): boolean {
  return byte(state, stepAt(lookup)) === steps.length;
}

/** It is not over, and does not wait for the lock of another one. */
export function canStep(machine: Machine, state: Uint8Array, lookup: number): boolean {
  if (isDone(machine, state, lookup)) return false;
  return machine.steps[byte(state, stepAt(lookup))] !== 'lock' || !isLocked(state);
}

/** The next step of a lookup, in place. */
export function stepLookup(machine: Machine, state: Uint8Array, lookup: number): void {
  const step = machine.steps[byte(state, stepAt(lookup))] as StepName;
  goTo(state, lookup, byte(state, stepAt(lookup)) + 1);
  switch (step) {
    case 'rcu_lock':
      setFlags(state, lookup, IN_RCU, 0);
      break;
    case 'lock':
      setFlags(state, lookup, HAS_LOCK, 0);
      break;
    case 'lookup':
      if (byte(state, LINKED) === 0) giveUp(machine, state, lookup);
      else setFlags(state, lookup, HAS_POINTER, 0);
      break;
    case 'inc':
      increment(machine, state, lookup);
      break;
    case 'inc_not_zero':
      touch(machine, state);
      if (byte(state, COUNT) === 0) giveUp(machine, state, lookup);
      else increment(machine, state, lookup);
      break;
    case 'recheck':
      recheck(machine, state, lookup);
      break;
    case 'rcu_unlock':
      state[WAITS] = byte(state, WAITS) & ~(1 << lookup);
      leave(machine, state, lookup, IN_RCU);
      break;
    case 'unlock':
      leave(machine, state, lookup, HAS_LOCK);
      break;
    case 'use':
      use(machine, state);
      break;
    case 'put':
      touch(machine, state);
      putReference(state);
      setFlags(state, lookup, 0, HAS_POINTER | HAS_REFERENCE);
      break;
  }
}

function goTo(state: Uint8Array, lookup: number, step: number): void {
  state[stepAt(lookup)] = step;
}

/** Not found: on to the end of the section, with nothing. */
function giveUp({ steps }: Machine, state: Uint8Array, lookup: number): void {
  setFlags(state, lookup, 0, HAS_POINTER);
  goTo(
    state,
    lookup,
    steps.findIndex((step) => step === 'rcu_unlock' || step === 'unlock'),
  );
}

function leave({ steps }: Machine, state: Uint8Array, lookup: number, section: number): void {
  setFlags(state, lookup, 0, section);
  if (!hasFlag(state, lookup, HAS_REFERENCE)) goTo(state, lookup, steps.length);
}

/** Reading or writing the memory of the object, which must still be one of its type. */
function touch({ scenario }: Machine, state: Uint8Array): void {
  const isGone = byte(state, MEMORY) === FREED || byte(state, MEMORY) === REUSED;
  if (isGone && scenario.profile.free !== 'typesafe') breaks(state, BROKEN_UAF);
}

/** refcount_t saturates where it would leave zero, and stays so. */
function increment(machine: Machine, state: Uint8Array, lookup: number): void {
  touch(machine, state);
  const count = byte(state, COUNT);
  if (count === 0) breaks(state, BROKEN_REVIVED);
  state[COUNT] = count === 0 || count === SATURATED ? SATURATED : count + 1;
  setFlags(state, lookup, HAS_REFERENCE, 0);
}

function recheck({ steps }: Machine, state: Uint8Array, lookup: number): void {
  if (byte(state, MEMORY) !== REUSED) return;
  putReference(state);
  setFlags(state, lookup, 0, HAS_POINTER | HAS_REFERENCE);
  goTo(state, lookup, steps.indexOf('lookup'));
}

function use(machine: Machine, state: Uint8Array): void {
  touch(machine, state);
  if (byte(state, MEMORY) === FREED) breaks(state, BROKEN_UAF);
  if (byte(state, MEMORY) === REUSED) breaks(state, BROKEN_WRONG);
}

/** refcount_dec_and_test; what was saturated stays. */
export function putReference(state: Uint8Array): void {
  const count = byte(state, COUNT);
  if (count === SATURATED || count === 0) return;
  state[COUNT] = count - 1;
  // The last reference of another object is not ours to follow.
  if (count === 1 && byte(state, MEMORY) !== REUSED) state[DROPPED] = 1;
}
