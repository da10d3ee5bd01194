import { stat, statfs } from 'node:fs/promises';
import postgres from 'postgres';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import type { DatabaseLease } from './acquire.ts';
import { DURABLE_SETTINGS } from './durability.ts';
import { homePaths } from './paths.ts';

/** One line of `docket doctor`. `ok` with a remedy is advice; not `ok` is a fault. */
export type HealthCheck = {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly remedy: string | null;
};

const GIB = 1024 ** 3;

/** Facts the server tells any role. */
type ServerFacts = {
  readonly version: number;
  readonly encoding: string;
  readonly checksums: string;
  readonly superuser: boolean;
  readonly maxWalBytes: number;
  readonly settings: readonly { readonly name: string; readonly setting: string }[];
  /** `ALTER ROLE … SET` and `ALTER DATABASE … SET` lines that turn a durable setting off. */
  readonly overrides: readonly string[];
};

/**
 * Everything about database, disk and Node that a person can put right; faults are results, nothing is
 * thrown.
 */
export async function databaseHealth(lease: DatabaseLease, home: string): Promise<readonly HealthCheck[]> {
  const node = checkNode(process.version);
  let facts: ServerFacts;
  try {
    facts = await readFacts(lease.appUrl);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    const remedy = lease.embedded
      ? `See postgres.log in ${homePaths(home).log}.`
      : 'Check that the server of DATABASE_URL runs and that its name and password are right.';
    return [node, { name: 'database', ok: false, detail, remedy }];
  }
  const server = [
    node,
    checkVersion(facts.version, lease.embedded),
    checkEncoding(facts.encoding),
    checkDurability(facts),
    checkRights(facts.superuser),
  ];
  if (!lease.embedded) return server;
  const { data } = homePaths(home);
  return [...server, await checkDataFolder(data), await checkDisk(data, facts.maxWalBytes)];
}

/**
 * Ingest must stop while this much is free: PostgreSQL that cannot write its log panics and cannot recover
 * before space returns (measured on a full tmpfs).
 */
export function stopMarkBytes(maxWalBytes: number): number {
  return Math.max(2 * GIB, 2 * maxWalBytes);
}

/** Compares the free space at `folder` with the stop mark. */
export async function checkDisk(folder: string, maxWalBytes: number): Promise<HealthCheck> {
  const { bavail, bsize } = await statfs(folder);
  const mark = stopMarkBytes(maxWalBytes);
  const free = bavail * bsize;
  const ok = free >= mark;
  return {
    name: 'disk',
    ok,
    detail: `${(free / GIB).toFixed(1)} GiB free at ${folder}, ingest stops below ${mark / GIB} GiB`,
    remedy: ok ? null : 'Free some space, or move DOCKET_HOME to a larger disk.',
  };
}

/** @param version such as `v20.20.2` */
export function checkNode(version: string): HealthCheck {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const ok = major > 20 || (major === 20 && minor >= 19);
  let remedy: string | null = null;
  if (!ok) remedy = 'Install Node 20.19 or later; 24 is maintained.';
  else if (major < 22) remedy = 'Node 20 gets no security fixes since April 2026; install 22 or 24.';
  return { name: 'node', ok, detail: version, remedy };
}

/** @param version `server_version_num`, such as 180004 */
export function checkVersion(version: number, embedded: boolean): HealthCheck {
  const major = Math.floor(version / 10_000);
  const detail = `PostgreSQL ${major}.${version % 10_000}${embedded ? ' (bundled)' : ''}`;
  if (major < 15) {
    return { name: 'database', ok: false, detail, remedy: 'Use PostgreSQL 15 or later.' };
  }
  if (version >= 180_007 || (!embedded && major !== 18))
    return { name: 'database', ok: true, detail, remedy: null };
  const remedy = embedded
    ? 'The bundled build lacks security fixes made since 18.4. It listens on a private socket only, but in ' +
      'production set DATABASE_URL to PostgreSQL 18.7 or later, or the newest of a maintained version.'
    : 'Update to 18.7 or later: it has security fixes this one lacks.';
  return { name: 'database', ok: true, detail, remedy };
}

function checkEncoding(encoding: string): HealthCheck {
  const ok = encoding === 'UTF8';
  const remedy = ok ? null : "Make a database with ENCODING 'UTF8' TEMPLATE template0 and ingest into that.";
  return { name: 'encoding', ok, detail: encoding, remedy };
}

function checkDurability(facts: ServerFacts): HealthCheck {
  const off = [
    ...facts.settings.filter(({ setting }) => setting === 'off').map(({ name }) => name),
    ...facts.overrides,
  ];
  if (off.length > 0) {
    return {
      name: 'durability',
      ok: false,
      detail: `turned off: ${off.join(', ')}`,
      remedy: 'Turn them on in postgresql.conf, or ALTER ROLE … RESET; a power cut loses data until then.',
    };
  }
  const advice = 'Checksums find a bad disk early; stop the server and run pg_checksums --enable.';
  return {
    name: 'durability',
    ok: true,
    detail: `${DURABLE_SETTINGS.join(', ')} on; data checksums ${facts.checksums}`,
    remedy: facts.checksums === 'on' ? null : advice,
  };
}

function checkRights(superuser: boolean): HealthCheck {
  return {
    name: 'rights',
    ok: true,
    detail: superuser ? 'the pages use a superuser' : 'the pages use a role without special rights',
    remedy: superuser ? 'Set DOCKET_APP_DATABASE_URL to a role that only uses rows.' : null,
  };
}

async function checkDataFolder(data: string): Promise<HealthCheck> {
  const status = await stat(data).catch(() => null);
  if (status === null) {
    return {
      name: 'data folder',
      ok: false,
      detail: `${data} is missing`,
      remedy: 'Stop Docket and start it again.',
    };
  }
  const mode = status.mode & 0o777;
  const ok = mode === 0o700;
  const detail = `${data}, mode ${mode.toString(8)}, owner ${status.uid}`;
  return { name: 'data folder', ok, detail, remedy: ok ? null : `Run: chmod 700 ${data}` };
}

async function readFacts(url: string): Promise<ServerFacts> {
  const sql = postgres({ ...connectionOptions(url), max: 1, onnotice: () => undefined, connect_timeout: 10 });
  try {
    const [row] = await sql<Omit<ServerFacts, 'settings' | 'overrides'>[]>`
      SELECT current_setting('server_version_num')::int AS version,
        current_setting('server_encoding') AS encoding,
        current_setting('data_checksums') AS checksums, rolsuper AS superuser,
        pg_size_bytes(current_setting('max_wal_size'))::float8 AS "maxWalBytes"
      FROM pg_roles WHERE rolname = current_user`;
    if (row === undefined) throw new Error('the server does not know the current role');
    const settings = await sql<{ name: string; setting: string }[]>`
      SELECT name, setting FROM pg_settings WHERE name IN ${sql([...DURABLE_SETTINGS])}`;
    const overrides = await sql<{ line: string }[]>`
      SELECT line FROM pg_db_role_setting, unnest(setconfig) AS line
      WHERE split_part(line, '=', 1) IN ${sql([...DURABLE_SETTINGS])}
        AND split_part(line, '=', 2) IN ('off', 'false', 'no', '0')`;
    return { ...row, settings, overrides: overrides.map(({ line }) => line) };
  } finally {
    await sql.end({ timeout: 1 });
  }
}
