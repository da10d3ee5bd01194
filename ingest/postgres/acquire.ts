import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@/lib/base/app-error.ts';
import { acquireExternal } from './external.ts';
import { assertUsable } from './fresh-home.ts';
import { prepareHome } from './home-folder.ts';
import { ADMIN_ROLE } from './initialize.ts';
import { type HeldLease, takeLease } from './lease-client.ts';
import type { Env, HomePaths } from './paths.ts';
import { findSecrets } from './secrets.ts';

/**
 * The right to use the database until `release`. URLs are
 * `postgresql://user:password@localhost/docket?host=…` and hold passwords: never print them.
 */
export type DatabaseLease = {
  /** Migrations: owns the database and its tables. */
  readonly ownerUrl: string;
  /** Reads and writes rows; no DDL. */
  readonly appUrl: string;
  /** Reads; of the embedded server statements end after 2 s. Docket itself does not use it. */
  readonly readerUrl: string;
  /** The superuser of the embedded server; null for an external one. */
  readonly adminUrl: string | null;
  readonly embedded: boolean;
  /** Of the embedded server; null for an external one. */
  readonly dataFolder: string | null;
  /** Gives the lease back; the embedded server stops about 2 s after the last one. Safe to call twice. */
  readonly release: () => Promise<void>;
};

export type AcquireOptions = {
  /** Where the embedded server keeps its data; see `docketHome`. */
  readonly home: string;
  /** One line a step, for a person. */
  readonly onLog?: (line: string) => void;
  readonly env?: Env;
};

const RETAKE_MS_MIN = 100;
const RETAKE_MS_MAX = 5_000;

/**
 * The database: the one DATABASE_URL names, else the embedded PostgreSQL of `home`, started when no other
 * process runs it. The lease keeps the embedded server alive; when its supervisor is killed a new one is
 * started, and queries fail for the moment in between as they do in any restart. An open lease does not keep
 * this process alive.
 *
 * @throws AppError with the remedy for everything a person can put right.
 */
export async function acquireDatabase(options: AcquireOptions): Promise<DatabaseLease> {
  const env = options.env ?? process.env;
  const onLog = options.onLog ?? (() => undefined);
  const external = env['DATABASE_URL']?.trim();
  if (external) return acquireExternal(external, env, onLog);
  await assertUsable(options.home, env);
  const paths = await prepareHome(options.home);
  const held = await takeLease(paths, env, onLog);
  const secrets = await findSecrets(paths);
  if (secrets === null) {
    throw new AppError(
      'DATABASE_UNAVAILABLE',
      `${paths.secrets} is gone while the server runs.`,
      'Stop every Docket process and start again: new passwords are then made.',
    );
  }
  const release = keepLease(paths, held, env, onLog);
  const url = (role: string, password: string): string =>
    `postgresql://${role}:${password}@localhost/docket?host=${encodeURIComponent(held.ready.socketFolder)}`;
  return {
    ownerUrl: url('docket_owner', secrets.owner),
    appUrl: url('docket_app', secrets.app),
    readerUrl: url('docket_reader', secrets.reader),
    adminUrl: url(ADMIN_ROLE, secrets.admin),
    embedded: true,
    dataFolder: paths.data,
    release,
  };
}

/** Takes the lease again whenever the supervisor goes away, until released. */
function keepLease(
  paths: HomePaths,
  first: HeldLease,
  env: Env,
  onLog: (line: string) => void,
): () => Promise<void> {
  let released = false;
  let socket = first.socket;
  const watch = (held: HeldLease): void => {
    socket = held.socket;
    socket.unref();
    if (released) socket.destroy();
    else socket.once('close', () => void retake());
  };
  const retake = async (): Promise<void> => {
    for (let waitMs = RETAKE_MS_MIN; !released; waitMs = Math.min(waitMs * 2, RETAKE_MS_MAX)) {
      await sleep(waitMs, undefined, { ref: false });
      if (released) return;
      try {
        return watch(await takeLease(paths, env, onLog));
      } catch (cause) {
        onLog(`The embedded PostgreSQL cannot be reached: ${(cause as Error).message}`);
      }
    }
  };
  watch(first);
  return async () => {
    released = true;
    if (socket.destroyed) return;
    const closed = new Promise<void>((done) => socket.once('close', () => done()));
    socket.destroy();
    await closed;
  };
}
