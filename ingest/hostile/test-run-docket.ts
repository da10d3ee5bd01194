import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestDatabase } from '@/ingest/postgres/test-database.ts';

export type Ran = {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Most memory it held at any time; 0 where there is no /proc. */
  readonly peakBytes: number;
  /** Processor time of its threads; 0 where there is no /proc. */
  readonly cpuMs: number;
};

const DOCKET = join(import.meta.dirname, '..', 'docket.mjs');
const LOOK_MS = 20;
/** The unit of /proc/PID/stat on every Linux. */
const TICK_MS = 10;

/**
 * Runs `docket …` as a user would, on a test database (null: the bundled one of `home`). `home` holds what the command
 * keeps beside it.
 */
export function runDocket(
  database: TestDatabase | null,
  home: string,
  args: readonly string[],
): Promise<Ran> {
  const child = spawn(process.execPath, [DOCKET, ...args], {
    env: {
      ...process.env,
      DOCKET_HOME: home,
      DATABASE_URL: database?.ownerUrl ?? '',
      DOCKET_APP_DATABASE_URL: database?.appUrl ?? '',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (chunk: Buffer) => {
      output[name] += chunk.toString();
    });
  }
  let [peakBytes, cpuMs] = [0, 0];
  const look = setInterval(() => {
    peakBytes = Math.max(peakBytes, peakOf(child.pid ?? 0));
    cpuMs = Math.max(cpuMs, cpuMsOf(child.pid ?? 0));
  }, LOOK_MS);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(look);
      resolve({ code, ...output, peakBytes, cpuMs });
    });
  });
}

function peakOf(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    // It ended between two looks, or this is no Linux.
    return 0;
  }
}

function cpuMsOf(pid: number): number {
  try {
    // Behind the name, which may hold blanks: utime and stime are fields 14 and 15 of proc(5).
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return 0;
  }
}
