import { dropFolio, folioBits } from '@/lib/sim/zero-range/cache.ts';
import { byte, type Kernel } from '@/lib/sim/zero-range/kernel.ts';
import type { BackgroundKind, Window } from '@/lib/sim/zero-range/operation.ts';
import { BACKGROUND_KINDS } from '@/lib/sim/zero-range/operation.ts';
import { storeMapped } from '@/lib/sim/zero-range/operations/write.ts';
import {
  CONVERTED,
  DIRTY,
  EVENTS,
  HELD,
  LOCKED,
  PRESENT,
  ROUNDS,
  SIZE,
  STATEMENT,
  WRITABLE,
  WRITEBACK,
} from '@/lib/sim/zero-range/state.ts';
import { codeOf } from '@/lib/sim/zero-range/values.ts';
import { convert, endWriteback, lockAndClear, submit } from '@/lib/sim/zero-range/writeback.ts';
import { isInBatch } from '@/lib/sim/zero-range/zero-range.ts';

/** Number of each kind: its place in BACKGROUND_KINDS. */
const LOCK_CLEAR = 0;
const SUBMIT = 1;
const CONVERT = 2;
const END_WRITEBACK = 3;
const RECLAIM = 4;
const STORE = 5;
const HOLD = 6;
const RELEASE = 7;

/** Those that happen when a script has no window. Stores and holders are named or they do not happen. */
export const DEFAULT_EVENTS: readonly BackgroundKind[] = [
  'lock_clear',
  'submit',
  'convert',
  'end',
  'reclaim',
];

/** Per folio, the kinds that a window allows, one bit each. */
export function allowedKinds(window: Window | null, folios: number): Uint8Array {
  const allowed = new Uint8Array(folios);
  for (const { kind, folio } of window?.events ?? []) {
    const bit = 1 << BACKGROUND_KINDS.indexOf(kind);
    for (let index = 0; index < folios; index++) {
      if (folio === null || folio === index) allowed[index] = byte(allowed, index) | bit;
    }
  }
  return allowed;
}

/**
 * The kinds that can happen to a folio in this state, one bit each: what no lock and no reference forbids.
 */
export function possibleKinds(k: Kernel, folio: number): number {
  const bits = folioBits(k, folio);
  const stores = (bits & WRITABLE) !== 0 || mayFault(k, folio) ? 1 << STORE : 0;
  if ((bits & PRESENT) === 0) return stores;
  if ((bits & LOCKED) !== 0) return 1 << SUBMIT;
  let kinds = stores;
  if ((bits & HELD) !== 0) kinds |= 1 << RELEASE;
  else kinds |= 1 << HOLD;
  if ((bits & WRITEBACK) !== 0) return kinds | ((bits & CONVERTED) === 0 ? 1 << CONVERT : 1 << END_WRITEBACK);
  if ((bits & HELD) !== 0) return kinds;
  if ((bits & DIRTY) !== 0) return kinds | (1 << LOCK_CLEAR);
  return isInBatch(k, folio) ? kinds : kinds | (1 << RECLAIM);
}

/** One background event. It helps whoever goes round, so rounds are counted anew. */
export function happen(k: Kernel, kind: number, folio: number): void {
  k.state[EVENTS] = byte(k.state, EVENTS) + 1;
  k.state[ROUNDS] = 0;
  const action = ACTIONS[kind] as (k: Kernel, folio: number) => void;
  action(k, folio);
}

/** By number of the kind. */
const ACTIONS: readonly ((k: Kernel, folio: number) => void)[] = [
  lockAndClear,
  submit,
  convert,
  endWriteback,
  dropFolio,
  storeAgain,
  (k, folio) => {
    k.state[k.layout.foliosAt + folio] = folioBits(k, folio) | HELD;
  },
  (k, folio) => {
    k.state[k.layout.foliosAt + folio] = folioBits(k, folio) & ~HELD;
  },
];

/**
 * The program repeats its stores to a folio, through pages that are writable or that it may fault in again.
 */
function storeAgain(k: Kernel, folio: number): void {
  const { layout } = k;
  forEachStore(k, folio, (from, to, code) => {
    storeMapped(k, from, to, code);
    for (let cell = from; cell < to; cell++) {
      const mark = layout.storesAt + (cell >> 3);
      k.state[mark] = byte(k.state, mark) | (1 << (cell & 7));
    }
  });
}

/** Without the invalidate lock (write extension before v6.12) a page can fault in while a range is zeroed. */
function mayFault(k: Kernel, folio: number): boolean {
  if (k.profile.invalidateLock) return false;
  if (k.scenario.statements[byte(k.state, STATEMENT)]?.operation.kind !== 'pwrite') return false;
  let found = false;
  forEachStore(k, folio, () => {
    found = true;
  });
  return found;
}

/** The stores so far that lie in a folio and before the end of the EOF page, as positions. */
function forEachStore(
  k: Kernel,
  folio: number,
  visit: (from: number, to: number, code: number) => void,
): void {
  const { layout } = k;
  const size = byte(k.state, SIZE);
  const mapped = size === 0 ? 0 : byte(layout.pageStart, byte(layout.pageOf, size - 1) + 1);
  for (const { operation } of k.scenario.statements.slice(0, byte(k.state, STATEMENT))) {
    if (operation.kind !== 'mwrite') continue;
    const from = layout.positionOf.get(operation.offset) as number;
    const to = layout.positionOf.get(operation.offset + operation.length) as number;
    const start = Math.max(from, byte(layout.folioStart, folio));
    const end = Math.min(to, mapped, byte(layout.folioStart, folio + 1));
    if (start < end) visit(start, end, codeOf(k.values, operation.byte));
  }
}

const SAYS: Readonly<Record<BackgroundKind, readonly [actor: string, action: string]>> = {
  lock_clear: ['writeback', 'locks folio #, clears its dirty bit and write-protects it'],
  submit: ['writeback', 'reads i_size, submits folio # and unlocks it'],
  convert: ['completion', 'completes the I/O of folio #'],
  end: ['completion', 'ends writeback of folio #'],
  reclaim: ['reclaim', 'drops folio #, which is clean'],
  store: ['store', 'stores into folio # through a page that is still writable'],
  hold: ['holder', 'takes the lock of folio #'],
  release: ['holder', 'gives the lock of folio # back'],
};

export function describeEvent(
  kind: number,
  folio: number,
): { readonly actor: string; readonly action: string } {
  const [actor, action] = SAYS[BACKGROUND_KINDS[kind] as BackgroundKind];
  return { actor, action: action.replace('#', String(folio)) };
}
