import { readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Command } from '@/ingest/commands/command.ts';
import { withDatabase } from '@/ingest/database.ts';
import { deriveEverything } from '@/ingest/derive/derive.ts';
import { withParsePool } from '@/ingest/parse/with-pool.ts';
import { createDiskGuard } from '@/ingest/pipeline/disk-guard.ts';
import { fileRefusal } from '@/ingest/pipeline/file-refusal.ts';
import { createProgress } from '@/ingest/pipeline/progress.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { parseMailmap } from '@/lib/series/mailmap.ts';
import { isDerivationStale } from '@/lib/store/derive/derivation.ts';
import { loadMailmapText, saveMailmap } from '@/lib/store/mailmap.ts';
import { formatCount } from '@/lib/view/count.ts';

/** The Linux kernel's has 100 kB. */
const MAILMAP_BYTES_MAX = 16 * 1024 * 1024;

export const mailmapCommand: Command = {
  help: `usage: docket mailmap [FILE | --clear]

Says which addresses belong to one person, in git's .mailmap format; a copy is
kept in the archive. Without it two addresses are two people: a display name
alone proves nothing. Everything derived is rebuilt afterwards.

  FILE      the mailmap to use, e.g. the .mailmap of the project's repository
  --clear   use none
  (none)    print the one in use
`,
  run: async (argv) => {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { clear: { type: 'boolean' } },
    });
    const [file] = positionals;
    if (positionals.length > 1 || (file !== undefined && values.clear)) {
      throw new AppError('BAD_INPUT', 'Give one file, or --clear.', 'docket mailmap --help');
    }
    const text = file === undefined ? null : checkMailmap(file, readMailmap(file));
    return withDatabase({ migrate: 'embedded' }, async ({ sql, lease }) => {
      if (text === null && !values.clear) {
        const used = await loadMailmapText(sql);
        process.stdout.write(used ?? '');
        if (used === null) process.stderr.write('No mailmap is in use: docket mailmap FILE\n');
        return 0;
      }
      // Stale: a --clear before this one may have been killed before all was derived.
      if (text === null && (await loadMailmapText(sql)) === null && !(await isDerivationStale(sql))) {
        process.stdout.write('No mailmap was in use; nothing is derived anew.\n');
        return 0;
      }
      await saveMailmap(sql, text);
      const progress = createProgress('derive', null);
      const { series } = await withParsePool((pool) =>
        deriveEverything(sql, pool, (messages) => progress.update(messages, messages), {
          guardDisk: createDiskGuard(lease),
        }),
      );
      progress.finish();
      const entries = formatCount(
        text === null ? 0 : parseMailmap(text).length,
        'mailmap entry',
        'mailmap entries',
      );
      process.stdout.write(`${entries} in use; ${series} series derived anew.\n`);
      return 0;
    });
  },
};

/** git leaves out what is no entry, and so do we; but a file of which most is none was taken by mistake. */
function checkMailmap(file: string, text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#')).length;
  const entries = parseMailmap(text).length;
  if (lines <= 2 * entries) return text;
  throw new AppError(
    'BAD_INPUT',
    `${file} is no mailmap: of its ${lines} lines ${entries} are entries.`,
    'Give a file as gitmailmap(5) has it, e.g. the .mailmap of a repository.',
  );
}

function readMailmap(file: string): string {
  try {
    if (statSync(file).size > MAILMAP_BYTES_MAX) {
      throw new AppError(
        'BAD_INPUT',
        `${file} is too large for a mailmap.`,
        'Give a file in .mailmap format.',
      );
    }
    return readFileSync(file, 'utf8').replaceAll('\0', '');
  } catch (error) {
    throw fileRefusal(file, error);
  }
}
