import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { AppError } from '@/lib/base/app-error.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { LOCKS } from '@/lib/store/database/locks.ts';

/**
 * Applies prisma/migrations to a database, in Prisma's own layout and bookkeeping, because `prisma migrate` downloads
 * an engine that is not always reachable (docs/database.md). `prisma migrate deploy` elsewhere sees the same table.
 */
type Migration = {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
  /** Of the text before a mend that changed only whether it runs at all; what it leaves is the same. */
  readonly before?: string;
};

type Applied = {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished: boolean;
};

/** Longer than a worker takes to end that was asked to. */
const ENDING_MS = 3_000;

const DIRECTORY = join(import.meta.dirname, 'migrations');

export function readMigrations(directory: string = DIRECTORY): readonly Migration[] {
  const mended = JSON.parse(readFileSync(join(DIRECTORY, 'mended.json'), 'utf8')) as Record<string, string>;
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(directory, name, 'migration.sql'), 'utf8');
      const checksum = createHash('sha256').update(sql).digest('hex');
      const before = mended[name];
      return { name, sql, checksum, ...(before === undefined ? {} : { before }) };
    });
}

/**
 * Brings the database up to date; returns the names of the migrations applied now.
 * Throws AppError SCHEMA_MISMATCH when the database is newer, was changed by hand, holds a half-applied migration, or
 * lacks one while another Docket serves it.
 */
export async function migrate(
  ownerUrl: string,
  migrations: readonly Migration[] = readMigrations(),
): Promise<readonly string[]> {
  const sql = postgres({ ...connectionOptions(ownerUrl), max: 1, onnotice: () => undefined });
  try {
    return await migrateLocked(sql, migrations);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function migrateLocked(
  sql: postgres.Sql,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  await sql`SELECT pg_advisory_lock(${LOCKS.migration})`;
  await sql`
    CREATE TABLE IF NOT EXISTS public._prisma_migrations (
      id varchar(36) PRIMARY KEY,
      checksum varchar(64) NOT NULL,
      finished_at timestamptz,
      migration_name varchar(255) NOT NULL,
      logs text,
      rolled_back_at timestamptz,
      started_at timestamptz NOT NULL DEFAULT now(),
      applied_steps_count integer NOT NULL DEFAULT 0
    )`;
  const applied = await listApplied(sql);
  const pending = pendingMigrations(applied, migrations);
  if (pending.length > 0) await keepWorkersAway(sql, pending.length);
  for (const migration of pending) await apply(sql, migration);
  return pending.map((migration) => migration.name);
}

/**
 * A Docket that runs knows the tables as they are: its pages and its worker would fail on others. Its worker holds a
 * lock for as long as it lives; this session takes it, so that none begins meanwhile.
 */
async function keepWorkersAway(sql: postgres.Sql, pending: number): Promise<void> {
  for (const deadline = performance.now() + ENDING_MS; ; await sleep(100)) {
    const [row] = await sql<{ free: boolean }[]>`SELECT pg_try_advisory_lock(${LOCKS.worker}) AS free`;
    if (row?.free === true) return;
    if (performance.now() < deadline) continue;
    throw new AppError(
      'SCHEMA_MISMATCH',
      `The database lacks ${pending} migration(s), and a Docket that runs on it does not know them.`,
      'Stop that one (docket serve, docket worker), then try again. Nothing was changed.',
    );
  }
}

async function listApplied(sql: postgres.Sql): Promise<readonly Applied[]> {
  return sql<Applied[]>`
    SELECT migration_name, checksum, finished_at IS NOT NULL AS finished
    FROM public._prisma_migrations WHERE rolled_back_at IS NULL ORDER BY migration_name`;
}

/** The migrations still to run; throws when the database is not a prefix of what this version knows. */
function pendingMigrations(
  applied: readonly Applied[],
  migrations: readonly Migration[],
): readonly Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of applied) {
    const migration = known.get(row.migration_name);
    if (!row.finished) {
      throw new AppError(
        'SCHEMA_MISMATCH',
        `Migration ${row.migration_name} is recorded as started but not finished; another tool left it half-applied.`,
        'Restore the database from a backup, or finish it with the tool that began it (prisma migrate resolve).',
      );
    }
    if (migration === undefined) {
      throw new AppError(
        'SCHEMA_MISMATCH',
        `The database has the migration ${row.migration_name}, which this version of Docket does not know.`,
        'It was written by a newer Docket: update this one (git pull), or use another DOCKET_HOME or DATABASE_URL.',
      );
    }
    if (row.checksum !== migration.checksum && row.checksum !== migration.before) {
      throw new AppError(
        'SCHEMA_MISMATCH',
        `Migration ${row.migration_name} is another one than the database was made with.`,
        'Check out the version that made it, or start with an empty DOCKET_HOME and ingest again.',
      );
    }
  }
  const done = new Set(applied.map((row) => row.migration_name));
  return migrations.filter((migration) => !done.has(migration.name));
}

/** One transaction each: a failure half-way leaves nothing behind, neither tables nor the record. */
async function apply(sql: postgres.Sql, migration: Migration): Promise<void> {
  await sql.begin(async (transaction) => {
    await transaction.unsafe(migration.sql);
    await transaction`
      INSERT INTO public._prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
      VALUES (${randomUUID()}, ${migration.checksum}, ${migration.name}, now(), 1)`;
  });
}

/** Refuses to serve on a database that lacks a migration or has an unknown one. Read-only. */
export async function assertMigrated(appUrl: string): Promise<void> {
  const sql = postgres({ ...connectionOptions(appUrl), max: 1, onnotice: () => undefined });
  try {
    const [table] = await sql`SELECT to_regclass('public._prisma_migrations') AS name`;
    const applied = table?.['name'] === null ? [] : await listApplied(sql);
    const pending = pendingMigrations(applied, readMigrations());
    if (pending.length > 0) {
      throw new AppError(
        'SCHEMA_MISMATCH',
        `The database lacks ${pending.length} migration(s), first ${pending[0]?.name}.`,
        'Run: npm run docket -- migrate',
      );
    }
  } finally {
    await sql.end({ timeout: 5 });
  }
}
