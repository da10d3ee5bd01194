import type { Profile } from '@/lib/sim/zero-range/profile.ts';

/** One command of a script. Offsets, lengths and sizes in bytes, `byte` 0 to 255. */
export type Operation =
  | { readonly kind: 'pwrite'; readonly offset: number; readonly length: number; readonly byte: number }
  | { readonly kind: 'pread'; readonly offset: number; readonly length: number }
  | { readonly kind: 'mmap'; readonly offset: number; readonly length: number; readonly writable: boolean }
  | { readonly kind: 'munmap' }
  | { readonly kind: 'mwrite'; readonly offset: number; readonly length: number; readonly byte: number }
  | { readonly kind: 'mread'; readonly offset: number; readonly length: number }
  | { readonly kind: 'msync'; readonly offset: number; readonly length: number }
  | { readonly kind: 'truncate'; readonly size: number }
  | { readonly kind: 'falloc'; readonly offset: number; readonly length: number; readonly keepSize: boolean }
  | { readonly kind: 'fpunch'; readonly offset: number; readonly length: number }
  | { readonly kind: 'fzero'; readonly offset: number; readonly length: number; readonly keepSize: boolean }
  | { readonly kind: 'fcollapse'; readonly offset: number; readonly length: number }
  | { readonly kind: 'finsert'; readonly offset: number; readonly length: number }
  /** Also fdatasync, sync and syncfs: with one file they do the same. */
  | { readonly kind: 'fsync' }
  /** Length 0 is to the end of the file. `-w` starts writeback, `-a` waits for writeback that was started. */
  | {
      readonly kind: 'sync_range';
      readonly mode: 'write' | 'wait';
      readonly offset: number;
      readonly length: number;
    }
  /** `fadvise -d`; length 0 is to the end of the file. */
  | { readonly kind: 'dontneed'; readonly offset: number; readonly length: number }
  /** Unmount and mount: everything is written back, the cache is empty. */
  | { readonly kind: 'remount' }
  /** Fixture: COW-fork preallocation over whatever the data fork has. */
  | { readonly kind: 'cow_prealloc'; readonly offset: number; readonly length: number }
  /**
   * Fixture: delayed allocation over the holes of a range, as speculative preallocation beyond EOF leaves it.
   */
  | { readonly kind: 'delalloc_prealloc'; readonly offset: number; readonly length: number }
  /** Fixture: what flushing callers do first under both locks: flush the file, drop its cache. */
  | { readonly kind: 'preflush' }
  /** Fixture: the bare zero range. */
  | { readonly kind: 'zrange'; readonly offset: number; readonly length: number };

/** Background actions by their names in windows; `null` as folio is any folio. */
export type BackgroundEvent = { readonly kind: BackgroundKind; readonly folio: number | null };

export const BACKGROUND_KINDS = [
  /**
   * Writeback locks the folio, clears its dirty bit, write-protects it. Together with `submit` it is `wb` in
   * scripts.
   */
  'lock_clear',
  /** Writeback reads i_size, maps the blocks, marks the folio under writeback, unlocks it. */
  'submit',
  /**
   * The device has the data: unwritten becomes written, COW blocks move into the data fork, disk size grows.
   */
  'convert',
  /** Writeback ends. */
  'end',
  /** A clean folio nobody uses leaves the cache. */
  'reclaim',
  /** A store through a page that is still writable. Never by default: the program races with itself. */
  'store',
  /** Somebody (readahead, migration) takes and gives back the lock of a folio. Never by default. */
  'hold',
  'release',
] as const;
export type BackgroundKind = (typeof BACKGROUND_KINDS)[number];

/**
 * When background events may happen while one operation runs: after the step `from` was done (null: from the
 * start), until the step `to` is about to be done (null: to the return). Names are those of STEP_NAMES.
 */
export type Window = {
  readonly from: string | null;
  readonly to: string | null;
  /** Empty: no event at all. */
  readonly events: readonly BackgroundEvent[];
};

export type Statement = { readonly operation: Operation; readonly window: Window | null };

/**
 * What is checked. With no window in any statement, the last operation that zeroes or changes the size gets
 * the window of every default event at every step of its zeroing and size change.
 */
export type Scenario = {
  readonly domain: 'zero-range';
  readonly name: string;
  readonly profile: Profile;
  readonly statements: readonly Statement[];
  readonly expectations: readonly Expectation[];
};

/**
 * Beside the verdict, which compares with what the script wrote. `read`: these bytes read as `byte` through
 * the cache at the end. `posteof`: so do, on disk after everything is written back, the bytes of the EOF
 * block behind EOF.
 */
export type Expectation =
  | { readonly kind: 'read'; readonly offset: number; readonly length: number; readonly byte: number }
  | { readonly kind: 'posteof'; readonly byte: number };
