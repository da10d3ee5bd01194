import type { Bounds } from '@/lib/sim/bounds.ts';
import type { Model } from '@/lib/sim/model.ts';
import type { Path } from '@/lib/sim/path.ts';
import { decides, type Property } from '@/lib/sim/property.ts';
import {
  addState,
  countBytes,
  createStateSet,
  pathTo,
  predecessorOf,
  readState,
  type StateSet,
} from '@/lib/sim/state-set.ts';

/**
 * `none`: every state within the bounds. `fewest-events`: two states that differ only in the number of events
 * behind them are one, and the one with fewer events stands for both. See `searchModel` for why that keeps
 * every verdict.
 */
export type Reduction = 'none' | 'fewest-events';

export type SearchResult = {
  /** One per property of the model, in its order. */
  readonly discoveries: readonly Discovery[];
  /** Every state within the bounds was visited. False: only `statesMax` can be the reason. */
  readonly exhausted: boolean;
  readonly states: number;
  readonly transitions: number;
  /** Steps to the farthest state. */
  readonly depth: number;
  /** Of the visited set, all of it. */
  readonly bytes: number;
};

export type Discovery = {
  readonly property: string;
  /**
   * To the first state that decides the property, and if some path does so without any background event, to the first
   * such one, which may be longer: who reads that no event is needed is to see none. Null: no state that was visited
   * decides it.
   */
  readonly path: Path | null;
  /** Some path decides it without any background event. */
  readonly withoutEvents: boolean;
};

/** A worker or a test takes a breath this often. */
const STATES_BETWEEN_YIELDS = 16_384;

/**
 * Breadth-first search over all states within the bounds; yields the number of states now and then. Without
 * reduction the path of a discovery is a shortest one, and among those the first in the order of choices; where
 * no event is needed, of the paths without events.
 *
 * Why `fewest-events` keeps every verdict: let s and t be equal but for the event count, s with the smaller
 * one. Nothing depends on that count except that no event is offered once it reaches the bound (model.ts). So
 * every path that starts in t also starts in s, through states that again are equal but for a smaller count,
 * and properties do not read it. Dropping t loses nothing if s is visited first. The search goes by layers:
 * all states reachable with n events before any that needs n + 1, so the first visit of a state is the one
 * with the fewest. Its paths are not the shortest.
 */
export function* searchModel(
  model: Model,
  bounds: Bounds,
  reduction: Reduction,
): Generator<number, SearchResult> {
  const set = createStateSet(model.stateBytes, reduction === 'none' ? null : model.eventsAt);
  const run = startRun(model, bounds, set);
  if (reduction === 'none') yield* visitAll(run, 0, 'all');
  else yield* visitByEvents(run);
  return {
    discoveries: model.properties.map((property, index) => ({
      property: property.name,
      path: run.first[index] === -1 ? null : pathTo(set, run.first[index] as number),
      withoutEvents: run.withoutEvents[index] === 1,
    })),
    exhausted: !run.cut,
    states: set.count,
    transitions: run.transitions,
    depth: findDepth(set),
    bytes: countBytes(set),
  };
}

type Run = {
  readonly model: Model;
  readonly bounds: Bounds;
  readonly set: StateSet;
  /**
   * The state being expanded and the one being made, each as bytes for the model and as words for the set.
   */
  readonly source: Int32Array;
  readonly sourceBytes: Uint8Array;
  readonly next: Int32Array;
  readonly nextBytes: Uint8Array;
  /** Per property, number of the first state that decides it, one without events before all others, or -1. */
  readonly first: Int32Array;
  readonly withoutEvents: Uint8Array;
  transitions: number;
  cut: boolean;
};

function startRun(model: Model, bounds: Bounds, set: StateSet): Run {
  const source = new Int32Array(set.words);
  const next = new Int32Array(set.words);
  const run: Run = {
    model,
    bounds,
    set,
    source,
    sourceBytes: new Uint8Array(source.buffer),
    next,
    nextBytes: new Uint8Array(next.buffer),
    first: new Int32Array(model.properties.length).fill(-1),
    withoutEvents: new Uint8Array(model.properties.length),
    transitions: 0,
    cut: false,
  };
  model.writeInitial(run.nextBytes);
  keep(run, 0, 0);
  return run;
}

/** Which choices of a state are taken. */
type Choices = 'all' | 'foreground' | 'events';

/**
 * From state number `start` on, the ones that are added meanwhile included; ends early when a bound cuts it.
 */
function* visitAll(run: Run, start: number, choices: Choices): Generator<number, void> {
  let pause = run.set.count + STATES_BETWEEN_YIELDS;
  for (let number = start; number < run.set.count && !run.cut; number++) {
    expand(run, number, choices);
    if (run.set.count >= pause) {
      pause = run.set.count + STATES_BETWEEN_YIELDS;
      yield run.set.count;
    }
  }
}

/**
 * Layer n + 1 is started only when all of layer n is known, so no state is first met with more events than it
 * needs.
 */
function* visitByEvents(run: Run): Generator<number, void> {
  let start = 0;
  for (let events = 0; events <= run.bounds.eventsMax && start < run.set.count && !run.cut; events++) {
    yield* visitAll(run, start, 'foreground');
    const end = run.set.count;
    for (let number = start; number < end && !run.cut; number++) expand(run, number, 'events');
    start = end;
  }
}

function expand(run: Run, number: number, choices: Choices): void {
  const { model, set, source, next } = run;
  readState(set, number, source);
  const eventsMax = choices === 'foreground' ? 0 : run.bounds.eventsMax;
  const begin = choices === 'events' ? model.offer(run.sourceBytes, 0) : 0;
  const end = model.offer(run.sourceBytes, eventsMax);
  for (let choice = begin; choice < end; choice++) {
    for (let i = 0; i < set.words; i++) next[i] = source[i] as number;
    model.take(run.nextBytes, choice);
    run.transitions++;
    keep(run, number, choice);
    if (run.cut) return;
  }
}

function keep(run: Run, from: number, choice: number): void {
  const number = addState(run.set, run.next, from, choice);
  if (number === -1) return;
  const { properties } = run.model;
  for (let i = 0; i < properties.length; i++) {
    if (run.first[i] !== -1 && (run.withoutEvents[i] === 1 || run.nextBytes[run.model.eventsAt] !== 0))
      continue;
    if (!decides(properties[i] as Property, run.nextBytes)) continue;
    const isWithoutEvents = run.nextBytes[run.model.eventsAt] === 0;
    if (run.first[i] === -1 || isWithoutEvents) run.first[i] = number;
    if (isWithoutEvents) run.withoutEvents[i] = 1;
  }
  if (run.set.count >= run.bounds.statesMax) run.cut = true;
}

/** Predecessors have smaller numbers, so one pass is enough. */
function findDepth(set: StateSet): number {
  const depths = new Uint16Array(set.count);
  let deepest = 0;
  for (let number = 1; number < set.count; number++) {
    const depth = (depths[predecessorOf(set, number)] as number) + 1;
    depths[number] = depth;
    if (depth > deepest) deepest = depth;
  }
  return deepest;
}
