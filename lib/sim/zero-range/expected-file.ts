import type { Scenario } from '@/lib/sim/zero-range/operation.ts';
import { prepare } from '@/lib/sim/zero-range/prepare.ts';

/**
 * What a program must read when the script is over: size in bytes, and the bytes as runs of equal ones,
 * without gaps.
 */
export type ExpectedFile = {
  readonly size: number;
  readonly runs: readonly { readonly offset: number; readonly length: number; readonly byte: number }[];
};

/** By the plain array of the oracle; no strategy has a say in it. AppError for scripts that cannot be run. */
export function expectedFile(scenario: Scenario): ExpectedFile {
  const { k } = prepare(scenario, 'skip', null);
  const { byteAt } = k.layout;
  const file = k.files.at(-1);
  const size = byteAt[file?.size ?? 0] as number;
  const runs: { offset: number; length: number; byte: number }[] = [];
  for (let cell = 0; cell < (file?.size ?? 0); cell++) {
    const value = k.values[file?.cells[cell] ?? 0];
    const byte = typeof value === 'number' ? value : 0;
    const offset = byteAt[cell] as number;
    const length = (byteAt[cell + 1] as number) - offset;
    const last = runs.at(-1);
    if (last !== undefined && last.byte === byte)
      runs[runs.length - 1] = { ...last, length: last.length + length };
    else runs.push({ offset, length, byte });
  }
  return { size, runs };
}
