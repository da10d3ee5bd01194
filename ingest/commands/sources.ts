import { parseArgs } from 'node:util';
import type { Command } from '@/ingest/commands/command.ts';
import { withDatabase } from '@/ingest/database.ts';
import { docketHome } from '@/ingest/postgres/paths.ts';
import { removeBundleMirror } from '@/ingest/sources/bundle.ts';
import { asLocation } from '@/ingest/sources/file-address.ts';
import { sourceName } from '@/ingest/sources/open-source.ts';
import { isUrl, removeRemoteMirror } from '@/ingest/sources/remote.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { didYouMean } from '@/lib/base/nearest.ts';
import { listSources, removeSource, type SourceSummary } from '@/lib/store/sources/source.ts';
import { formatCount } from '@/lib/view/count.ts';
import { shownName } from '@/lib/view/text/file-name.ts';
import { terminalText } from '@/lib/view/text/terminal.ts';

export const sourcesCommand: Command = {
  help: `usage: docket sources [--json]
       docket sources remove NAME...

Lists what was ingested, with how far it was read; docket ingest --all and
docket watch read on from there. remove forgets a source: the messages stay,
only the place to read on from and its mirror are gone.

  --json   print one JSON line a source: {"name", "location", "list", "kind",
           "stored", "duplicates", "removed", "problems", "problemsShown",
           "lastRunAt", "failure"}

example:
  docket sources remove https://lore.kernel.org/linux-xfs/
`,
  run: async (argv) => {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { json: { type: 'boolean' } },
    });
    const [action, ...names] = positionals;
    if (action !== undefined && (action !== 'remove' || names.length === 0)) {
      const remedy = `${didYouMean(action, ['remove'])}docket sources --help`;
      throw new AppError('BAD_INPUT', 'docket sources lists, or removes by name.', remedy);
    }
    return withDatabase({ migrate: 'embedded' }, async ({ sql }) => {
      if (action === undefined) {
        const sources = await listSources(sql);
        process.stdout.write(sources.map(values.json ? toJsonLine : describeSource).join(''));
        if (sources.length === 0) process.stderr.write('No source is remembered yet: docket ingest SOURCE\n');
        return 0;
      }
      let missing = 0;
      for (const name of names) {
        const known = sourceName(name === 'stdin' ? '-' : asLocation(name));
        if (await removeSource(sql, known)) {
          await (isUrl(known) ? removeRemoteMirror : removeBundleMirror)(known, docketHome());
          process.stdout.write(`forgot ${shownName(known)}\n`);
        } else {
          missing += 1;
          process.stderr.write(
            `docket sources: There is no source ${shownName(name)}.\n  remedy: docket sources lists them\n`,
          );
        }
      }
      return missing === 0 ? 0 : 1;
    });
  },
};

function toJsonLine({ failure, lastRunAt, ...source }: SourceSummary): string {
  const times = {
    lastRunAt: toIso(lastRunAt),
    failure: failure === null ? null : { at: toIso(failure.at), text: failure.text },
  };
  return `${JSON.stringify({ ...source, ...times })}\n`;
}

/** The name on a line of its own, for it may be long; what is known of it below. */
function describeSource(source: SourceSummary): string {
  const { name, kind, list, lastRunAt, stored, duplicates, removed, problems, problemsShown, failure } =
    source;
  const read = lastRunAt === null ? 'never read to its end' : `last read ${toIso(lastRunAt)}`;
  const counts = [
    `${stored} stored`,
    formatCount(duplicates, 'duplicate', 'duplicates'),
    `${removed} removed`,
    formatCount(problems, 'problem', 'problems'),
  ].join(', ');
  const about = [kind, list === null ? null : `list ${list}`, read, counts].filter((part) => part !== null);
  const trouble = failure === null ? '' : `  failed ${toIso(failure.at)}: ${terminalText(failure.text)}\n`;
  const shown = problemsShown.map(
    ({ code, where, detail }) => `  ${code} at ${shownName(where)}: ${terminalText(detail)}\n`,
  );
  const rest = problems > shown.length ? `  and ${problems - shown.length} problems more\n` : '';
  return `${shownName(name)}\n  ${about.join('; ')}\n${trouble}${shown.join('')}${rest}`;
}

function toIso(epochMs: number): string;
function toIso(epochMs: number | null): string | null;
function toIso(epochMs: number | null): string | null {
  return epochMs === null ? null : `${new Date(epochMs).toISOString().slice(0, 19)}Z`;
}
