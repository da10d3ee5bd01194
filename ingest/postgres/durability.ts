import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { AppError } from '@/lib/base/app-error.ts';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { serverEnv } from './server-env.ts';
import { throwShortage } from './start-failure.ts';

/** With any of these off a power cut can lose acknowledged judgements or the whole database. */
export const DURABLE_SETTINGS = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;

/**
 * Asks PostgreSQL itself what postgresql.conf, its includes and postgresql.auto.conf amount to, with no
 * server running.
 *
 * @throws AppError when a setting was turned off, or when the configuration cannot be read.
 */
export async function assertDurable(data: string, account: Account, binaries: Binaries): Promise<void> {
  // At once: it stands between a command and the server.
  const values = await Promise.all(
    DURABLE_SETTINGS.map((name) => readSetting(data, account, binaries, name)),
  );
  for (const [index, name] of DURABLE_SETTINGS.entries()) {
    if (values[index] !== 'off') continue;
    throw new AppError(
      'DATABASE_UNAVAILABLE',
      `${name} is off in the configuration of ${data}: a power cut would lose data.`,
      `Remove the line "${name} = off" from postgresql.conf and postgresql.auto.conf there.`,
    );
  }
}

async function readSetting(
  data: string,
  account: Account,
  binaries: Binaries,
  name: string,
): Promise<string> {
  try {
    const options = { ...account.spawn, cwd: '/', env: serverEnv() };
    const { stdout } = await promisify(execFile)(binaries.postgres, ['-D', data, '-C', name], options);
    return stdout.trim();
  } catch (cause) {
    throwShortage(cause);
    const detail = (cause as { stderr?: string }).stderr?.trim() || (cause as Error).message;
    throw new AppError(
      'DATABASE_UNAVAILABLE',
      `The configuration in ${data} cannot be read: ${detail.split('\n').slice(0, 3).join(' ')}`,
      'Correct postgresql.conf in that folder.',
    );
  }
}
