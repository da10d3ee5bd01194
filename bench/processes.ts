import { readdirSync, readFileSync } from 'node:fs';

/**
 * What a program really costs with all it started. PSS counts a page that n processes share as 1/n each, so that
 * PostgreSQL's shared buffers are counted once. Needs Linux, and root when the server has its own account.
 */
export type Watch = { readonly stop: () => Use };

export type Use = {
  /** The highest sum of PSS at one look. */
  readonly peakBytes: number;
  /** User and system time of all processes ever seen, up to the last look at each. */
  readonly cpuSeconds: number;
};

/** A sample costs a few milliseconds of the machine that is being measured. */
const INTERVAL_MS = 200;
/** What Linux shows to programs, whatever the kernel counts in. */
const CLOCK_TICKS_PER_SECOND = 100;

/** A mark is part of an environment entry (NAME=value) or, as a path, of a command line of what is watched. */
export function watchProcesses(marks: readonly string[]): Watch {
  let peakBytes = 0;
  const cpu = new Map<number, number>();
  const timer = setInterval(() => {
    const ours = listOurs(marks);
    for (const pid of ours) cpu.set(pid, Math.max(cpu.get(pid) ?? 0, cpuSeconds(pid)));
    peakBytes = Math.max(peakBytes, sum(ours.map(pssBytes)));
  }, INTERVAL_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return { peakBytes, cpuSeconds: sum([...cpu.values()]) };
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

/** User and system time: fields 14 and 15, counted after the name, which may hold blanks. */
function cpuSeconds(pid: number): number {
  const fields = read(`/proc/${pid}/stat`).split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / CLOCK_TICKS_PER_SECOND;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
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
