import { checkScenario } from '@/lib/sim/zero-range/check.ts';
import type { Operation, Scenario, Window } from '@/lib/sim/zero-range/operation.ts';
import { DEFAULT_PROFILE, type Profile } from '@/lib/sim/zero-range/profile.ts';
import type { StrategyName } from '@/lib/sim/zero-range/strategy.ts';

/** Scripts as tests write them: offsets, lengths and sizes in KiB. */
export const K = 1024;
export const BOUNDS = { eventsMax: 5, statesMax: 500_000 };

export function pwrite(offset: number, length: number, byte = 0x41): Operation {
  return { kind: 'pwrite', offset: offset * K, length: length * K, byte };
}
export function falloc(offset: number, length: number, keepSize = false): Operation {
  return { kind: 'falloc', offset: offset * K, length: length * K, keepSize };
}
export function mwrite(offset: number, length: number): Operation {
  return { kind: 'mwrite', offset: offset * K, length: length * K, byte: 0x5a };
}
export function truncate(size: number): Operation {
  return { kind: 'truncate', size: size * K };
}

export function script(
  operations: readonly Operation[],
  profile: Partial<Profile> = {},
  window: Window | null = null,
): Scenario {
  return {
    domain: 'zero-range',
    name: 'test',
    profile: { ...DEFAULT_PROFILE, ...profile },
    statements: operations.map((operation, index) => ({
      operation,
      window: index === operations.length - 1 ? window : null,
    })),
    expectations: [],
  };
}

export function verdict(scenario: Scenario, strategy: StrategyName, eventsMax = 5): string {
  const report = checkScenario(scenario, strategy, { ...BOUNDS, eventsMax });
  return report.exhausted ? report.verdict.join(' ') : 'cut';
}
