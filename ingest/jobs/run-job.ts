import type { Database } from '@/ingest/database.ts';
import { deriveEverything } from '@/ingest/derive.ts';
import { ingestLocation } from '@/ingest/ingest-location.ts';
import { withParsePool } from '@/ingest/parse/with-pool.ts';
import { unreachable } from '@/lib/base/assert.ts';
import type { Job } from '@/lib/store/job.ts';

/** Does one job; returns a line for the log. */
export async function runJob(database: Database, job: Job): Promise<string> {
  switch (job.kind) {
    case 'ingest': {
      const { location, list } = job.payload;
      const { stored, duplicates, problems, seconds } = await ingestLocation(database, location, list);
      return `${location}: ${stored} stored, ${duplicates} duplicates, ${problems} problems in ${seconds.toFixed(1)} s`;
    }
    case 'derive': {
      const { messages, threads, series } = await withParsePool((pool) =>
        deriveEverything(database.sql, pool, () => undefined),
      );
      return `derived ${messages} messages, ${threads} threads and ${series} series`;
    }
    default:
      return unreachable(job);
  }
}
