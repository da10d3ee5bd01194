import { describe, expect, test } from 'vitest';
import { explorePath } from '@/lib/sim/zero-range/explore.ts';
import type { Operation, Window } from '@/lib/sim/zero-range/operation.ts';
import type { StrategyName } from '@/lib/sim/zero-range/strategy.ts';
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

describe('windows', () => {
  const shrink = [falloc(0, 4), pwrite(0, 4), truncate(2)];
  const all = ['lock_clear', 'submit', 'convert', 'end', 'reclaim'] as const;
  const between = (
    from: string | null,
    to: string | null,
    kinds: readonly (typeof all)[number][] = all,
  ): Window => ({
    from,
    to,
    events: kinds.map((kind) => ({ kind, folio: null })),
  });

  test('events happen where the window says and nowhere else', () => {
    expect(verdict(script(shrink, {}, between('lookup', 'setsize')), 'skip')).toBe('POSTEOF');
    // What was submitted before the lookup converts behind it, because setsize waits for it.
    expect(verdict(script(shrink, {}, between(null, 'lookup')), 'skip')).toBe('POSTEOF');
    expect(verdict(script(shrink, {}, between(null, 'lookup', ['lock_clear'])), 'skip')).toBe('');
    expect(verdict(script(shrink, {}, between('setsize', null)), 'skip')).toBe('');
    expect(verdict(script(shrink, {}, between('lookup', 'setsize', ['lock_clear'])), 'skip')).toBe('');
    expect(verdict(script(shrink, {}, { from: null, to: null, events: [] }), 'skip')).toBe('');
  });

  test('a name stands for every step of its kind', () => {
    const unvalidated = (from: string, to: string): string =>
      verdict(script(shrink, { iomapValid: false }, between(from, to)), 'zero-partial-eof');
    // Only the head is zeroed here, so its lookup is the only one.
    expect(unvalidated('lookup', 'setsize')).toBe('LOSS');
    expect(unvalidated('lookup', 'zero')).toBe('LOSS');
    expect(unvalidated('lookup', 'lookup')).toBe('LOSS');
    expect(unvalidated('check', 'lookup')).toBe('');
    expect(unvalidated('zero', 'setsize')).toBe('');
    expect(verdict(script(shrink, {}, between('scan', 'zero')), 'scan-without-revalidate')).toBe('');
    const scanned = script(shrink, { iomapValid: false }, between('scan', 'zero'));
    expect(verdict(scanned, 'scan-revalidate')).toBe('LOSS');
  });

  test('a holder of the lock makes the scan zero a clean folio, and flush-if-dirty nothing', () => {
    const clean: readonly Operation[] = [
      falloc(0, 4),
      { kind: 'pread', offset: 0, length: 4 * K },
      truncate(2),
    ];
    const held = script(clean, {}, { from: null, to: null, events: [{ kind: 'hold', folio: 0 }] });
    const dirtied = (strategy: StrategyName): boolean => {
      const { steps } = explorePath(held, strategy, BOUNDS, [0, 0, 0, 1, 0, 0, 0]);
      return steps.some(({ state }) => state.folios[0]?.dirty === true);
    };
    expect([dirtied('scan-revalidate'), dirtied('folio-batch'), dirtied('flush-if-dirty')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('stores while the operation runs may be either value', () => {
    const racing: readonly Operation[] = [
      falloc(0, 8),
      pwrite(0, 8),
      mwrite(0, 8),
      { kind: 'zrange', offset: 0, length: 8 * K },
    ];
    const given = script(racing, {}, { from: null, to: null, events: [{ kind: 'store', folio: null }] });
    expect(verdict(given, 'flush-always')).toBe('');
    expect(verdict(given, 'skip')).toBe('STALE');
  });
});
