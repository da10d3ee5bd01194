import postgres, { type Sql } from 'postgres';
import { settledDigest } from '@/ingest/derive/settled-digest.ts';
import { sourceOf } from '@/ingest/hostile/source-of.ts';
import { createParsePool, type ParsePool } from '@/ingest/parse/pool.ts';
import { type IngestCounts, ingestSource } from '@/ingest/pipeline/pipeline.ts';
import { cloneDatabase } from '@/ingest/postgres/test-database.ts';
import type { Source } from '@/ingest/sources/source.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { DERIVED_TABLES } from '@/lib/store/derive/table-digests.ts';
import { registerSource } from '@/lib/store/sources/source.ts';

/** A database of its own with the real pool and pipeline before it: what a test of hostile mail ingests into. */
export type HostileArchive = {
  readonly sql: Sql;
  readonly pool: ParsePool;
  /** Each call is a source of its own, read from its beginning. */
  readonly ingest: (from: Source | readonly Uint8Array[]) => Promise<IngestCounts>;
  readonly digest: () => Promise<Readonly<Record<string, string>>>;
  readonly close: () => Promise<void>;
};

export async function openHostileArchive(): Promise<HostileArchive> {
  const database = await cloneDatabase(TEMPLATE);
  const sql = postgres({ ...connectionOptions(database.appUrl), max: 4, onnotice: () => undefined });
  const pool = createParsePool();
  let sources = 0;
  return {
    sql,
    pool,
    ingest: async (from) => {
      sources += 1;
      const name = `source ${sources}`;
      await registerSource(sql, { name, location: name, list: null });
      return ingestSource(sql, name, 'events' in from ? from : sourceOf(from), {
        pool,
        guardDisk: async () => undefined,
        fallbackList: 'hostile',
        onProgress: () => undefined,
      });
    },
    digest: () => settledDigest(sql, DERIVED_TABLES),
    close: async () => {
      await Promise.all([sql.end(), pool.close()]);
      await database.drop();
    },
  };
}
