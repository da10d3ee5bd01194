import { parseArgs } from 'node:util';
import type { Command } from '@/ingest/commands/command.ts';
import { withDatabase } from '@/ingest/database.ts';
import { describeApplied } from '@/ingest/show/applied.ts';

export const migrateCommand: Command = {
  help: `usage: docket migrate [--json]

Applies the migrations that the database lacks, one transaction each. Other
commands do this by themselves on the embedded database; with DATABASE_URL it is
yours to run.

  --json   print {"applied": [names]}
`,
  run: async (argv) => {
    const { values } = parseArgs({ args: [...argv], options: { json: { type: 'boolean' } } });
    return withDatabase({ migrate: 'always' }, async ({ applied }) => {
      const text = `database: ${describeApplied(applied)}`;
      process.stdout.write(`${values.json ? JSON.stringify({ applied }) : text}\n`);
      return 0;
    });
  },
};
