import { spawn } from 'node:child_process';
import { AppError } from '@/lib/base/app-error.ts';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { serverEnv } from './server-env.ts';

/**
 * Runs one SQL statement in a PostgreSQL without sockets, other users or passwords (postgres --single). Only
 * for a data folder no server works in; it recovers from a crash first, as a server would.
 *
 * @throws AppError when the statement fails.
 */
export async function runSingleUser(
  data: string,
  account: Account,
  binaries: Binaries,
  statement: string,
): Promise<void> {
  const args = [
    '--single',
    '-D',
    data,
    '-c',
    'exit_on_error=true',
    '-c',
    'log_min_error_statement=panic',
    'postgres',
  ];
  const child = spawn(binaries.postgres, args, { ...account.spawn, cwd: '/', env: serverEnv() });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-4096);
  });
  child.stdout.resume();
  child.stdin.on('error', () => undefined);
  // Single-user mode reads one statement a line.
  child.stdin.end(`${statement}\n`);
  const code = await new Promise<number | null>((done, fail) => {
    child.once('error', fail);
    child.once('close', done);
  });
  if (code === 0 && !/^.*(ERROR|FATAL|PANIC):/m.test(errors)) return;
  throw new AppError(
    'DATABASE_UNAVAILABLE',
    `PostgreSQL refused to prepare ${data}: ${errors.trim().split('\n').slice(-2).join(' ')}`,
    'If this folder was not made by Docket, set DOCKET_HOME to another place; nothing was deleted.',
  );
}
