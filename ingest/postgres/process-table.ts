import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';

/**
 * Names one run of a process: a process id alone is used again after a while, together with its start time
 * and the boot it cannot be. null when no such process runs; a zombie (dead, its parent never asked) counts
 * as not running.
 */
export function findProcessStamp(pid: number): string | null {
  if (process.platform === 'linux') {
    const fields = linuxStatFields(pid);
    if (fields === null || fields.state === 'Z' || fields.state === 'X') return null;
    return `${pid}:${fields.startTicks}:${bootId()}`;
  }
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return line === '' || line.startsWith('Z') ? null : `${pid}:${line.replace(/^\S+\s+/, '')}`;
  } catch {
    return null;
  }
}

/**
 * True when `pid` is a live PostgreSQL process whose data folder is `data` (a postmaster works inside it).
 */
export function isPostgresOf(pid: number, data: string): boolean {
  if (findProcessStamp(pid) === null) return false;
  try {
    if (process.platform === 'linux') {
      const program = basename(readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] ?? '');
      return program.startsWith('postgres') && readlinkSync(`/proc/${pid}/cwd`) === data;
    }
    const command = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return command.includes('postgres') && command.includes(`-D ${data}`);
  } catch {
    return false;
  }
}

function linuxStatFields(pid: number): { readonly state: string; readonly startTicks: string } | null {
  let line: string;
  try {
    line = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return null;
  }
  // The second field is the program name in parentheses and may hold blanks and parentheses itself.
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', startTicks: fields[19] ?? '' };
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}
