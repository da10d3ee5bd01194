import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { AppError } from '@/lib/base/app-error.ts';
import { findStatus } from './home-folder.ts';
import type { Env, HomePaths } from './paths.ts';
import { throwShortage } from './start-failure.ts';

/** Who PostgreSQL runs as. `spawn` is what child_process needs: empty unless we are root. */
export type Account = {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
  readonly spawn: { readonly uid: number; readonly gid: number } | Record<string, never>;
  readonly warning: string | null;
};

/**
 * PostgreSQL refuses to run as root. As root the account is DOCKET_PG_USER, else the one of `postgres` and
 * `nobody` that already owns the data folder (so that a later installed `postgres` changes nothing), else
 * `postgres`, else `nobody` with a warning. No account is ever made: that would change the machine behind its
 * owner's back.
 *
 * @throws AppError when the named account does not exist or is root.
 */
export async function resolveAccount(paths: HomePaths, env: Env): Promise<Account> {
  const uid = process.getuid?.() ?? 0;
  const gid = process.getgid?.() ?? 0;
  if (uid !== 0) return { uid, gid, name: String(uid), spawn: {}, warning: null };
  const wanted = env['DOCKET_PG_USER']?.trim();
  if (wanted) {
    const account = await findAccount(wanted);
    if (account !== null && account.uid !== 0) return account;
    throw new AppError(
      'BAD_INPUT',
      account === null ? `There is no account ${wanted}.` : 'PostgreSQL refuses to run as root.',
      'Set DOCKET_PG_USER to an existing account other than root.',
    );
  }
  return defaultAccount((await findStatus(paths.data))?.uid ?? null);
}

async function defaultAccount(dataOwner: number | bigint | null): Promise<Account> {
  const [postgres, nobody] = [await findAccount('postgres'), await findAccount('nobody')];
  const shared = nobody === null ? null : { ...nobody, warning: sharedWarning() };
  if (shared !== null && dataOwner === shared.uid) return shared;
  const chosen = postgres ?? shared;
  if (chosen !== null) return chosen;
  throw new AppError(
    'DATABASE_UNAVAILABLE',
    'PostgreSQL refuses to run as root, and there is neither an account postgres nor nobody.',
    'Set DOCKET_PG_USER to an existing account, run Docket as an ordinary user, or set DATABASE_URL.',
  );
}

function sharedWarning(): string {
  return (
    'PostgreSQL runs as nobody, an account other services may share; ' +
    'set DOCKET_PG_USER to an account of its own for anything but a trial.'
  );
}

async function findAccount(name: string): Promise<Account | null> {
  const [uid, gid] = await Promise.all([numberFromId('-u', name), numberFromId('-g', name)]);
  if (uid === null || gid === null) return null;
  return { uid, gid, name, spawn: { uid, gid }, warning: null };
}

/** id(1) asks the name service, so directory accounts are found as well as /etc/passwd ones. */
async function numberFromId(flag: string, name: string): Promise<number | null> {
  try {
    const { stdout } = await promisify(execFile)('id', [flag, '--', name]);
    return Number.parseInt(stdout, 10);
  } catch (cause) {
    throwShortage(cause);
    return null;
  }
}
