import type { Layout } from '@/lib/sim/zero-range/layout.ts';
import type { Scenario } from '@/lib/sim/zero-range/operation.ts';
import type { Expected } from '@/lib/sim/zero-range/oracle.ts';
import type { Profile } from '@/lib/sim/zero-range/profile.ts';
import { COW_STALE, DATA_STALE, FLAGS, MAP, MAP_NONE } from '@/lib/sim/zero-range/state.ts';
import type { Values } from '@/lib/sim/zero-range/values.ts';

/**
 * The machine that the steps of the model run on: one state, and what does not change while a script runs.
 * Functions over it change `state` in place. Nothing but `state` may carry information from one step to the
 * next.
 */
export type Kernel = {
  readonly scenario: Scenario;
  readonly profile: Profile;
  readonly layout: Layout;
  readonly values: Values;
  readonly files: readonly Expected[];
  state: Uint8Array;
  /** Counts and comments what the steps do; null while searching. */
  observer: Observer | null;
};

/** Never read by a step. */
export type Observer = {
  flushWaits: number;
  foliosWritten: number;
  blocksWritten: number;
  lookups: number;
  retries: number;
  spuriousStale: number;
  probes: number;
  /** Changes of the extents. */
  cookie: number;
  /** What the step did, in parts of a sentence. */
  notes: string[];
};

export function createObserver(): Observer {
  return {
    flushWaits: 0,
    foliosWritten: 0,
    blocksWritten: 0,
    lookups: 0,
    retries: 0,
    spuriousStale: 0,
    probes: 0,
    cookie: 0,
    notes: [],
  };
}

/** The byte at an index that is known to be inside. */
export function byte(bytes: Uint8Array, index: number): number {
  return bytes[index] as number;
}

export function setFlags(k: Kernel, flags: number): void {
  k.state[FLAGS] = byte(k.state, FLAGS) | flags;
}

export function clearFlags(k: Kernel, flags: number): void {
  k.state[FLAGS] = byte(k.state, FLAGS) & ~flags;
}

export function hasFlag(k: Kernel, flag: number): boolean {
  return (byte(k.state, FLAGS) & flag) !== 0;
}

/**
 * An extent of the data fork or of the COW fork has changed: any change outdates every mapping of that fork.
 */
export function bumpCookie(k: Kernel, fork: 'data' | 'cow' | 'both'): void {
  if (k.observer !== null) k.observer.cookie++;
  if (k.state[MAP] === MAP_NONE) return;
  if (fork !== 'cow') setFlags(k, DATA_STALE);
  if (fork !== 'data') setFlags(k, COW_STALE);
}

/** `text` is a function: in a search nobody pays for it. Empty: nothing to say. */
export function note(k: Kernel, text: () => string): void {
  if (k.observer === null) return;
  const words = text();
  if (words !== '') k.observer.notes.push(words);
}
