import { AppError } from '@/lib/base/app-error.ts';
import { CHOICES_MAX } from '@/lib/sim/state-set.ts';
import { DEFAULT_EVENTS } from '@/lib/sim/zero-range/background.ts';
import type { Observer } from '@/lib/sim/zero-range/kernel.ts';
import { type Layout, layOut } from '@/lib/sim/zero-range/layout.ts';
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
  const windows = windowsOf(scenario, files);
  assertChoices(windows, layout, profile.arbitraryScan);
  return createMachine(k, strategyFor(strategy, profile), windows);
}

/**
 * A step of a path has room for so many choices. Of the usual events at most one can happen to a folio, beside it a
 * store and a holder of its lock; a scan that answers anything has one choice a folio.
 */
function assertChoices(
  windows: readonly (Window | null)[],
  { folios }: Layout,
  arbitraryScan: boolean,
): void {
  for (const window of windows) {
    const kinds = (window?.events ?? []).filter(({ kind }) => kind !== 'release');
    const count = (wanted: (kind: string) => boolean): number =>
      kinds.filter(({ kind }) => wanted(kind)).some(({ folio }) => folio === null)
        ? folios
        : new Set(kinds.filter(({ kind }) => wanted(kind)).map(({ folio }) => folio)).size;
    const isUsual = (kind: string): boolean => kind !== 'store' && kind !== 'hold';
    const most =
      count((kind) => kind === 'store') +
      count((kind) => kind === 'hold') +
      count(isUsual) +
      (arbitraryScan ? folios : 1);
    if (most <= CHOICES_MAX) continue;
    throw new AppError(
      'BOUND_TOO_LARGE',
      `With ${folios} folios up to ${most} things can happen at one step; a path has room for ${CHOICES_MAX}.`,
      'Name folios in the window, such as store(0), or use a smaller file.',
    );
  }
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
