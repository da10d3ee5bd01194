/** The bytes of a state (lib/sim/model.ts). */
export const EVENTS = 0;
/** One of MEMORY. */
export const MEMORY = 1;
/** Up to two lookups and the owner hold references; SATURATED is what refcount_t never leaves again. */
export const COUNT = 2;
/** The object stands in the table. */
export const LINKED = 3;
/** What whoever removes it has done: 0 nothing, 1 taken out, 2 dropped the reference. */
export const REMOVAL = 4;
/** Bit i: the grace period waits for lookup i. */
export const WAITS = 5;
/** Flags BROKEN_*, for ever. */
export const BROKEN = 6;
/** The count has reached zero by a put, and the release that follows is still to come. */
export const DROPPED = 7;
/** Two bytes a lookup: number of its next step, flags. */
const LOOKUPS = 8;
export const LOOKUPS_MAX = 2;
export const STATE_BYTES = LOOKUPS + 2 * LOOKUPS_MAX;

export const LIVE = 0;
/** Handed to kfree_rcu. */
export const DYING = 1;
export const FREED = 2;
/** Another object of the same type. */
export const REUSED = 3;

export const SATURATED = 255;

export const BROKEN_UAF = 1;
export const BROKEN_REVIVED = 2;
export const BROKEN_WRONG = 4;

/** In a read-side section; holding the lock of the table; having a pointer; having a reference. */
export const IN_RCU = 1;
export const HAS_LOCK = 2;
export const HAS_POINTER = 4;
export const HAS_REFERENCE = 8;

export function stepAt(lookup: number): number {
  return LOOKUPS + 2 * lookup;
}

export function flagsAt(lookup: number): number {
  return LOOKUPS + 2 * lookup + 1;
}

export function byte(state: Uint8Array, at: number): number {
  return state[at] as number;
}

export function hasFlag(state: Uint8Array, lookup: number, flag: number): boolean {
  return (byte(state, flagsAt(lookup)) & flag) !== 0;
}

export function setFlags(state: Uint8Array, lookup: number, set: number, clear: number): void {
  state[flagsAt(lookup)] = (byte(state, flagsAt(lookup)) & ~clear) | set;
}

export function breaks(state: Uint8Array, flag: number): void {
  state[BROKEN] = byte(state, BROKEN) | flag;
}

/** Somebody holds the lock of the table. */
export function isLocked(state: Uint8Array): boolean {
  return hasFlag(state, 0, HAS_LOCK) || hasFlag(state, 1, HAS_LOCK);
}
