import fc from 'fast-check';
import { expect, test } from 'vitest';
import { costOf } from '@/lib/sim/zero-range/cost.ts';
import { isAtEnd, isStuck, runForeground } from '@/lib/sim/zero-range/machine.ts';
import { modelOf } from '@/lib/sim/zero-range/model.ts';
import type { Operation, Scenario } from '@/lib/sim/zero-range/operation.ts';
import { prepare } from '@/lib/sim/zero-range/prepare.ts';
import { STRATEGY_IDS, type StrategyName } from '@/lib/sim/zero-range/strategy.ts';
import { drawProfile, drawScenario } from '@/lib/sim/zero-range/test-random-scenario.ts';
import { K } from '@/lib/sim/zero-range/test-scripts.ts';
import { traceState } from '@/lib/sim/zero-range/trace-state.ts';

/**
 * What zero range must satisfy as an operation, whatever is before it and without any background event: ends of files
 * are compared byte by byte. More: DOCKET_LAWS_RUNS=5000 DOCKET_LAWS_SEED=7 npx vitest run lib/sim/zero-range/algebra
 */
const RUNS = Number(process.env['DOCKET_LAWS_RUNS'] ?? 150);
const SEED = Number(process.env['DOCKET_LAWS_SEED'] ?? 5);

/** Right in the specification, as in laws.test.ts. */
const RIGHT: readonly StrategyName[] = [
  'flush-always',
  'flush-if-dirty',
  'folio-batch',
  'folio-batch-before-lookup',
];

const draw = fc.tuple(fc.nat(16), fc.nat(14), fc.nat(14));
const scenario = fc
  .tuple(fc.nat(5), fc.nat(2 ** 9 - 1), fc.array(draw, { minLength: 1, maxLength: 6 }))
  .map(([sizes, switches, draws]) => drawScenario(drawProfile(sizes, switches), draws));
const range = fc.tuple(fc.nat(15), fc.nat(15)).map(([a, b]) => [Math.min(a, b), Math.max(a, b) + 1] as const);
const right = fc.constantFrom(...RIGHT);
/**
 * Below the page size a folio may hold a written block, which zeroing makes dirty, and an unwritten one, for which
 * these then discard it or wait for it in vain: they undo themselves on the cleanest file.
 */
const UNDOING: readonly StrategyName[] = ['invalidate', 'invalidate-check-writeback', 'invalidate-discard'];
const others = fc.constantFrom(
  ...STRATEGY_IDS.map(({ name }) => name).filter((name) => !UNDOING.includes(name)),
);

function check<Input>(inputs: fc.Arbitrary<Input>, law: (input: Input) => void): void {
  fc.assert(fc.property(inputs, law), { seed: SEED, numRuns: RUNS });
}

/** In KiB; what is empty is left out, as the callers of zero range do. */
function zero(from: number, to: number): readonly Operation[] {
  return from < to ? [{ kind: 'zrange', offset: from * K, length: (to - from) * K }] : [];
}

/** The script, then these; a last read so that all of the file is in the cache and can be looked at. */
function then(given: Scenario, ...operations: readonly Operation[]): Scenario {
  const added = operations.map((operation) => ({ operation, window: null }));
  return { ...given, statements: [...given.statements, ...added] };
}

const READ: Operation = { kind: 'pread', offset: 0, length: 32 * K };
const REMOUNTED: readonly Operation[] = [{ kind: 'fsync' }, { kind: 'remount' }, READ];

/** Size and bytes of the file, one for each KiB; null where the script goes round for ever. */
function fileAfter(given: Scenario, name: StrategyName): readonly unknown[] | null {
  const machine = prepare(given, name, null);
  modelOf(machine).model.writeInitial(machine.k.state);
  while (!isAtEnd(machine)) {
    if (isStuck(machine)) return null;
    runForeground(machine, 0);
  }
  const { size, cells } = traceState(machine.k, 0, null);
  const bytes = cells.flatMap(({ offset, length, cache }) =>
    Array.from({ length: length / K }, (_, index) => (offset + index * K < size ? [cache] : [])).flat(),
  );
  return [size, ...bytes];
}

/** What zeroing [from, to), in KiB, makes of a file. */
function zeroed(file: readonly unknown[], from: number, to: number): readonly unknown[] {
  return file.map((byte, index) => (index > from && index <= to ? 0 : byte));
}

test('zeroing changes its range to zeroes and nothing else', () => {
  check(fc.tuple(scenario, range, right), ([given, [from, to], name]) => {
    for (const end of [[READ], REMOUNTED]) {
      const before = fileAfter(then(given, ...end), name);
      const after = fileAfter(then(given, ...zero(from, to), ...end), name);
      expect(after).toEqual(zeroed(before ?? [], from, to));
    }
  });
});

test('over what was flushed and dropped, it does with every strategy that leaves its own folios alone', () => {
  check(fc.tuple(scenario, range, others), ([given, [from, to], name]) => {
    const clean = then(given, { kind: 'preflush' });
    const before = fileAfter(then(clean, READ), name);
    if (before === null) return;
    for (const end of [[READ], REMOUNTED]) {
      expect(fileAfter(then(clean, ...zero(from, to), ...end), name)).toEqual(zeroed(before, from, to));
    }
  });
});

test('a range in two parts is the range, wherever it is cut, in either order, and twice is once', () => {
  check(fc.tuple(scenario, range, fc.nat(16), right), ([given, [from, to], near, name]) => {
    const cut = Math.min(Math.max(from, near), to);
    for (const end of [[READ], REMOUNTED]) {
      const whole = fileAfter(then(given, ...zero(from, to), ...end), name);
      expect(fileAfter(then(given, ...zero(from, cut), ...zero(cut, to), ...end), name)).toEqual(whole);
      expect(fileAfter(then(given, ...zero(cut, to), ...zero(from, cut), ...end), name)).toEqual(whole);
      expect(fileAfter(then(given, ...zero(from, to), ...zero(from, to), ...end), name)).toEqual(whole);
    }
  });
});

test('a longer range waits for no fewer flushes, and neither lookups nor folios are fewer', () => {
  check(fc.tuple(scenario, range, fc.nat(4), right), ([given, [from, to], more, name]) => {
    const short = costOf(then(given, ...zero(from, to)), name);
    const long = costOf(then(given, ...zero(from, Math.min(16, to + more))), name);
    if (short === null || long === null) return;
    const kinds = ['flushWaits', 'foliosWritten', 'lookups'] as const;
    expect(kinds.filter((kind) => long[kind] < short[kind])).toEqual([]);
  });
});

test('to flush on condition never waits more often than to flush always', () => {
  check(scenario, (given) => {
    const waits = (name: StrategyName): number => costOf(given, name)?.flushWaits ?? 0;
    expect(waits('flush-if-dirty')).toBeLessThanOrEqual(waits('flush-always'));
  });
});
