import { parseArgs } from 'node:util';
import type { Command } from '@/ingest/commands/command.ts';
import { withDatabase } from '@/ingest/database.ts';
import { ingestLocation } from '@/ingest/ingest-location.ts';
import { AppError } from '@/lib/base/app-error.ts';

export const ingestCommand: Command = {
  help: `usage: docket ingest [--list NAME] [--json] SOURCE...

Reads mail into the archive and derives threads and series. What is there already is counted and left alone, so a
source can be read again at any time, and a run that was killed goes on where it stopped.

SOURCE is an mbox or mbox.gz file, a folder of .eml files or a Maildir, one message, a public-inbox v2 inbox folder
or one of its epoch repositories, a git bundle of one, or - for standard input.

  --list NAME   the list these messages belong to (default: what List-Id says, else the source's name)
  --json        print one JSON line a source: {"source", "stored", "duplicates", "removed", "problems", "seconds"}

examples:
  curl -O https://lore.kernel.org/linux-xfs/MESSAGE-ID/t.mbox.gz && docket ingest t.mbox.gz
  git clone --mirror https://lore.kernel.org/linux-xfs/0 && docket ingest 0.git
`,
  run: async (argv) => {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { json: { type: 'boolean' }, list: { type: 'string' } },
    });
    if (positionals.length === 0) {
      throw new AppError('BAD_INPUT', 'No source given.', 'docket ingest FILE, or docket ingest --help');
    }
    return withDatabase({ migrate: 'embedded' }, async (database) => {
      for (const location of positionals) {
        const counts = await ingestLocation(database, location, values.list ?? null);
        const { stored, duplicates, removed, problems, seconds } = counts;
        const removals = removed > 0 ? `, ${removed} removed` : '';
        const text = `${location}: ${stored} stored, ${duplicates} duplicates${removals}, ${problems} problems in ${seconds.toFixed(1)} s`;
        process.stdout.write(`${values.json ? JSON.stringify({ source: location, ...counts }) : text}\n`);
      }
      return 0;
    });
  },
};
