import type { Path } from '@/lib/sim/path.ts';
import type { Profile } from '@/lib/sim/zero-range/profile.ts';
import type { StrategyCode, StrategyName } from '@/lib/sim/zero-range/strategy.ts';

/** In the order of reports, which is that of the alphabet. */
export const VIOLATIONS = ['CRASH', 'DEADLOCK', 'LIVE', 'LOSS', 'POSTEOF', 'STALE'] as const;
export type Violation = (typeof VIOLATIONS)[number];

/** What `checkScenario` found. Equal input gives an equal report. */
export type CheckReport = {
  readonly domain: 'zero-range';
  readonly scenario: string;
  readonly strategy: StrategyName;
  readonly code: StrategyCode;
  readonly profile: Profile;
  /**
   * All violations that some interleaving within the bounds reaches, sorted. Empty and `exhausted`: it holds.
   */
  readonly verdict: readonly Violation[];
  /** Those that need no background event. */
  readonly deterministic: readonly Violation[];
  /** False: `statesMax` cut the search, and an empty verdict only means that no counterexample was found. */
  readonly exhausted: boolean;
  /** The bound on background events that was searched. */
  readonly events: number;
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  /** Without background events; null when the operation then never ends. */
  readonly cost: Cost | null;
  /** The shortest one of each violation, in the order of `verdict`. */
  readonly counterexamples: readonly Counterexample[];
  /** Per expectation of the scenario, in its order: does it hold in every explored outcome? */
  readonly expectations: readonly boolean[];
};

export type Cost = {
  /** Flushes that had something to write or to wait for, explicit fsyncs included. */
  readonly flushWaits: number;
  /** Folio writes, those at the end when everything is written back included. */
  readonly foliosWritten: number;
  /** Blocks in them. */
  readonly blocksWritten: number;
  /** Mapping lookups of zero range. */
  readonly lookups: number;
  /** Lookups that were done again at the same position. */
  readonly retries: number;
  /** Flush-and-look-up-again rounds whose flush found nothing. */
  readonly spuriousStale: number;
  /** Scans of the cache, batch walks, or page lookups, whichever the strategy does. */
  readonly probes: number;
};

export type Counterexample = {
  readonly property: Violation;
  readonly path: Path;
  readonly steps: readonly TraceStep[];
  /** What is wrong in the last state, one sentence. */
  readonly explanation: string;
};

/** Foreground actors are the names of operations. */
export type Actor = string;

export type TraceStep = {
  readonly actor: Actor;
  /** One sentence in the words of the kernel. */
  readonly action: string;
  readonly state: TraceState;
};

/** State after a step, in the terms of the page and the terminal. */
export type TraceState = {
  readonly size: number;
  readonly diskSize: number;
  /** Counts every change of the extents; a mapping is valid while it has not moved. */
  readonly cookie: number;
  readonly blocks: readonly BlockState[];
  readonly cells: readonly CellState[];
  readonly folios: readonly FolioState[];
  /** The mapping zero range holds now; null outside a lookup and its use. */
  readonly mapping: HeldMapping | null;
  /** What is left of the range to zero; null outside zero range. */
  readonly left: { readonly offset: number; readonly length: number } | null;
  /** What this step changed: `cells.3.cache`, `folios.0.dirty`, `size`, … */
  readonly changed: readonly string[];
};

export type BlockState = {
  readonly offset: number;
  readonly data: 'hole' | 'delalloc' | 'unwritten' | 'written';
  readonly cow: 'none' | 'delalloc' | 'unwritten' | 'in-flight';
};

/** Bytes that are always equal. `garbage` is what the disk held before; the others are byte values. */
export type CellState = {
  readonly offset: number;
  readonly length: number;
  readonly disk: number | 'garbage';
  /** Null: not in the cache, or not up to date there. */
  readonly cache: number | 'garbage' | null;
  /** What a program must read here; null behind EOF. */
  readonly expected: number | null;
};

export type FolioState = {
  readonly offset: number;
  readonly length: number;
  readonly present: boolean;
  readonly dirty: boolean;
  readonly writeback: boolean;
  readonly lockedBy: 'writeback' | 'holder' | null;
  readonly writable: boolean;
  /** Of its blocks. */
  readonly dirtyBlocks: readonly boolean[];
  readonly uptodateBlocks: readonly boolean[];
};

export type HeldMapping = {
  readonly type: 'hole' | 'delalloc' | 'unwritten' | 'written' | 'cow';
  readonly offset: number;
  readonly length: number;
  readonly cookie: number;
  /** The extents have changed since. */
  readonly outOfDate: boolean;
  /** Folios it pins, by index. */
  readonly batch: readonly number[];
};
