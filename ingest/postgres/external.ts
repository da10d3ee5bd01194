import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { AppError } from '@/lib/base/app-error.ts';
import { errorCode } from '@/lib/base/error-code.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import type { DatabaseLease } from './acquire.ts';
import type { Env } from './paths.ts';

/** The oldest version whose features the schema uses. */
const VERSION_MIN = 150_000;
const WAIT_MS_MAX = 30_000;
const RETRY_MS = 500;

/** Starting, stopping or restarting servers, and sockets that are not there yet. */
const PASSING_ERRORS: ReadonlySet<string> = new Set([
  '57P03',
  'ECONNREFUSED',
  'ECONNRESET',
  'CONNECTION_CLOSED',
  'ENOENT',
  '53300',
]);

/**
 * The database of DATABASE_URL, the way production should run. DOCKET_APP_DATABASE_URL may name an account with fewer
 * rights; without it all are the same.
 *
 * @throws AppError for an unreachable server, one older than 15, or a database that is not UTF-8.
 */
export async function acquireExternal(
  ownerUrl: string,
  env: Env,
  onLog: (line: string) => void,
): Promise<DatabaseLease> {
  const appUrl = env['DOCKET_APP_DATABASE_URL']?.trim() || ownerUrl;
  for (const url of new Set([ownerUrl, appUrl])) await assertUsable(url, onLog);
  return {
    ownerUrl,
    appUrl,
    readerUrl: appUrl,
    adminUrl: null,
    embedded: false,
    dataFolder: null,
    release: async () => undefined,
  };
}

async function assertUsable(url: string, onLog: (line: string) => void): Promise<void> {
  const { version, encoding } = await readServer(url, onLog);
  if (version < VERSION_MIN) {
    throw new AppError(
      'UNSUPPORTED',
      `The PostgreSQL of DATABASE_URL is version ${Math.floor(version / 10_000)}.`,
      'Use version 15 or later (a maintained one: 18.7, or the newest of its major).',
    );
  }
  if (encoding !== 'UTF8') {
    throw new AppError(
      'UNSUPPORTED',
      `The database of DATABASE_URL is encoded in ${encoding}, mail needs UTF8.`,
      "Make a new one: CREATE DATABASE docket ENCODING 'UTF8' TEMPLATE template0",
    );
  }
}

type ServerFacts = { readonly version: number; readonly encoding: string };

async function readServer(url: string, onLog: (line: string) => void): Promise<ServerFacts> {
  const sql = postgres({ ...optionsOf(url), max: 1, onnotice: () => undefined, connect_timeout: 10 });
  const deadline = performance.now() + WAIT_MS_MAX;
  try {
    for (let told = false; ; told = true) {
      try {
        const rows = await sql<{ version: string; encoding: string }[]>`
          SELECT current_setting('server_version_num') AS version,
            current_setting('server_encoding') AS encoding`;
        return { version: Number(rows[0]?.version), encoding: rows[0]?.encoding ?? 'unknown' };
      } catch (cause) {
        const code = errorCode(cause) ?? '';
        if (!PASSING_ERRORS.has(code) || performance.now() > deadline) throw unreachable(cause);
        if (!told) onLog('Waiting for the PostgreSQL of DATABASE_URL');
        await sleep(RETRY_MS);
      }
    }
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function optionsOf(url: string): ReturnType<typeof connectionOptions> {
  try {
    return connectionOptions(url);
  } catch (cause) {
    throw new AppError('BAD_INPUT', (cause as Error).message, 'Correct DATABASE_URL, or unset it.');
  }
}

function unreachable(cause: unknown): AppError {
  return new AppError(
    'DATABASE_UNAVAILABLE',
    `The PostgreSQL of DATABASE_URL refuses: ${cause instanceof Error ? cause.message : String(cause)}`,
    'Check that it runs and that the URL has the right host, name and password; or unset DATABASE_URL.',
  );
}
