import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const CLOCK_TICKS_PER_SECOND = 100;

/** Seconds of CPU of an embedded server since its start, connections that ended included. Needs Linux. */
export function serverCpuSeconds(dataFolder: string): number {
  const [pid = ''] = readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n');
  // 13 and 14 are the time of children that ended and were waited for.
  let ticks = sumOf(statOf(pid), [11, 12, 13, 14]);
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(name) : [];
    if (stat[1] === Number(pid)) ticks += sumOf(stat, [11, 12]);
  }
  return ticks / CLOCK_TICKS_PER_SECOND;
}

/** The fields of /proc/PID/stat after the name, which may hold blanks: state, parent, ... */
function statOf(pid: string): readonly number[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ').map(Number) ?? [];
  } catch {
    // It ended between two looks.
    return [];
  }
}

function sumOf(stat: readonly number[], fields: readonly number[]): number {
  return fields.reduce((sum, field) => sum + (stat[field] ?? 0), 0);
}
