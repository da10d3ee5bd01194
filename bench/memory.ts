import { readdirSync, readFileSync } from 'node:fs';

/**
 * How much memory a program really costs with all it started: PSS counts a page that n processes share as 1/n each,
 * so that PostgreSQL's shared buffers are counted once. Needs Linux, and root when the server has its own account.
 */
export type MemoryWatch = {
  /** Ends the watch; the highest sum seen and how many processes it was spread over. */
  readonly stop: () => Peak;
};

export type Peak = { readonly bytes: number; readonly processes: number; readonly samples: number };

/** A sample costs a few milliseconds of the machine that is being measured. */
const INTERVAL_MS = 200;

/** `mark` is in the environment (NAME=value) or, as a path, in the command line of what is watched. */
export function watchMemory(marks: readonly string[]): MemoryWatch {
  let peak: Peak = { bytes: 0, processes: 0, samples: 0 };
  const sample = (): void => {
    const sizes = listOurs(marks).map(pssBytes);
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    const samples = peak.samples + 1;
    peak = bytes > peak.bytes ? { bytes, processes: sizes.length, samples } : { ...peak, samples };
  };
  const timer = setInterval(sample, INTERVAL_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return peak;
    },
  };
}

/** Marked processes and everything below them: the children of PostgreSQL carry neither our mark nor our path. */
function listOurs(marks: readonly string[]): readonly number[] {
  const parents = new Map(listPids().map((pid) => [pid, parentOf(pid)]));
  const ours = new Set([...parents.keys()].filter((pid) => pid !== process.pid && isMarked(pid, marks)));
  let before = -1;
  while (ours.size !== before) {
    before = ours.size;
    for (const [pid, parent] of parents) if (ours.has(parent)) ours.add(pid);
  }
  return [...ours];
}

function isMarked(pid: number, marks: readonly string[]): boolean {
  const entries = `${read(`/proc/${pid}/environ`)}\0${read(`/proc/${pid}/cmdline`)}`;
  return marks.some((mark) => entries.includes(mark));
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)$/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
}

function pssBytes(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) * 1024;
}

function listPids(): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It ended between two looks.
    return '';
  }
}
