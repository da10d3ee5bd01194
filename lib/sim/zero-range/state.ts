/**
 * One state is a row of bytes: this header, then one byte per block, two per folio, the batch, one per cell.
 * Positions are indices of cells (layout.ts), so each fits a byte. Fields without a meaning are zero: a state
 * has one form.
 */

/** Index of the statement that runs or comes next. */
export const STATEMENT = 0;
/** Step of its operation that comes next; 0 is before it takes its locks. */
export const STEP = 1;
/** Step of the strategy that comes next, counted from 1; 0 outside of zero range. */
export const ZERO_STEP = 2;
/** Background events so far. */
export const EVENTS = 3;
export const FLAGS = 4;
/** Lookups at the same position since the last background event. */
export const ROUNDS = 5;
/** i_size. */
export const SIZE = 6;
/** The size that a crash leaves. */
export const DISK_SIZE = 7;
/** What is left of the range to zero. */
export const POSITION = 8;
export const END = 9;
/** The mapping that is held: one of MAP_*, and how far it reaches. */
export const MAP = 10;
export const MAP_END = 11;
/** Where the scan or the walk through the cache stands. */
export const SCAN = 12;
/** Zeroing the head alone: the end of the whole range. Batch before the lookup: how far it reaches. */
export const LIMIT = 13;
export const HEADER_BYTES = 14;

export const WINDOW_OPEN = 1;
export const DID_ZERO = 2;
export const RANGE_DIRTY = 4;
/** The data fork has changed since the lookup. */
export const DATA_STALE = 8;
/** The COW fork has changed since the lookup. */
export const COW_STALE = 16;
/** Invalidation met a dirty folio. */
export const BUSY = 32;
/** A flush under an open transaction handle waits for itself. */
export const DEADLOCKED = 64;

export const MAP_NONE = 0;
export const MAP_HOLE = 1;
export const MAP_DELALLOC = 2;
export const MAP_UNWRITTEN = 3;
export const MAP_WRITTEN = 4;
/** COW blocks over a hole, reported as data (2026, 20260309134506.167663-9). */
export const MAP_COW = 5;
export const MAP_TYPE = 7;
/** The COW fork has blocks here too, so its cookie counts as well. */
export const MAP_SHARED = 8;
/** The mapping came with a batch of folios; nothing else of it needs zeroing. */
export const MAP_BATCH = 16;

/** Block byte: the data fork in the low two bits, the COW fork in the next two. */
export const HOLE = 0;
export const DELALLOC = 1;
export const UNWRITTEN = 2;
export const WRITTEN = 3;
export const DATA_FORK = 3;
export const COW_DELALLOC = 4;
export const COW_UNWRITTEN = 8;
/** Zoned: taken from the COW fork at submit, not yet in the data fork. */
export const COW_IN_FLIGHT = 12;
export const COW_FORK = 12;
export const UPTODATE = 16;
export const BLOCK_DIRTY = 32;
/** Part of the writeback in flight, and whether that goes to the COW fork's block. */
export const IN_FLIGHT = 64;
export const VIA_COW = 128;

/** Folio byte. */
export const PRESENT = 1;
export const DIRTY = 2;
export const WRITEBACK = 4;
/**
 * Writeback has cleared the dirty bit and not yet submitted: neither dirty nor under writeback, only locked.
 */
export const LOCKED = 8;
/** Somebody else has the lock: readahead, migration. */
export const HELD = 16;
/** A program has it mapped writable. */
export const WRITABLE = 32;
/** The device has the data, writeback has not ended yet. */
export const CONVERTED = 64;

/** Cell byte: the cache in the low four bits, the disk in the high four. Values are codes (values.ts). */
export const CACHE = 15;
export const DISK_SHIFT = 4;
export const ZERO = 0;
export const GARBAGE = 1;
