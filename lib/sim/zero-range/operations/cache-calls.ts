import { dropFolio, dropRange, folioBits } from '@/lib/sim/zero-range/cache.ts';
import { byte, type Kernel } from '@/lib/sim/zero-range/kernel.ts';
import type { Layout } from '@/lib/sim/zero-range/layout.ts';
import type { Operation } from '@/lib/sim/zero-range/operation.ts';
import { DIRTY, HELD, LOCKED, PRESENT, STATEMENT, WRITEBACK } from '@/lib/sim/zero-range/state.ts';
import { flush, lockAndClear, submit, waitForWriteback } from '@/lib/sim/zero-range/writeback.ts';

/** fsync, preflush and the like: everything is written back. */
export function flushFile(k: Kernel): void {
  flush(k, 0, k.layout.cells);
}

export function dropFile(k: Kernel): void {
  dropRange(k, 0, k.layout.cells);
}

/** sync_range -w: starts writeback of the dirty folios, waits for none. */
export function startWriteback(k: Kernel, from: number, to: number): void {
  forEachFolio(k, from, to, (folio) => {
    if ((folioBits(k, folio) & (DIRTY | WRITEBACK | LOCKED | HELD)) !== DIRTY) return;
    lockAndClear(k, folio);
    submit(k, folio);
  });
}

/** sync_range -a: waits for writeback that was started, starts none. */
export function awaitWriteback(k: Kernel, from: number, to: number): void {
  let waited = false;
  forEachFolio(k, from, to, (folio) => {
    if ((folioBits(k, folio) & (WRITEBACK | LOCKED)) !== 0 && waitForWriteback(k, folio)) waited = true;
  });
  if (k.observer !== null && waited) k.observer.flushWaits++;
}

/**
 * fadvise -d: starts writeback, then drops the folios of the range that are clean and that no program has mapped
 * (mapping_evict_folio counts references). Folios across its ends stay.
 */
export function dontNeed(k: Kernel, from: number, to: number): void {
  startWriteback(k, from, to);
  const mapped = mappedFolios(k);
  forEachFolio(k, from, to, (folio) => {
    const isWhole = byte(k.layout.folioStart, folio) >= from && byte(k.layout.folioStart, folio + 1) <= to;
    const isClean = (folioBits(k, folio) & (PRESENT | DIRTY | WRITEBACK | LOCKED | HELD)) === PRESENT;
    if (isWhole && isClean && !mapped.has(folio)) dropFolio(k, folio);
  });
}

/**
 * Folios that programs reached through a mapping, writable or not, since they were last unmapped. By the script, for a
 * state has no room for it: what reclaim took and a plain read brought back counts as mapped still.
 */
function mappedFolios(k: Kernel): ReadonlySet<number> {
  const { layout, scenario, state } = k;
  const mapped = new Set<number>();
  const done = byte(state, STATEMENT);
  for (const [index, { operation }] of scenario.statements.slice(0, done).entries()) {
    const at = (bytes: number): number => layout.positionOf.get(bytes) as number;
    if (operation.kind === 'mwrite' || operation.kind === 'mread') {
      const from = at(operation.offset);
      forEachFolio(k, from, at(operation.offset + operation.length), (folio) => mapped.add(folio));
    } else if (operation.kind === 'munmap' || operation.kind === 'remount' || operation.kind === 'preflush') {
      mapped.clear();
    } else {
      const [from, to] = unmapped(operation, k.files[index + 1]?.size ?? 0, layout);
      for (const folio of mapped) {
        const isHit = byte(layout.folioStart, folio) < to && byte(layout.folioStart, folio + 1) > from;
        if (isHit) mapped.delete(folio);
      }
    }
  }
  return mapped;
}

/** The positions an operation takes out of mappings: what it drops of the cache, or what is behind its new EOF. */
function unmapped(operation: Operation, size: number, layout: Layout): readonly [from: number, to: number] {
  switch (operation.kind) {
    case 'truncate': {
      const folio = size === layout.cells ? layout.folios : byte(layout.folioOf, size);
      const isWhole = folio < layout.folios && byte(layout.folioStart, folio) < size;
      return [isWhole ? byte(layout.folioStart, folio + 1) : size, layout.cells];
    }
    case 'fpunch':
    case 'fzero':
      return [
        layout.positionOf.get(operation.offset) as number,
        layout.positionOf.get(operation.offset + operation.length) as number,
      ];
    case 'fcollapse':
    case 'finsert':
      return [Math.max(0, (layout.positionOf.get(operation.offset) as number) - 1), layout.cells];
    default:
      return [0, 0];
  }
}

function forEachFolio(k: Kernel, from: number, to: number, visit: (folio: number) => void): void {
  if (from >= to) return;
  const last = byte(k.layout.folioOf, to - 1);
  for (let folio = byte(k.layout.folioOf, from); folio <= last; folio++) visit(folio);
}
