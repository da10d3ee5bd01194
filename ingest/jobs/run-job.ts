import type { Database } from '@/ingest/database.ts';
import { deriveEverything } from '@/ingest/derive/derive.ts';
import { settleDesigns } from '@/ingest/derive/settle-designs.ts';
import { runCheckJob } from '@/ingest/jobs/run-check-job.ts';
import { withParsePool } from '@/ingest/parse/with-pool.ts';
import { createDiskGuard } from '@/ingest/pipeline/disk-guard.ts';
import { ingestLocation } from '@/ingest/pipeline/ingest-location.ts';
import { describeCounts } from '@/ingest/pipeline/remembered.ts';
import { unreachable } from '@/lib/base/assert.ts';
import { derivePending } from '@/lib/store/derive/derive.ts';
import type { Job } from '@/lib/store/jobs/job.ts';

/** Does one job; returns a line for the log. */
export async function runJob(
  database: Pick<Database, 'sql' | 'lease'>,
  job: Job,
  stop: AbortSignal,
): Promise<string> {
  switch (job.kind) {
    case 'ingest': {
      const { location, list } = job.payload;
      return describeCounts(location, await ingestLocation(database, location, list));
    }
    case 'derive': {
      const { messages, threads, series } = await withParsePool((pool) =>
        deriveEverything(database.sql, pool, () => undefined, { guardDisk: createDiskGuard(database.lease) }),
      );
      await settleDesigns(database);
      return `derived ${messages} messages, ${threads} threads and ${series} series`;
    }
    case 'check':
      return runCheckJob(database.sql, job, stop);
    case 'settle': {
      const { messages } = await derivePending(database.sql);
      const { designs } = await settleDesigns(database);
      return `settled ${messages} messages and ${designs} designs`;
    }
    default:
      return unreachable(job);
  }
}
