import { AppError } from '@/lib/base/app-error.ts';
import { DEFAULT_EVENTS } from '@/lib/sim/zero-range/background.ts';
import type { Observer } from '@/lib/sim/zero-range/kernel.ts';
import { layOut } from '@/lib/sim/zero-range/layout.ts';
import { createMachine, type Machine } from '@/lib/sim/zero-range/machine.ts';
import type { Operation, Scenario, Window } from '@/lib/sim/zero-range/operation.ts';
import { type Expected, expectFile } from '@/lib/sim/zero-range/oracle.ts';
import { strategyFor } from '@/lib/sim/zero-range/strategies/table.ts';
import type { StrategyName } from '@/lib/sim/zero-range/strategy.ts';
import { findValues } from '@/lib/sim/zero-range/values.ts';

/** Statements are counted in a byte. */
const STATEMENTS_MAX = 250;

/** A scenario with a strategy as a machine. AppError for scripts and profiles that cannot be run. */
export function prepare(scenario: Scenario, strategy: StrategyName, observer: Observer | null): Machine {
  const { profile, statements } = scenario;
  if (statements.length === 0 || statements.length > STATEMENTS_MAX) {
    throw new AppError(
      statements.length === 0 ? 'BAD_INPUT' : 'BOUND_TOO_LARGE',
      `The script has ${statements.length} commands.`,
      `Write 1 to ${STATEMENTS_MAX}.`,
    );
  }
  const operations = statements.map(({ operation }) => operation);
  if (!profile.cow && !profile.zoned && operations.some(({ kind }) => kind === 'cow_prealloc')) {
    throw new AppError(
      'BAD_INPUT',
      'cow_prealloc needs a file with a COW fork.',
      'Set cow=1 in the profile.',
    );
  }
  const layout = layOut(scenario);
  const values = findValues(operations);
  const files = expectFile(layout, values, profile.page, profile.block, statements);
  const state = new Uint8Array(layout.stateBytes);
  const k = { scenario, profile, layout, values, files, state, observer };
  return createMachine(k, strategyFor(strategy, profile), windowsOf(scenario, files));
}

const ALL_EVENTS = DEFAULT_EVENTS.map((kind) => ({ kind, folio: null }));

/**
 * The windows of a script, or where it has none, every default event while its last operation that zeroes or
 * changes the size does that. The copy of a write is neither.
 */
function windowsOf({ statements }: Scenario, files: readonly Expected[]): readonly (Window | null)[] {
  if (statements.some(({ window }) => window !== null)) return statements.map(({ window }) => window);
  const last = statements.findLastIndex(({ operation }, index) =>
    zeroesOrResizes(operation, files[index]?.size !== files[index + 1]?.size),
  );
  return statements.map(({ operation }, index) =>
    index === last
      ? { from: null, to: operation.kind === 'pwrite' ? 'copy' : null, events: ALL_EVENTS }
      : null,
  );
}

function zeroesOrResizes(operation: Operation, sizeChanges: boolean): boolean {
  switch (operation.kind) {
    case 'truncate':
    case 'fpunch':
    case 'fzero':
    case 'fcollapse':
    case 'finsert':
    case 'zrange':
      return true;
    default:
      return sizeChanges;
  }
}
