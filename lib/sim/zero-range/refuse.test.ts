import { describe, expect, test } from 'vitest';
import { AppError } from '@/lib/base/app-error.ts';
import { checkScenario } from '@/lib/sim/zero-range/check.ts';
import type { Scenario } from '@/lib/sim/zero-range/operation.ts';
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

describe('what cannot be run is refused', () => {
  function refused(scenario: Scenario, text: RegExp, bounds = BOUNDS): void {
    let message = '';
    try {
      checkScenario(scenario, 'skip', bounds);
    } catch (error) {
      expect(error).toBeInstanceOf(AppError);
      message = error instanceof AppError ? `${error.code} ${error.message}` : '';
    }
    expect(message).toMatch(text);
  }

  test('profiles', () => {
    refused(script([truncate(1)], { block: 3000 }), /BAD_INPUT.*block=3000/);
    refused(script([truncate(1)], { folio: 4096, block: 8192 }), /BAD_INPUT.*blocks/);
    refused(script([truncate(1)], { page: 8192 }), /BAD_INPUT.*pages/);
    refused(script([truncate(1)], { batch: -1 }), /BAD_INPUT.*batch/);
    refused(script([{ kind: 'cow_prealloc', offset: 0, length: K }]), /BAD_INPUT.*COW/);
  });

  test('sizes', () => {
    refused(script([falloc(0, 2 ** 30)]), /BOUND_TOO_LARGE.*1048576m/);
    refused(script([{ kind: 'pwrite', offset: 0, length: 2 ** 53 - 1, byte: 1 }]), /BOUND_TOO_LARGE/);
    refused(script(Array.from({ length: 300 }, () => truncate(1))), /BOUND_TOO_LARGE.*300 commands/);
    refused(
      script(Array.from({ length: 20 }, (_, i) => pwrite(0, 1, i + 1))),
      /BOUND_TOO_LARGE.*20 distinct/,
    );
    refused(script([]), /BAD_INPUT.*0 commands/);
  });

  test('more choices at a step than a path has room for', () => {
    const file = { kind: 'mwrite', offset: 0, length: 125 * K, byte: 0x5a } as const;
    const small = { block: 512, page: 512, folio: 512 };
    const events = (['lock_clear', 'store', 'hold', 'release'] as const).map((kind) => ({
      kind,
      folio: null,
    }));
    const window = { from: null, to: null, events };
    refused(
      script([pwrite(0, 125), file, truncate(124)], small, window),
      /BOUND_TOO_LARGE.*250 folios up to 751/,
    );
    const one = {
      ...window,
      events: events.map(({ kind }) => ({ kind, folio: kind === 'store' ? null : 0 })),
    };
    const bounds = { eventsMax: 2, statesMax: 2_000 };
    const given = script([pwrite(0, 125), file, truncate(124)], small, one);
    expect(checkScenario(given, 'skip', bounds).states).toBe(2_000);
  });

  test('what kills xfs_io', () => {
    refused(script([pwrite(0, 4), mwrite(4, 1)]), /BAD_INPUT.*SIGBUS/);
    refused(script([truncate(8), { kind: 'fcollapse', offset: K, length: K }]), /BAD_INPUT.*EINVAL/);
    refused(script([truncate(8), { kind: 'finsert', offset: 8 * K, length: 4 * K }]), /BAD_INPUT.*EINVAL/);
  });

  test('bounds', () => {
    refused(script([truncate(1)]), /BOUND_TOO_LARGE.*events/, { eventsMax: 1000, statesMax: 1 });
    refused(script([truncate(1)]), /BOUND_TOO_LARGE.*states/, { eventsMax: 1, statesMax: 1e12 });
  });

  test('any number of bytes is a size, also one that no block divides', () => {
    const odd = script([falloc(0, 4), pwrite(0, 4), { kind: 'truncate', size: 1001 }]);
    expect(verdict(odd, 'skip')).toBe('POSTEOF');
    expect(verdict(odd, 'flush-if-dirty')).toBe('');
  });
});
