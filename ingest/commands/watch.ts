import { parseArgs } from 'node:util';
import type { Command } from '@/ingest/commands/command.ts';
import { withDatabase } from '@/ingest/database.ts';
import { ingestLocation } from '@/ingest/pipeline/ingest-location.ts';
import { rememberedSources } from '@/ingest/pipeline/remembered.ts';
import { stopWithin } from '@/ingest/stop-signal.ts';
import { parseEvery, watchSources } from '@/ingest/watch.ts';
import { formatCount } from '@/lib/view/count.ts';

export const watchCommand: Command = {
  help: `usage: docket watch [--every TIME]

Brings every remembered source up to date, again and again, until it is stopped.
A source that fails is told and tried again after twice the time, at most an
hour; it does not stop the others. With DOCKET_WATCH=TIME, docket serve does the
same.

  --every TIME   from one start to the next: 90s, 5m, 1h (default: 5m)
`,
  run: async (argv) => {
    const { values } = parseArgs({ args: [...argv], options: { every: { type: 'string' } } });
    const everyMs = parseEvery(values.every ?? '5m');
    // A reading in progress goes on next time where it stopped.
    const stop = stopWithin(2_000);
    const onLine = (line: string): void => {
      process.stdout.write(`${new Date().toISOString().slice(0, 19)}Z ${line}\n`);
    };
    return withDatabase({ migrate: 'embedded' }, async (database) => {
      const count = (await rememberedSources(database.sql)).length;
      onLine(`watching ${formatCount(count, 'source', 'sources')}, every ${everyMs / 1000} s`);
      if (count === 0) onLine('none is remembered yet: docket ingest SOURCE');
      await watchSources(database.sql, {
        everyMs,
        signal: stop,
        onLine,
        ingest: (location, list) => ingestLocation(database, location, list),
      });
      return 0;
    });
  },
};
