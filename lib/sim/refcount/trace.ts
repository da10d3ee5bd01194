import type { EventKind } from '@/lib/sim/refcount/events.ts';
import type { Machine } from '@/lib/sim/refcount/lookup.ts';
import type { Choice } from '@/lib/sim/refcount/model.ts';
import {
  byte,
  COUNT,
  DROPPED,
  flagsAt,
  HAS_LOCK,
  HAS_POINTER,
  HAS_REFERENCE,
  IN_RCU,
  LINKED,
  MEMORY,
  REUSED,
  SATURATED,
  stepAt,
  WAITS,
} from '@/lib/sim/refcount/state.ts';
import { STEP_WORDS } from '@/lib/sim/refcount/strategy.ts';

/** The state after a step, in the terms of the page and the terminal. */
export type TraceState = {
  readonly memory: 'live' | 'waits for a grace period' | 'free' | 'another object';
  readonly count: string;
  readonly linked: boolean;
  /** The last reference is gone and the release is still to come. */
  readonly dropped: boolean;
  /** Numbers of the lookups, from 1, that the grace period waits for. */
  readonly waits: readonly number[];
  readonly lookups: readonly LookupState[];
  /** What this step changed: `count`, `lookups.0.next`, … */
  readonly changed: readonly string[];
};

export type LookupState = {
  /** Name of the step it does next; `over` behind the last one. */
  readonly next: string;
  readonly section: 'RCU' | 'lock' | 'none';
  readonly has: 'nothing' | 'pointer' | 'reference';
};

const MEMORY_WORDS = ['live', 'waits for a grace period', 'free', 'another object'] as const;

/** With the marks of what differs from `before`. */
export function traceState(machine: Machine, state: Uint8Array, before: TraceState | null): TraceState {
  const lookups = Array.from({ length: machine.scenario.lookups }, (_, lookup) =>
    lookupState(machine, state, lookup),
  );
  const count = byte(state, COUNT);
  const now: TraceState = {
    memory: MEMORY_WORDS[byte(state, MEMORY)] ?? 'live',
    count: count === SATURATED ? 'saturated' : String(count),
    linked: byte(state, LINKED) === 1,
    dropped: byte(state, DROPPED) === 1,
    waits: lookups.flatMap((_, lookup) => ((byte(state, WAITS) >> lookup) & 1 ? [lookup + 1] : [])),
    lookups,
    changed: [],
  };
  return { ...now, changed: before === null ? [] : findChanges(before, now) };
}

function lookupState({ steps }: Machine, state: Uint8Array, lookup: number): LookupState {
  const flags = byte(state, flagsAt(lookup));
  const has =
    (flags & HAS_REFERENCE) !== 0 ? 'reference' : (flags & HAS_POINTER) !== 0 ? 'pointer' : 'nothing';
  const section = (flags & IN_RCU) !== 0 ? 'RCU' : (flags & HAS_LOCK) !== 0 ? 'lock' : 'none';
  return { next: steps[byte(state, stepAt(lookup))] ?? 'over', section, has };
}

function findChanges(before: TraceState, now: TraceState): readonly string[] {
  const fields = (['memory', 'count', 'linked', 'dropped', 'waits'] as const).filter(
    (field) => String(before[field]) !== String(now[field]),
  );
  const lookups = now.lookups.flatMap((lookup, index) =>
    (['next', 'section', 'has'] as const)
      .filter((field) => before.lookups[index]?.[field] !== lookup[field])
      .map((field) => `lookups.${index}.${field}`),
  );
  return [...fields, ...lookups];
}

/** Who does what with a choice that was offered in `state`. */
export function describeChoice(
  machine: Machine,
  state: Uint8Array,
  choice: Choice,
): { readonly actor: string; readonly action: string } {
  if (choice.kind === 'event') return describeEvent(machine, state, choice.event);
  const step = machine.steps[byte(state, stepAt(choice.lookup))];
  assertStep(step);
  const count = byte(state, COUNT);
  const isOther = byte(state, MEMORY) === REUSED ? ' of another object' : '';
  const found: Partial<Record<typeof step, string>> = {
    lookup:
      byte(state, LINKED) === 1 ? 'looks in the table: finds the object' : 'looks in the table: nothing',
    inc: `refcount_inc of a count of ${countWord(count)}${isOther}`,
    inc_not_zero: `refcount_inc_not_zero of a count of ${countWord(count)}${isOther}${count === 0 ? ': fails' : ''}`,
    recheck: byte(state, MEMORY) === REUSED ? 'compares the key: another one' : 'compares the key: the same',
    use: `uses the object, whose memory is ${MEMORY_WORDS[byte(state, MEMORY)]}`,
    put: `refcount_dec_and_test of a count of ${countWord(count)}`,
  };
  return { actor: `lookup ${choice.lookup + 1}`, action: found[step] ?? STEP_WORDS[step] };
}

function assertStep(step: keyof typeof STEP_WORDS | undefined): asserts step is keyof typeof STEP_WORDS {
  if (step === undefined) throw new Error('a lookup that is over is not offered');
}

function countWord(count: number): string {
  return count === SATURATED ? 'saturated' : String(count);
}

function describeEvent(
  { scenario }: Machine,
  state: Uint8Array,
  kind: EventKind,
): { readonly actor: string; readonly action: string } {
  const { free, table } = scenario.profile;
  const linked = byte(state, LINKED) === 1 ? 'takes the object out of the table and ' : '';
  const gives = free === 'rcu' ? 'hands it to kfree_rcu' : 'gives its memory back at once';
  const holder = table === 'strong' ? 'the reference of the table' : 'the reference of its owner';
  switch (kind) {
    case 'unlink':
      return { actor: 'remover', action: 'takes the object out of the table' };
    case 'drop':
      return { actor: 'remover', action: `drops ${holder}, of ${countWord(byte(state, COUNT))}` };
    case 'release':
      return { actor: 'release', action: `whoever dropped the last reference ${linked}${gives}` };
    case 'grace':
      return { actor: 'grace period', action: 'ends: every section that was open has been left; frees it' };
    case 'reuse':
      return { actor: 'allocator', action: 'makes another object, with another key, of that memory' };
  }
}
