import type { Model } from '@/lib/sim/model.ts';
import type { Property } from '@/lib/sim/property.ts';
import { canHappen, EVENT_KINDS, type EventKind, happen, writeObject } from '@/lib/sim/refcount/events.ts';
import { canStep, isDone, type Machine, stepLookup } from '@/lib/sim/refcount/lookup.ts';
import type { Scenario } from '@/lib/sim/refcount/scenario.ts';
import {
  BROKEN,
  BROKEN_REVIVED,
  BROKEN_UAF,
  BROKEN_WRONG,
  byte,
  EVENTS,
  STATE_BYTES,
  stepAt,
} from '@/lib/sim/refcount/state.ts';
import { STEPS, type StrategyName } from '@/lib/sim/refcount/strategy.ts';

/** In the order of reports, which is that of the alphabet. */
export const VIOLATIONS = ['REVIVED', 'UAF', 'WRONG'] as const;
export type Violation = (typeof VIOLATIONS)[number];

export const BROKEN_FLAGS: Readonly<Record<Violation, number>> = {
  REVIVED: BROKEN_REVIVED,
  UAF: BROKEN_UAF,
  WRONG: BROKEN_WRONG,
};

/** One thing that can happen next. */
export type Choice =
  | { readonly kind: 'step'; readonly lookup: number }
  | { readonly kind: 'event'; readonly event: EventKind };

export function machineOf(scenario: Scenario, strategy: StrategyName): Machine {
  return { scenario, steps: STEPS[strategy] };
}

/** Lookups first, then events, as lib/sim/model.ts asks. What used freed memory or another object goes no further. */
export function choicesOf(machine: Machine, state: Uint8Array, eventsMax: number): readonly Choice[] {
  const lookups = Array.from({ length: machine.scenario.lookups }, (_, lookup) => lookup);
  if ((byte(state, BROKEN) & (BROKEN_UAF | BROKEN_WRONG)) !== 0) return [];
  if (lookups.every((lookup) => isDone(machine, state, lookup))) return [];
  const steps = lookups
    .filter((lookup) => canStep(machine, state, lookup))
    .map((lookup): Choice => ({ kind: 'step', lookup }));
  if (byte(state, EVENTS) >= eventsMax) return steps;
  const events = EVENT_KINDS.filter((kind) => canHappen(machine, state, kind));
  return [...steps, ...events.map((event): Choice => ({ kind: 'event', event }))];
}

export function modelOf(machine: Machine): Model {
  let offered: readonly Choice[] = [];
  return {
    name: 'refcount',
    stateBytes: STATE_BYTES,
    eventsAt: EVENTS,
    properties: VIOLATIONS.map(
      (name): Property => ({
        kind: 'always',
        name,
        holds: (state) => (byte(state, BROKEN) & BROKEN_FLAGS[name]) === 0,
      }),
    ),
    writeInitial: (state) => {
      state.fill(0);
      writeObject(state);
      // A lookup that the scenario does not have is over from the start.
      for (let lookup = machine.scenario.lookups; lookup < 2; lookup++)
        state[stepAt(lookup)] = machine.steps.length;
    },
    offer: (state, eventsMax) => {
      offered = choicesOf(machine, state, eventsMax);
      return offered.length;
    },
    take: (state, choice) => {
      const chosen = offered[choice] as Choice;
      if (chosen.kind === 'step') {
        stepLookup(machine, state, chosen.lookup);
        return;
      }
      happen(machine, state, chosen.event);
      state[EVENTS] = byte(state, EVENTS) + 1;
    },
  };
}
