import { parseArgs } from 'node:util';
import { readScriptFile } from '@/ingest/check/read-script.ts';
import type { Command } from '@/ingest/commands/command.ts';
import { exportDesignCommand } from '@/ingest/commands/export-design.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { didYouMean } from '@/lib/base/nearest.ts';
import { checkScenario } from '@/lib/domains/registry.ts';
import { planRun } from '@/lib/evidence/plan-run.ts';

const STATES_MAX = 2_000_000;

export const exportCommand: Command = {
  help: `usage: docket export fstest|fsx (--scenario NAME | --script FILE)
                     --strategy NAME|CODE [--profile KEY=VALUE]... [--events N]
       docket export design MESSAGE-ID [--format md|json|mail] [--at TIME]

Prints the counterexample of a strategy on a scenario as a test, which needs
no database, or the state of the design that a message belongs to.

  fstest   a script for fstests. Where the counterexample needs background
           events it repeats beside a loop that makes them; where the model
           finds nothing wrong it is a test that a right kernel passes.
  fsx      operations for fsx --replay-ops, where no background event is
           needed; else the reason why not, and exit code 1.
           Of both: --profile as of docket check, --events at most 12.
  design   Markdown (unless --format says otherwise), JSON of a fixed shape
           (docs/design-export.md), or a summary as a mail of 72 columns that
           answers the newest posting. --at TIME: as it was then, ISO 8601; a
           day to its end, UTC.

example:
  docket export fstest --scenario trunc-down-unwritten-eof --strategy S8e > 999
  docket export design 20240718130212.23905-1-bfoster@redhat.com --format mail
`,
  run: async (argv) => {
    if (argv.includes('design')) return exportDesignCommand(argv);
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        scenario: { type: 'string' },
        script: { type: 'string' },
        strategy: { type: 'string' },
        profile: { type: 'string', multiple: true },
        events: { type: 'string' },
      },
    });
    const [kind] = positionals;
    const { scenario, script, strategy } = values;
    const isOne = (scenario === undefined) !== (script === undefined);
    if (
      positionals.length !== 1 ||
      (kind !== 'fstest' && kind !== 'fsx') ||
      !isOne ||
      strategy === undefined
    ) {
      throw new AppError(
        'BAD_INPUT',
        'Say what to export: fstest or fsx, one scenario or script, and one strategy; or design and its Message-ID.',
        `${didYouMean(kind ?? '', ['fstest', 'fsx', 'design'])}docket export --help has an example`,
      );
    }
    const planned = planRun({
      scenario: scenario ?? '',
      script: script === undefined ? '' : await readScriptFile(script),
      strategy,
      profile: (values.profile ?? []).join(' '),
      events: values.events ?? '',
    });
    const bounds = { eventsMax: planned.events, statesMax: STATES_MAX };
    if (planned.strategy === null)
      throw new AppError('BAD_INPUT', 'A test is about one strategy.', 'Name it.');
    const report = checkScenario(planned.scenario, planned.strategy.name, bounds);
    const { text, reason } = planned.domain.exportTest(kind, planned, report);
    if (text === null) process.stderr.write(`docket export: ${reason}\n`);
    else process.stdout.write(text);
    return text === null ? 1 : 0;
  },
};
