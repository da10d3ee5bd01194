import type { Command } from '@/ingest/commands/command.ts';
import { withDatabase } from '@/ingest/database.ts';
import { runWorker } from '@/ingest/jobs/worker.ts';

export const workerCommand: Command = {
  help: `usage: docket worker

Runs ingest and derive jobs until it is stopped. docket serve starts one; run another only if you serve the pages
from another machine.
`,
  run: async () => {
    const stop = new AbortController();
    const end = (): void => {
      stop.abort();
      // A job starts again next time: what it stored is kept.
      setTimeout(() => process.exit(0), 2_000).unref();
    };
    process.once('SIGINT', end);
    process.once('SIGTERM', end);
    return withDatabase({ migrate: 'embedded' }, async (database) => {
      await runWorker(database, stop.signal, (line) => process.stdout.write(`${line}\n`));
      return 0;
    });
  },
};
