import { AppError } from '@/lib/base/app-error.ts';
import type { Operation } from '@/lib/sim/zero-range/operation.ts';
import { GARBAGE, ZERO } from '@/lib/sim/zero-range/state.ts';

/** Four bits a cell: zero, the garbage of the disk, and this many bytes of the script. */
const BYTES_MAX = 14;

/** Byte of each code; code 0 is zero, code 1 the garbage a disk holds before anything is written to it. */
export type Values = readonly (number | 'garbage')[];

/** AppError when the script writes more distinct bytes than a cell can tell apart. */
export function findValues(operations: readonly Operation[]): Values {
  const bytes: number[] = [];
  for (const operation of operations) {
    if (operation.kind !== 'pwrite' && operation.kind !== 'mwrite') continue;
    if (operation.byte !== 0 && !bytes.includes(operation.byte)) bytes.push(operation.byte);
  }
  if (bytes.length > BYTES_MAX) {
    throw new AppError(
      'BOUND_TOO_LARGE',
      `The script writes ${bytes.length} distinct bytes; the model tells ${BYTES_MAX} apart.`,
      'Use fewer patterns (-S).',
    );
  }
  return [0, 'garbage', ...bytes];
}

/** -1 when no operation writes that byte: then no cell can hold it. */
export function codeOf(values: Values, byte: number): number {
  return byte === 0 ? ZERO : values.indexOf(byte, GARBAGE + 1);
}
