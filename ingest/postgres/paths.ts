import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { AppError } from '@/lib/base/app-error.ts';

/** Environment variables; `NodeJS.ProcessEnv` would demand NODE_ENV, which Next declares. */
export type Env = Readonly<Record<string, string | undefined>>;

/** Where everything of one Docket home lives; pure, nothing is created. */
export type HomePaths = {
  readonly home: string;
  /** The PostgreSQL data folder, 0700, owned by the account PostgreSQL runs as. */
  readonly data: string;
  /** Our copies of the binaries, one folder a version. */
  readonly binaries: string;
  readonly lock: string;
  readonly log: string;
  readonly secrets: string;
  /** Sockets live here unless the path is too long for a socket address. */
  readonly run: string;
  /** Remembers the replacement for `run`. */
  readonly runNote: string;
};

export function homePaths(home: string): HomePaths {
  const root = resolve(home);
  return {
    home: root,
    data: join(root, 'pgdata'),
    binaries: join(root, 'postgres'),
    lock: join(root, 'lock'),
    log: join(root, 'log'),
    secrets: join(root, 'secrets.json'),
    run: join(root, 'run'),
    runNote: join(root, 'run-folder.txt'),
  };
}

/**
 * The folder Docket keeps its data in: `DOCKET_HOME`, else `/var/lib/docket` for root (PostgreSQL refuses to
 * run as root, and the account it runs as cannot enter /root), else `~/.local/share/docket`. Throws AppError.
 */
export function docketHome(): string {
  const wanted = process.env['DOCKET_HOME']?.trim();
  if (wanted) return resolve(wanted);
  if (process.getuid?.() === 0) return '/var/lib/docket';
  return join(process.env['HOME']?.trim() || ownHome(), '.local', 'share', 'docket');
}

/** As /etc/passwd has it: a container may run us as a number that stands there nowhere. */
function ownHome(): string {
  try {
    return userInfo().homedir;
  } catch {
    const message = `User id ${process.getuid?.()} has no home folder here, and HOME is not set.`;
    throw new AppError('UNSUPPORTED', message, 'Set DOCKET_HOME to a folder you may write.');
  }
}
