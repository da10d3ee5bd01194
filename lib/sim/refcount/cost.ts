import { canStep, type Machine, stepLookup } from '@/lib/sim/refcount/lookup.ts';
import { machineOf, modelOf } from '@/lib/sim/refcount/model.ts';
import type { Scenario } from '@/lib/sim/refcount/scenario.ts';
import { byte, STATE_BYTES, stepAt } from '@/lib/sim/refcount/state.ts';
import type { StepName, StrategyName } from '@/lib/sim/refcount/strategy.ts';

/** Of a lookup that nobody disturbs. */
export type Cost = {
  /** Atomic operations on the count. */
  readonly atomics: number;
  /** Times the lock of the table is taken, which all lookups share. */
  readonly locks: number;
  /** Reads: the slot of the table, a count before it is compared, a key. */
  readonly loads: number;
};

const UNITS: Readonly<Record<StepName, Cost>> = {
  rcu_lock: { atomics: 0, locks: 0, loads: 0 },
  lock: { atomics: 0, locks: 1, loads: 0 },
  lookup: { atomics: 0, locks: 0, loads: 1 },
  inc: { atomics: 1, locks: 0, loads: 0 },
  inc_not_zero: { atomics: 1, locks: 0, loads: 1 },
  recheck: { atomics: 0, locks: 0, loads: 1 },
  rcu_unlock: { atomics: 0, locks: 0, loads: 0 },
  unlock: { atomics: 0, locks: 0, loads: 0 },
  use: { atomics: 0, locks: 0, loads: 0 },
  put: { atomics: 1, locks: 0, loads: 0 },
};

/** All lookups of the scenario, one after the other, without events. */
export function costOf(scenario: Scenario, strategy: StrategyName): Cost {
  const machine = machineOf(scenario, strategy);
  const state = new Uint8Array(STATE_BYTES);
  modelOf(machine).writeInitial(state);
  return Array.from({ length: scenario.lookups }, (_, lookup) => runAlone(machine, state, lookup)).reduce(
    add,
  );
}

function runAlone(machine: Machine, state: Uint8Array, lookup: number): Cost {
  let cost: Cost = { atomics: 0, locks: 0, loads: 0 };
  while (canStep(machine, state, lookup)) {
    const step = machine.steps[byte(state, stepAt(lookup))] as StepName;
    cost = add(cost, UNITS[step]);
    stepLookup(machine, state, lookup);
  }
  return cost;
}

function add(a: Cost, b: Cost): Cost {
  return { atomics: a.atomics + b.atomics, locks: a.locks + b.locks, loads: a.loads + b.loads };
}
