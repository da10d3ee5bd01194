import { parseArgs } from 'node:util';
import type { Command } from '@/ingest/commands/command.ts';
import { type Database, withDatabase } from '@/ingest/database.ts';
import { runWorker } from '@/ingest/jobs/worker.ts';
import { keepLetters } from '@/ingest/letters/run-letters.ts';
import { ingestLocation } from '@/ingest/pipeline/ingest-location.ts';
import { stopWithin } from '@/ingest/stop-signal.ts';
import { watchEveryMs, watchSources } from '@/ingest/watch.ts';

export const workerCommand: Command = {
  help: `usage: docket worker

Runs ingest and derive jobs until it is stopped, tells accounts what concerns
them, and mails it (docs/feeds.md). docket serve starts one; run another only if
you serve the pages from another machine. With DOCKET_WATCH=TIME in the
environment (90s, 5m, 1h) it does what docket watch does as well.
`,
  run: async (argv) => {
    parseArgs({ args: [...argv], options: {} });
    // A job starts again next time: what it stored is kept.
    const stop = stopWithin(2_000);
    const everyMs = watchEveryMs(process.env);
    const onLine = (line: string): void => {
      process.stdout.write(`${line}\n`);
    };
    return withDatabase({ migrate: 'embedded', derives: true }, async (database) => {
      const watch = async (signal: AbortSignal, reached: Pick<Database, 'sql' | 'lease'>): Promise<void> => {
        if (everyMs === null) return;
        await watchSources(reached.sql, {
          everyMs,
          signal,
          onLine,
          ingest: (location, list) => ingestLocation(reached, location, list),
        });
      };
      process.env['DOCKET_WEB_DATABASE_URL'] = database.lease.appUrl;
      const beside: Parameters<typeof runWorker>[3] = async (signal, reached) => {
        await Promise.all([watch(signal, reached), keepLetters(signal, onLine)]);
      };
      await runWorker(database, stop, onLine, beside);
      return 0;
    });
  },
};
