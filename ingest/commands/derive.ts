import { parseArgs } from 'node:util';
import type { Command } from '@/ingest/commands/command.ts';
import { withDatabase } from '@/ingest/database.ts';
import { deriveEverything } from '@/ingest/derive/derive.ts';
import { settleDesigns } from '@/ingest/derive/settle-designs.ts';
import { withParsePool } from '@/ingest/parse/with-pool.ts';
import { createDiskGuard } from '@/ingest/pipeline/disk-guard.ts';
import { createProgress } from '@/ingest/pipeline/progress.ts';

export const deriveCommand: Command = {
  help: `usage: docket derive [--json]

Rebuilds every derived row and the search index from the raw messages, in one
transaction: pages show the old rows until the new ones are complete. Needed
after an update that reads mail better, and harmless at any time.

  --json   print {"messages", "threads", "series"}
`,
  run: async (argv) => {
    const { values } = parseArgs({ args: [...argv], options: { json: { type: 'boolean' } } });
    return withDatabase({ migrate: 'embedded', derives: true }, async (database) => {
      const { sql } = database;
      const [row] = await sql<{ n: number }[]>`SELECT count(*)::int AS n FROM ground.raw_message`;
      const progress = createProgress('derive', { unit: 'messages', total: row?.n ?? 0 });
      const counts = await withParsePool((pool) =>
        deriveEverything(sql, pool, (messages) => progress.update(messages, messages), {
          guardDisk: createDiskGuard(database.lease),
        }),
      );
      progress.finish();
      await settleDesigns(database);
      const { messages, threads, series } = counts;
      const text = `Derived ${messages} messages, ${threads} threads and ${series} series.`;
      process.stdout.write(`${values.json ? JSON.stringify(counts) : text}\n`);
      return 0;
    });
  },
};
