import { assertBounds, boundStates } from '@/lib/sim/assert-bounds.ts';
import type { Bounds } from '@/lib/sim/bounds.ts';
import type { Path } from '@/lib/sim/path.ts';
import type { Property } from '@/lib/sim/property.ts';
import { runSearch } from '@/lib/sim/run-search.ts';
import { searchModel } from '@/lib/sim/search.ts';
import { folioBits } from '@/lib/sim/zero-range/cache.ts';
import { byte, type Kernel } from '@/lib/sim/zero-range/kernel.ts';
import type { Machine } from '@/lib/sim/zero-range/machine.ts';
import { modelOf } from '@/lib/sim/zero-range/model.ts';
import type { Scenario } from '@/lib/sim/zero-range/operation.ts';
import { prepare } from '@/lib/sim/zero-range/prepare.ts';
import { onDisk } from '@/lib/sim/zero-range/properties.ts';
import { DIRTY, DISK_SIZE, END, POSITION, SIZE, ZERO, ZERO_STEP } from '@/lib/sim/zero-range/state.ts';
import type { StrategyName } from '@/lib/sim/zero-range/strategy.ts';

/**
 * What happens without being wrong, or is not the fault of the strategy; mails argue about it all the same.
 */
export type Observation = {
  readonly name: 'crash-posteof' | 'several-dirty-folios' | 'dirty-behind-eof' | 'clean-file-dirtied';
  /** Shortest way to a state that shows it; null: no state within the bounds does. */
  readonly path: Path | null;
};

/**
 * Looks for states that show
 *
 * - `crash-posteof`: a crash now leaves bytes behind EOF in its block on disk. Every strategy can, when
 *   writeback ran before the truncate;
 * - `several-dirty-folios`: zero range begins with more than one dirty folio before it. The cover letter of
 *   the RFC assumes that no caller does that (20240718130212.23905-1);
 * - `dirty-behind-eof`: a folio that begins behind EOF is dirty, of which v6.13 warns (eb65540aa9fc);
 * - `clean-file-dirtied`: a folio is dirty although the script writes nothing: zeroing made work of a clean
 *   block, which counting a locked folio as dirty can do (ZpmycN7FraEm+jRs).
 */
export function observeScenario(
  scenario: Scenario,
  strategy: StrategyName,
  bounds: Bounds,
): readonly Observation[] {
  assertBounds(bounds);
  const machine = prepare(scenario, strategy, null);
  const { model } = modelOf(machine, observations(machine));
  const statesMax = boundStates(bounds.statesMax, model.stateBytes);
  const { discoveries } = runSearch(searchModel(model, { ...bounds, statesMax }, 'none'));
  return discoveries.map(({ property, path }) => ({
    name: property as Observation['name'],
    path,
  }));
}

function observations({ k }: Machine): readonly Property[] {
  const sometimes = (name: Observation['name'], holds: () => boolean): Property => ({
    kind: 'sometimes',
    name,
    holds: (state) => {
      k.state = state;
      return holds();
    },
  });
  const writes = k.scenario.statements.some(({ operation }) => /^(?:pwrite|mwrite)$/.test(operation.kind));
  return [
    sometimes('crash-posteof', () => leavesBytesBehindEof(k)),
    sometimes('several-dirty-folios', () => byte(k.state, ZERO_STEP) === 1 && countDirty(k) > 1),
    sometimes('dirty-behind-eof', () => isDirtyBehindEof(k)),
    sometimes('clean-file-dirtied', () => !writes && isAnyDirty(k)),
  ];
}

function leavesBytesBehindEof(k: Kernel): boolean {
  const size = byte(k.state, DISK_SIZE);
  const block = byte(k.layout.blockOf, size);
  if (byte(k.layout.blockStart, block) === size) return false;
  for (let cell = size; cell < byte(k.layout.blockStart, block + 1); cell++) {
    if (onDisk(k, cell) !== ZERO) return true;
  }
  return false;
}

/** In the range that is to be zeroed. */
function countDirty(k: Kernel): number {
  let count = 0;
  const last = byte(k.layout.folioOf, byte(k.state, END) - 1);
  for (let folio = byte(k.layout.folioOf, byte(k.state, POSITION)); folio <= last; folio++) {
    if ((folioBits(k, folio) & DIRTY) !== 0) count++;
  }
  return count;
}

function isDirtyBehindEof(k: Kernel): boolean {
  for (let folio = 0; folio < k.layout.folios; folio++) {
    const isBehind = byte(k.layout.folioStart, folio) >= byte(k.state, SIZE);
    if (isBehind && (folioBits(k, folio) & DIRTY) !== 0) return true;
  }
  return false;
}

function isAnyDirty(k: Kernel): boolean {
  for (let folio = 0; folio < k.layout.folios; folio++) {
    if ((folioBits(k, folio) & DIRTY) !== 0) return true;
  }
  return false;
}
