import { describe, expect, test } from 'vitest';
import { checkScenario } from '@/lib/sim/zero-range/check.ts';
import type { Operation, Window } from '@/lib/sim/zero-range/operation.ts';
import type { Profile } from '@/lib/sim/zero-range/profile.ts';
import type { StrategyName } from '@/lib/sim/zero-range/strategy.ts';
import { STRATEGY_IDS } from '@/lib/sim/zero-range/strategy.ts';
import {
  BOUNDS,
  falloc,
  K,
  mwrite,
  pwrite,
  script,
  truncate,
  verdict,
} from '@/lib/sim/zero-range/test-scripts.ts';

describe('every switch of the profile decides something', () => {
  const isDifferent = (
    operations: readonly Operation[],
    strategy: StrategyName,
    off: Partial<Profile>,
    on: Partial<Profile>,
  ): readonly [string, string] => [
    verdict(script(operations, off), strategy),
    verdict(script(operations, on), strategy),
  ];

  test('iomap_valid: without it the dirty scan loses data', () => {
    const operations = [falloc(0, 4), pwrite(0, 4), truncate(2)];
    expect(isDifferent(operations, 'scan-revalidate', { iomapValid: false }, {})).toEqual([
      'LOSS POSTEOF',
      '',
    ]);
  });

  test('iomap_valid: without it a delayed allocation ages too, and only a flush before the lookup is right', () => {
    const operations = [pwrite(0, 4), truncate(2)];
    const found = STRATEGY_IDS.filter(
      ({ name }) => verdict(script(operations, { iomapValid: false }), name) === '',
    ).map(({ code }) => code);
    expect(found).toEqual(['S1', 'S2', 'S5']);
  });

  test('order: lowering i_size first saves even the old code', () => {
    const operations = [falloc(0, 4), pwrite(0, 4), truncate(2)];
    expect(isDifferent(operations, 'skip', {}, { order: 'ext4' })).toEqual(['POSTEOF', '']);
  });

  test('isize_zeroing: right without events, racy with them', () => {
    const operations = [pwrite(0, 2), mwrite(2, 2), truncate(8)];
    const given = script(operations, { block: K, isizeZeroing: true });
    expect(checkScenario(given, 'folio-batch-cow-mapping', BOUNDS)).toMatchObject({
      verdict: ['STALE'],
      deterministic: [],
    });
    const without = script(operations, { block: K });
    expect(checkScenario(without, 'folio-batch-cow-mapping', BOUNDS).deterministic).toEqual(['STALE']);
  });

  test('delalloc_post_eof: what is converted is not zeroed as data', () => {
    const operations: readonly Operation[] = [
      { kind: 'delalloc_prealloc', offset: 0, length: 16 * K },
      pwrite(0, 4),
      pwrite(12, 4),
    ];
    const folios = [false, true].map(
      (delallocPostEof) =>
        checkScenario(script(operations, { delallocPostEof }), 'skip', BOUNDS).cost?.foliosWritten,
    );
    expect(folios).toEqual([4, 2]);
  });

  test('zoned: the block in flight is in neither fork, and a hole that is skipped is not one', () => {
    const operations = [pwrite(0, 4), truncate(2)];
    expect(isDifferent(operations, 'folio-batch-no-hole-flush', {}, { zoned: true })).toEqual([
      '',
      'POSTEOF',
    ]);
    expect(verdict(script(operations, { zoned: true }), 'folio-batch-cow-mapping')).toBe('');
    expect(verdict(script(operations, { zoned: true }), 'folio-batch')).toBe('');
  });

  test('batch: a small one asks again, a failed allocation flushes, and under a handle waits for itself', () => {
    const operations: readonly Operation[] = [
      falloc(0, 16),
      pwrite(0, 16),
      { kind: 'zrange', offset: 0, length: 16 * K },
    ];
    const lookups = [31, 2, 1].map(
      (batch) => checkScenario(script(operations, { batch }), 'folio-batch', BOUNDS).cost?.lookups,
    );
    expect(lookups).toEqual([1, 2, 4]);
    const shrink = [falloc(0, 4), pwrite(0, 4), truncate(2)];
    expect(isDifferent(shrink, 'folio-batch', { batch: 0 }, { batch: 0, order: 'ext4' })).toEqual([
      '',
      'DEADLOCK',
    ]);
  });

  test('force_zero_range: fzero does not flush', () => {
    const fzero: Operation = { kind: 'fzero', offset: 0, length: 8 * K, keepSize: true };
    const operations = [falloc(0, 8), pwrite(0, 8), fzero];
    expect(isDifferent(operations, 'skip', {}, { forceZeroRange: true })).toEqual(['', 'STALE']);
  });

  test('hole_valid: a head over a hole that is validated is not lost', () => {
    const operations: readonly Operation[] = [
      truncate(8),
      { kind: 'cow_prealloc', offset: 0, length: 8 * K },
      pwrite(4, 4),
      truncate(6),
    ];
    expect(
      isDifferent(operations, 'zero-partial-eof', { cow: true }, { cow: true, holeValid: true }),
    ).toEqual(['LOSS', '']);
  });

  test('arbitrary_scan: a position read without a reference skips what it should zero', () => {
    const operations: readonly Operation[] = [
      falloc(0, 8),
      pwrite(0, 8),
      { kind: 'zrange', offset: 0, length: 8 * K },
    ];
    expect(isDifferent(operations, 'scan-revalidate', {}, { arbitraryScan: true })).toEqual(['', 'STALE']);
  });

  test('invalidate_lock: a fault during write extension, whose stores may stay', () => {
    const operations = [falloc(0, 1), pwrite(0, 1), mwrite(3, 1), { kind: 'fsync' } as const, pwrite(12, 4)];
    const store: Window = { from: null, to: 'copy', events: [{ kind: 'store', folio: null }] };
    const states = [true, false].map((invalidateLock) =>
      checkScenario(script(operations, { invalidateLock }, store), 'flush-always', BOUNDS),
    );
    expect(states.map(({ verdict: found }) => found)).toEqual([[], []]);
    expect(states[1]?.states).toBeGreaterThan(states[0]?.states ?? 0);
  });
});
