import { byte, type Kernel } from '@/lib/sim/zero-range/kernel.ts';
import {
  findBehindEof,
  findStaleOnDisk,
  findWrong,
  type WrongBytes,
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
        'The operation is where it was before: it goes round for ever, holding its locks, unless somebody else ' +
        'writes the folio back.'
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
  const wrong = findStaleOnDisk(k);
  if (wrong === null) return '';
  const size = formatBytes(k.layout.byteAt[byte(k.state, DISK_SIZE)] as number);
  return (
    `A crash now leaves a file of ${size} that holds ${word(k, wrong.reads)} at ${place(k, wrong)}, ` +
    'where no program ever saw that.'
  );
}

/** The same wrong value where different ones were wanted is one run, and one sentence cannot say all of them. */
function explainWrong(k: Kernel, wrong: WrongBytes | null): string {
  if (wrong === null) return '';
  const cells = k.files[byte(k.state, STATEMENT)]?.cells.subarray(wrong.cell, wrong.end) ?? [];
  const wanted = [...new Set(cells)].map((code) => word(k, code)).join(' and ');
  const when = wrong.remounted ? 'After everything is written back and the cache is gone' : 'Now';
  return `${when}, ${place(k, wrong)} reads ${word(k, wrong.reads)} and should read ${wanted}.`;
}

function explainPostEof(k: Kernel): string {
  const wrong = findBehindEof(k);
  if (wrong === null) return '';
  const size = formatBytes(k.layout.byteAt[byte(k.state, SIZE)] as number);
  return (
    `The file ends at ${size}. After everything is written back the disk holds ${word(k, wrong.reads)} at ` +
    `${place(k, wrong)}, in the block of EOF: mmap shows it, and extending the file exposes it.`
  );
}

function place(k: Kernel, { cell, end }: WrongBytes): string {
  const { byteAt } = k.layout;
  return `${formatBytes(byteAt[cell] as number)}..${formatBytes(byteAt[end] as number)}`;
}

function word(k: Kernel, code: number): string {
  const value = k.values[code];
  if (value === 'garbage') return 'what the disk held before';
  return `0x${(value ?? 0).toString(16).padStart(2, '0')}`;
}
