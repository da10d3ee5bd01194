import { readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { asOperator } from '@/ingest/as-operator.ts';
import type { Command } from '@/ingest/commands/command.ts';
import { withDatabase } from '@/ingest/database.ts';
import { readLogLine } from '@/ingest/judgements/read-line.ts';
import { writeNewFile } from '@/ingest/judgements/write-new-file.ts';
import { fileRefusal } from '@/ingest/pipeline/file-refusal.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { canonicalJson, type Json } from '@/lib/base/canonical-json.ts';
import { didYouMean } from '@/lib/base/nearest.ts';
import type { Judgement } from '@/lib/judge/judgement.ts';
import { loadCommentPart } from '@/lib/store/judge/comment-rows.ts';
import { importEntries, type LogEntry } from '@/lib/store/judge/import-log.ts';
import { loadLogPart } from '@/lib/store/judge/load-judgements.ts';
import { settleJudged } from '@/lib/store/judge/settle-judged.ts';
import { mailLineOf } from '@/lib/view/text/judgement-text.ts';

const PART = 500;
/** Entries stored in one transaction, which has five seconds. */
const BATCH = 100;
const FILE_BYTES_MAX = 512 * 1024 * 1024;

export const judgementsCommand: Command = {
  help: `usage: docket judgements export [FILE] [--mail]
       docket judgements import FILE

What people said: judgements and comments, as JSON Lines in their order, the
only part of the archive that no mail can give back (docs/judgements.md). Two
exports of the same log are the same bytes.

  export [FILE]   write it to a file; without one, or to -, to standard output
  --mail          judgements as the #docket lines that say them in mail, below
                  what each answers
  import FILE     add what is not here yet, with its authors and times; may be
                  repeated; - is standard input
`,
  run: async (argv) => {
    const { positionals, values } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { mail: { type: 'boolean' } },
    });
    const [action, file] = positionals;
    const isKnown = action === 'export' || (action === 'import' && file !== undefined);
    if (!isKnown || positionals.length > 2) {
      const hint = didYouMean(action ?? '', ['export', 'import']);
      throw new AppError(
        'BAD_INPUT',
        'Say export, or import with a file.',
        `${hint}docket judgements --help`,
      );
    }
    const lines = action === 'import' ? await readLines(file ?? '') : [];
    return withDatabase({ migrate: 'embedded' }, (database) =>
      asOperator(database, () =>
        action === 'export'
          ? exportLog(file === '-' ? null : (file ?? null), values.mail === true)
          : importLog(lines),
      ),
    );
  },
};

async function exportLog(file: string | null, asMail: boolean): Promise<number> {
  const told = { entries: 0 };
  const texts = logTexts(asMail, told);
  if (file === null) {
    for await (const text of texts) process.stdout.write(text);
    return 0;
  }
  await writeNewFile(file, texts);
  process.stdout.write(`${file}: ${told.entries} entries\n`);
  return 0;
}

/** The log in its order; how many entries were given so far stands in `told`. */
async function* logTexts(asMail: boolean, told: { entries: number }): AsyncGenerator<string> {
  const judgementText = asMail ? mailOf : (entry: Judgement) => jsonOf({ type: 'judgement', ...entry });
  yield* entryTexts(loadLogPart, judgementText, told);
  if (!asMail) yield* entryTexts(loadCommentPart, (entry) => jsonOf({ type: 'comment', ...entry }), told);
}

async function* entryTexts<Entry extends { readonly id: string; readonly recordedAt: number }>(
  load: (
    after: { readonly at: number; readonly id: string } | null,
    most: number,
  ) => Promise<readonly Entry[]>,
  textOf: (entry: Entry) => string,
  told: { entries: number },
): AsyncGenerator<string> {
  for (let last: Entry | undefined, isEnd = false; !isEnd; ) {
    const part = await load(last === undefined ? null : { at: last.recordedAt, id: last.id }, PART);
    told.entries += part.length;
    yield part.map(textOf).join('');
    last = part.at(-1);
    isEnd = part.length < PART;
  }
}

function jsonOf(line: Json): string {
  return `${canonicalJson(line)}\n`;
}

function mailOf(judgement: Judgement): string {
  const { about, line } = mailLineOf(judgement);
  return `${about === null ? '' : `In-Reply-To: <${about}>\n`}\n${line}\n\n`;
}

async function importLog(lines: readonly LogEntry[]): Promise<number> {
  const counts = { added: 0, known: 0, clash: 0, gone: 0 };
  for (let at = 0; at < lines.length; at += BATCH) {
    for (const { kind } of await importEntries(lines.slice(at, at + BATCH))) counts[kind] += 1;
  }
  await settleJudged();
  const { added, known, clash, gone } = counts;
  process.stdout.write(
    `${added} entries added, ${known} known, ${gone} about messages that were taken down here\n`,
  );
  if (clash === 0) return 0;
  process.stderr.write(
    `docket judgements: ${clash} entries have the id of another one and were left out\n` +
      '  remedy: compare with docket judgements export\n',
  );
  return 1;
}

/** All lines are read before anything is stored: a damaged file changes nothing. */
async function readLines(file: string): Promise<readonly LogEntry[]> {
  const now = Date.now();
  const name = file === '-' ? 'standard input' : file;
  return (file === '-' ? await readInput() : readWhole(file))
    .split('\n')
    .flatMap((text, index): readonly LogEntry[] => {
      if (text.trim() === '') return [];
      const line = readLogLine(text);
      const place = `${name}, line ${index + 1}`;
      const remedy = 'Give a file that docket judgements export wrote.';
      if (typeof line === 'string') throw new AppError('BAD_INPUT', `${place}: ${line}.`, remedy);
      const { recordedAt } = line.type === 'judgement' ? line.judgement : line.entry;
      // Everything recorded later would have to be later still.
      if (recordedAt > now + 86_400_000) {
        throw new AppError(
          'BAD_INPUT',
          `${place}: recorded in the future.`,
          'Set the clock, or correct the file.',
        );
      }
      return [line];
    });
}

async function readInput(): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > FILE_BYTES_MAX) throw tooLarge('Standard input');
  }
  return Buffer.concat(chunks).toString('utf8');
}

function tooLarge(name: string): AppError {
  return new AppError('BAD_INPUT', `${name} is too large.`, 'Split it into parts, in order.');
}

function readWhole(file: string): string {
  try {
    if (statSync(file).size > FILE_BYTES_MAX) throw tooLarge(file);
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw fileRefusal(file, error);
  }
}
