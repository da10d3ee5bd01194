import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '@/lib/base/error-code.ts';
import { findProcessStamp, isPostgresOf } from './process-table.ts';

/**
 * What postmaster.pid in a data folder says.
 * - `none`: no file, the last stop was orderly.
 * - `ours`: a live PostgreSQL works in this folder (left by a killed supervisor).
 * - `stale`: the process is dead, a zombie, or an unrelated program that got the same number.
 */
export type PostmasterPid =
  | { readonly kind: 'none' }
  | { readonly kind: 'ours'; readonly pid: number }
  | { readonly kind: 'stale'; readonly pid: number; readonly live: boolean };

export async function readPostmasterPid(data: string): Promise<PostmasterPid> {
  const lines = await readLines(data);
  // A stand-alone server (postgres --single) writes its number with a minus sign.
  const pid = Math.abs(Number.parseInt(lines[0] ?? '', 10));
  if (!Number.isSafeInteger(pid) || pid === 0) return { kind: 'none' };
  if (isPostgresOf(pid, data)) return { kind: 'ours', pid };
  return { kind: 'stale', pid, live: findProcessStamp(pid) !== null };
}

/** True when the postmaster `pid` says it accepts connections (what pg_ctl waits for, eighth line). */
export async function isReady(data: string, pid: number): Promise<boolean> {
  const lines = await readLines(data);
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

async function readLines(data: string): Promise<readonly string[]> {
  try {
    return (await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n');
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') return [];
    throw cause;
  }
}
