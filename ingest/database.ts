import postgres, { type Sql } from 'postgres';
import { acquireDatabase, type DatabaseLease } from '@/ingest/postgres/acquire.ts';
import { docketHome } from '@/ingest/postgres/paths.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { isDerivationStale } from '@/lib/store/derive/derivation.ts';
import { assertMigrated, migrate } from '@/prisma/migrate.ts';

export type Database = {
  /** Connections of the application role: rows only, no tables. */
  readonly sql: Sql;
  readonly lease: DatabaseLease;
  /** Names of the migrations applied on the way in. */
  readonly applied: readonly string[];
};

/** Of a process: a command needs one, a worker one for each lane and two for what it does beside. */
const CONNECTIONS_MAX = 4;

const STALE =
  'What is shown was derived by another version of Docket; npm start brings it up to date, or: docket derive\n';

/**
 * Opens the database, brings it up to date, and closes it again after `use`. The embedded server is migrated always;
 * a database of the operator's only when asked (`always`), else a missing migration is refused with its remedy.
 * What `derives` itself is not told that it ought to.
 */
export async function withDatabase<T>(
  options: { readonly migrate: 'always' | 'embedded'; readonly derives?: boolean },
  use: (database: Database) => Promise<T>,
): Promise<T> {
  const lease = await acquireDatabase({
    home: docketHome(),
    onLog: (line) => {
      // True of every command; only what happens once, or goes wrong, is worth a line.
      if (!line.includes('accepts connections')) process.stderr.write(`${line}\n`);
    },
  });
  try {
    let applied: readonly string[] = [];
    if (lease.embedded || options.migrate === 'always') applied = await migrate(lease.ownerUrl);
    else await assertMigrated(lease.appUrl);
    const sql = openPool(lease.appUrl);
    try {
      const isStale = await isDerivationStale(sql);
      if (isStale && options.derives !== true) process.stderr.write(STALE);
      return await use({ sql, lease, applied });
    } finally {
      await sql.end({ timeout: 5 });
    }
  } finally {
    await lease.release();
  }
}

/** Connections of a role, opened when first used; whoever opens them ends them. */
export function openPool(url: string): Sql {
  return postgres({ ...connectionOptions(url), max: CONNECTIONS_MAX, onnotice: () => undefined });
}
