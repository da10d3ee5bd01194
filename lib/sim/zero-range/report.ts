import type * as report from '@/lib/sim/report.ts';
import type { Profile } from '@/lib/sim/zero-range/profile.ts';
import type { StrategyCode, StrategyName } from '@/lib/sim/zero-range/strategy.ts';

/** In the order of reports, which is that of the alphabet. */
export const VIOLATIONS = ['CRASH', 'DEADLOCK', 'LIVE', 'LOSS', 'POSTEOF', 'STALE'] as const;
export type Violation = (typeof VIOLATIONS)[number];

export type CheckReport = Omit<report.CheckReport<Violation, TraceState>, 'profile'> & {
  readonly domain: 'zero-range';
  readonly strategy: StrategyName;
  readonly code: StrategyCode;
  readonly profile: Profile;
  readonly cost: Cost | null;
};
export type Counterexample = report.Counterexample<Violation, TraceState>;
export type TraceStep = report.TraceStep<TraceState>;
export type Explored = report.Explored<Violation, TraceState>;

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
