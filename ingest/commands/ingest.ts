import { parseArgs } from 'node:util';
import type { Command } from '@/ingest/commands/command.ts';
import { type Database, withDatabase } from '@/ingest/database.ts';
import { ingestLocation, type LocationCounts } from '@/ingest/pipeline/ingest-location.ts';
import { endEarly, readEarly } from '@/ingest/pipeline/read-early.ts';
import { describeCounts, rememberedSources } from '@/ingest/pipeline/remembered.ts';
import { docketHome } from '@/ingest/postgres/paths.ts';
import { asLocation } from '@/ingest/sources/file-address.ts';
import { checkListName } from '@/ingest/sources/list-name.ts';
import { checkLocation } from '@/ingest/sources/open-source.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { shownName } from '@/lib/view/text/file-name.ts';
import { terminalText } from '@/lib/view/text/terminal.ts';

export const ingestCommand: Command = {
  help: `usage: docket ingest [--list NAME] [--json] SOURCE...
       docket ingest [--json] --all

Reads mail into the archive and derives threads and series. What is there
already is counted and left alone, so a source can be read again at any time,
and a run that was killed goes on where it stopped.

SOURCE is a lore address (any page of a message or thread; or a whole list), an
mbox or mbox.gz file, a folder of .eml files or a Maildir, one message, a
public-inbox v2 inbox folder or one of its epoch repositories, a git bundle of
one, a series, patch or cover on Patchwork (its address, or its page saved as
text), or - for standard input. Addresses are fetched from lore.kernel.org and
patchwork.kernel.org, or from the hosts that DOCKET_ALLOWED_HOSTS lists.

Of a damaged source all that can be read is stored, and the exit code is 1.

  --all         bring every source that was ingested before up to date; see
                docket sources
  --list NAME   the list these messages belong to (default: what List-Id says,
                else the source's name)
  --json        print one JSON line a source: {"source", "stored", "duplicates",
                "removed", "problems", "damaged", "unchanged", "seconds"}; with
                --all {"source", "error", "remedy"} for one that failed

examples:
  docket ingest https://lore.kernel.org/linux-xfs/MESSAGE-ID/
  docket ingest https://lore.kernel.org/linux-xfs/
  docket ingest --all
`,
  run: async (argv) => {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { json: { type: 'boolean' }, list: { type: 'string' }, all: { type: 'boolean' } },
    });
    const json = values.json === true;
    if (values.all === true) {
      if (positionals.length > 0 || values.list !== undefined) {
        throw new AppError('BAD_INPUT', '--all takes no sources and no list.', 'docket ingest --all');
      }
      return withDatabase({ migrate: 'embedded' }, (database) => ingestAll(database, json));
    }
    if (positionals.length === 0) {
      throw new AppError('BAD_INPUT', 'No source given.', 'docket ingest SOURCE, or docket ingest --help');
    }
    const list = checkListName(values.list);
    const locations = positionals.map(asLocation);
    for (const location of locations) await checkLocation(location);
    const early = readEarly(locations[0] ?? '', list, docketHome());
    try {
      return await withDatabase({ migrate: 'embedded' }, async (database) => {
        let code = 0;
        for (const [index, location] of locations.entries()) {
          const begun = index === 0 ? await early : null;
          const counts = await ingestLocation(database, location, list, begun);
          report(location, counts, json);
          if (counts.damaged) code = 1;
        }
        return code;
      });
    } finally {
      await endEarly(await early);
    }
  },
};

function report(location: string, counts: LocationCounts, json: boolean): void {
  const text = json
    ? JSON.stringify({ source: location, ...counts, seconds: Math.round(counts.seconds * 1000) / 1000 })
    : describeCounts(location, counts);
  process.stdout.write(`${text}\n`);
}

/** A source that fails is told and does not stop the others; the exit code is 1 then, as for a damaged one. */
async function ingestAll(database: Database, json: boolean): Promise<number> {
  const sources = await rememberedSources(database.sql);
  if (sources.length === 0) process.stderr.write('No source is remembered yet: docket ingest SOURCE\n');
  let failed = 0;
  for (const { location, list } of sources) {
    try {
      const counts = await ingestLocation(database, location, list);
      report(location, counts, json);
      if (counts.damaged) failed += 1;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      failed += 1;
      const { message, remedy } = error;
      if (json) process.stdout.write(`${JSON.stringify({ source: location, error: message, remedy })}\n`);
      else process.stderr.write(terminalText(`${shownName(location)}: ${message}\n  remedy: ${remedy}\n`));
    }
  }
  return failed === 0 ? 0 : 1;
}
