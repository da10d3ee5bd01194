import { parseArgs } from 'node:util';
import type { Command } from '@/ingest/commands/command.ts';
import { parseTime } from '@/ingest/commands/time-option.ts';
import { modelEndpoint } from '@/ingest/opinion/ask-model.ts';
import { withOpinions } from '@/ingest/opinion/with-opinions.ts';
import { withParsePool } from '@/ingest/parse/with-pool.ts';
import { readSource } from '@/ingest/pipeline/pipeline.ts';
import { docketHome } from '@/ingest/postgres/paths.ts';
import { describeStudy, listProblems, listSetAside } from '@/ingest/show/analyze.ts';
import { type ListedEmail, type Study, study } from '@/ingest/show/study.ts';
import { asLocation } from '@/ingest/sources/file-address.ts';
import { checkListName } from '@/ingest/sources/list-name.ts';
import { openSource } from '@/ingest/sources/open-source.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { canonicalJson } from '@/lib/base/canonical-json.ts';
import type { Problem } from '@/lib/base/problem.ts';
import { terminalText } from '@/lib/view/text/terminal.ts';

export const analyzeCommand: Command = {
  help: `usage: docket analyze SOURCE... --json [--at TIME] [--list NAME] [--explain]
       [--ask-model]

Reads the sources into memory and prints one JSON document on what they say:
messages, threads, series, items. Needs no database. Same input, same output,
byte for byte, in any order. Sources are those of docket ingest. Of a damaged
one it says what can be read, and its exit code is 1.

  --at TIME     the state at this time, ISO 8601; a day to its end, UTC;
                default: the newest sane date of the input
  --list NAME   the list of messages that name none
  --explain     say of every item what made it
  --ask-model   let a language model look at doubtful items again
                (docs/items.md): the endpoint in DOCKET_MODEL_URL, with
                DOCKET_MODEL and DOCKET_MODEL_KEY; the words of these items are
                sent to it
`,
  run: async (argv) => {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        at: { type: 'string' },
        list: { type: 'string' },
        explain: { type: 'boolean' },
        'ask-model': { type: 'boolean' },
      },
    });
    if (positionals.length === 0) {
      throw new AppError(
        'BAD_INPUT',
        'No source given.',
        'docket analyze FILE --json, or docket analyze --help',
      );
    }
    const at = values.at === undefined ? null : parseTime(values.at, 'end');
    const emails: ListedEmail[] = [];
    const problems: Problem[] = [];
    await withParsePool(async (pool) => {
      for (const location of positionals.map(asLocation)) {
        const source = await openSource(location, {
          list: checkListName(values.list),
          cursor: null,
          home: docketHome(),
        });
        const read = await readSource(pool, source, source.fallbackList);
        emails.push(...read.messages);
        problems.push(...read.problems);
      }
    });
    const found = study(emails, at, values.explain === true);
    const told = [...problems, ...listSetAside(found)];
    const all = listProblems(found, told);
    // What was thrown may quote mail.
    for (const { code, where, detail } of all)
      process.stderr.write(terminalText(`${code} at ${where}: ${detail}\n`));
    const shown = values['ask-model'] === true ? await askModel(found) : found;
    process.stdout.write(`${canonicalJson(describeStudy(shown, all, values.explain === true))}\n`);
    return told.some(({ code }) => code === 'source-damaged') ? 1 : 0;
  },
};

async function askModel(found: Study): Promise<Study> {
  const endpoint = modelEndpoint(process.env);
  if (endpoint === null) {
    const remedy = 'Set DOCKET_MODEL_URL, e.g. http://127.0.0.1:11434/v1, or leave out --ask-model.';
    throw new AppError('BAD_INPUT', 'No language model is configured.', remedy);
  }
  return withOpinions(found, endpoint, docketHome(), ({ id, why }) =>
    process.stderr.write(`refused of the language model: ${id} ${why}\n`),
  );
}
