import type { Bounds } from '@/lib/sim/bounds.ts';
import { noSuchChoice } from '@/lib/sim/no-such-choice.ts';
import type { Path } from '@/lib/sim/path.ts';
import { describeEvent } from '@/lib/sim/zero-range/background.ts';
import { createObserver } from '@/lib/sim/zero-range/kernel.ts';
import { describeForeground, type Machine } from '@/lib/sim/zero-range/machine.ts';
import { eventFolio, eventKind, modelOf, type Offer } from '@/lib/sim/zero-range/model.ts';
import type { Scenario } from '@/lib/sim/zero-range/operation.ts';
import { prepare } from '@/lib/sim/zero-range/prepare.ts';
import type { TraceState, TraceStep } from '@/lib/sim/zero-range/report.ts';
import type { StrategyName } from '@/lib/sim/zero-range/strategy.ts';
import { traceState } from '@/lib/sim/zero-range/trace-state.ts';

/** What a path leads to. `machine` holds the last state. */
export type Replay = { readonly steps: readonly TraceStep[]; readonly machine: Machine };

/**
 * Follows a path from the beginning of the script. AppError BAD_INPUT where the model offers no such choice:
 * the path belongs to another scenario, strategy, profile or version.
 */
export function followPath(scenario: Scenario, strategy: StrategyName, bounds: Bounds, path: Path): Replay {
  const observer = createObserver();
  const machine = prepare(scenario, strategy, observer);
  const { k } = machine;
  const { model, offer } = modelOf(machine);
  const { state } = k;
  model.writeInitial(state);
  let mappedAt = 0;
  let before = traceState(k, 0, null);
  const steps = path.map((choice, index): TraceStep => {
    const offered = model.offer(state, bounds.eventsMax);
    if (choice >= offered) throw noSuchChoice(path, index, offered);
    observer.notes = [];
    const lookups = observer.lookups;
    const { actor, action } = describeChoice(machine, offer, choice);
    model.take(state, choice);
    if (observer.lookups > lookups) mappedAt = observer.cookie;
    before = withCookie(traceState(k, observer.cookie, before), mappedAt);
    const notes = observer.notes.length > 0 ? `: ${observer.notes.join(', ')}` : '';
    return { actor, action: `${action}${notes}`, state: before };
  });
  return { steps, machine };
}

/** Who does what with the choice of the last offer. */
export function describeChoice(
  machine: Machine,
  offer: Offer,
  choice: number,
): { actor: string; action: string } {
  if (choice < offer.foreground) return describeForeground(machine);
  return describeEvent(eventKind(offer, choice), eventFolio(offer, choice));
}

function withCookie(state: TraceState, cookie: number): TraceState {
  return state.mapping === null ? state : { ...state, mapping: { ...state.mapping, cookie } };
}
