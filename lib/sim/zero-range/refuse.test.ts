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
