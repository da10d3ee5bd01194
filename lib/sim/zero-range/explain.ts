import { byte, type Kernel } from '@/lib/sim/zero-range/kernel.ts';
import {
  findBehindEof,
  findStaleOnDisk,
  findWrong,
  onDisk,
  type WrongByte,
} from '@/lib/sim/zero-range/properties.ts';
import type { Violation } from '@/lib/sim/zero-range/report.ts';
import { DISK_SIZE, SIZE, STATEMENT, ZERO } from '@/lib/sim/zero-range/state.ts';
import { formatBytes } from '@/lib/sim/zero-range/text.ts';

/** What is wrong in the state at the end of a counterexample, one sentence. */
export function explain(k: Kernel, violation: Violation): string {
  switch (violation) {
    case 'CRASH':
      return explainCrash(k);
    case 'DEADLOCK':
      return 'The flush waits for the transaction handle that its own caller holds: nothing can go on.';
    case 'LIVE':
      return (
        'It is where it was before, and nothing but somebody else writing the folio back will ever end this: ' +
        'it goes round for ever, holding its locks.'
      );
    case 'LOSS':
      return explainWrong(
        k,
        findWrong(k, (wanted) => wanted !== ZERO),
      );
    case 'POSTEOF':
      return explainPostEof(k);
    case 'STALE':
      return explainWrong(
        k,
        findWrong(k, (wanted) => wanted === ZERO),
      );
  }
}

function explainCrash(k: Kernel): string {
  const cell = findStaleOnDisk(k);
  const size = formatBytes(k.layout.byteAt[byte(k.state, DISK_SIZE)] as number);
  return (
    `A crash now leaves a file of ${size} that holds ${word(k, onDisk(k, cell))} at ${place(k, cell)}, ` +
    'where no program ever saw that.'
  );
}

function explainWrong(k: Kernel, wrong: WrongByte | null): string {
  if (wrong === null) return '';
  const wanted = k.files[byte(k.state, STATEMENT)]?.cells[wrong.cell] ?? ZERO;
  const when = wrong.remounted ? 'After everything is written back and the cache is gone' : 'Now';
  return `${when}, ${place(k, wrong.cell)} reads ${word(k, wrong.reads)} and should read ${word(k, wanted)}.`;
}

function explainPostEof(k: Kernel): string {
  const cell = findBehindEof(k);
  const size = formatBytes(k.layout.byteAt[byte(k.state, SIZE)] as number);
  return (
    `The file ends at ${size}. After everything is written back the disk holds ${word(k, onDisk(k, cell))} at ` +
    `${place(k, cell)}, in the block of EOF: mmap shows it, and extending the file exposes it.`
  );
}

function place(k: Kernel, cell: number): string {
  const { byteAt } = k.layout;
  return `${formatBytes(byteAt[cell] as number)}..${formatBytes(byteAt[cell + 1] as number)}`;
}

function word(k: Kernel, code: number): string {
  const value = k.values[code];
  if (value === 'garbage') return 'what the disk held before';
  return `0x${(value ?? 0).toString(16).padStart(2, '0')}`;
}
