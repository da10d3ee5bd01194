import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from '@/ingest/commands/command.ts';
import { knownFailure } from '@/ingest/postgres/known-failure.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { didYouMean } from '@/lib/base/nearest.ts';
import { terminalText } from '@/lib/view/text/terminal.ts';

/** Commands are loaded when they are called: `analyze` must work before the Prisma client is generated. */
const COMMANDS: readonly {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Command>;
}[] = [
  {
    name: 'ingest',
    summary: 'read mail into the archive',
    load: async () => (await import('@/ingest/commands/ingest.ts')).ingestCommand,
  },
  {
    name: 'sources',
    summary: 'list what was ingested, or forget it',
    load: async () => (await import('@/ingest/commands/sources.ts')).sourcesCommand,
  },
  {
    name: 'watch',
    summary: 'bring all sources up to date on a schedule',
    load: async () => (await import('@/ingest/commands/watch.ts')).watchCommand,
  },
  {
    name: 'show',
    summary: 'print a message, thread, series, range-diff or design',
    load: async () => (await import('@/ingest/commands/show.ts')).showCommand,
  },
  {
    name: 'search',
    summary: 'find messages, series and items',
    load: async () => (await import('@/ingest/commands/search.ts')).searchCommand,
  },
  {
    name: 'digest',
    summary: 'print what changed in a while, by design',
    load: async () => (await import('@/ingest/commands/digest.ts')).digestCommand,
  },
  {
    name: 'analyze',
    summary: 'read mail and print what it says as JSON, without a database',
    load: async () => (await import('@/ingest/commands/analyze.ts')).analyzeCommand,
  },
  {
    name: 'check',
    summary: 'prove or refute strategies on scenarios, count their costs',
    load: async () => (await import('@/ingest/commands/check.ts')).checkCommand,
  },
  {
    name: 'export',
    summary: 'print a counterexample as a test, or the state of a design',
    load: async () => (await import('@/ingest/commands/export.ts')).exportCommand,
  },
  {
    name: 'serve',
    summary: 'serve the pages',
    load: async () => (await import('@/ingest/commands/serve.ts')).serveCommand,
  },
  {
    name: 'worker',
    summary: 'run ingest and derive jobs (serve starts one)',
    load: async () => (await import('@/ingest/commands/worker.ts')).workerCommand,
  },
  {
    name: 'migrate',
    summary: 'bring the database up to date',
    load: async () => (await import('@/ingest/commands/migrate.ts')).migrateCommand,
  },
  {
    name: 'derive',
    summary: 'rebuild every derived row from the raw messages',
    load: async () => (await import('@/ingest/commands/derive.ts')).deriveCommand,
  },
  {
    name: 'mailmap',
    summary: 'say which addresses belong to one person',
    load: async () => (await import('@/ingest/commands/mailmap.ts')).mailmapCommand,
  },
  {
    name: 'judgements',
    summary: 'write what people said to a file, or read it back',
    load: async () => (await import('@/ingest/commands/judgements.ts')).judgementsCommand,
  },
  {
    name: 'invite',
    summary: 'print a link that makes an admin',
    load: async () => (await import('@/ingest/commands/invite.ts')).inviteCommand,
  },
  {
    name: 'doctor',
    summary: 'check database, disk, versions and archive, with remedies',
    load: async () => (await import('@/ingest/commands/doctor.ts')).doctorCommand,
  },
];

/** Runs one command; returns the exit code: 0 ok, 1 negative result, 2 bad input. */
export async function main(argv: readonly string[]): Promise<number> {
  const [first, ...others] = argv;
  const isHelp = first === 'help' || first === '--help' || first === '-h';
  const isOverview = isHelp && (others.length === 0 || /^(?:--help|-h|help)$/.test(others[0] ?? ''));
  if (first === undefined || isOverview) {
    (first === undefined ? process.stderr : process.stdout).write(overview());
    return first === undefined ? 2 : 0;
  }
  if (first === '--version' || first === '-V' || first === 'version') {
    process.stdout.write(`docket ${readVersion()}\n`);
    return 0;
  }
  // `docket help show` is `docket show --help`.
  const [name = '', rest] = isHelp ? [others[0], ['--help']] : [first, others];
  const entry = COMMANDS.find((command) => command.name === name);
  if (entry === undefined) {
    const names = [...COMMANDS.map((command) => command.name), '--help', '--version'];
    const remedy = `${didYouMean(name, names)}docket --help lists the commands`;
    process.stderr.write(`docket: there is no command '${name}'\n  remedy: ${remedy}\n`);
    return 2;
  }
  const command = await entry.load();
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(command.help);
    return 0;
  }
  // A driver of the database throws outside of any promise too. What is thrown here again ends the process as ever.
  const report = (error: unknown): number => reportError(name, command.help, rest, error);
  const onUncaught = (error: unknown): void => process.exit(report(error));
  process.on('uncaughtException', onUncaught);
  try {
    return await command.run(rest);
  } catch (error) {
    return report(error);
  } finally {
    process.off('uncaughtException', onUncaught);
  }
}

function readVersion(): string {
  const text = readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}

function overview(): string {
  const rows = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(11)}${summary}\n`).join('');
  return (
    `Docket reads development mailing lists and shows the state of the design.\n\n` +
    `usage: docket COMMAND [OPTION...]\n\n${rows}\n` +
    `docket COMMAND --help explains one, docket --version says which Docket this is.\n` +
    `Exit codes: 0 ok, 1 negative result, 2 bad input.\n`
  );
}

/** One line for the cause, one for the remedy; a stack trace only for what is a defect of ours. */
function reportError(name: string, help: string, given: readonly string[], error: unknown): number {
  const known = error instanceof AppError ? error : knownFailure(error);
  if (known !== null) {
    // Errors may quote mail.
    process.stderr.write(terminalText(`docket ${name}: ${known.message}\n  remedy: ${known.remedy}\n`));
    return 2;
  }
  if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
    // Node adds advice about `--` that nobody asked for.
    const [, wanting] =
      /^Option '(--[\w-]+)(?: <value>)?' argument (?:is ambiguous|missing)/.exec(error.message) ?? [];
    const instead = given.find((one, at) => /^-./.test(one) && given[at - 1] === wanting);
    const cause =
      wanting === undefined
        ? error.message.split('. To specify')[0]
        : `${wanting} wants a value${instead === undefined ? '' : `, not ${instead}`}`;
    // Its help has all of them.
    const option = /^Unknown option '(--[^'=]+)/.exec(error.message)?.[1] ?? '';
    const meant = didYouMean(option, help.match(/--[a-z][a-z-]*/g) ?? []);
    process.stderr.write(`docket ${name}: ${cause}\n  remedy: ${meant}docket ${name} --help\n`);
    return 2;
  }
  throw error;
}
