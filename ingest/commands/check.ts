import { type CheckRequest, parseCheckArguments } from '@/ingest/check/arguments.ts';
import { planScenarios } from '@/ingest/check/plan.ts';
import { reportsAsJson, reportsAsText } from '@/ingest/check/print.ts';
import { printReplay } from '@/ingest/check/replay.ts';
import { runChecks } from '@/ingest/check/run-checks.ts';
import type { Command } from '@/ingest/commands/command.ts';

export const checkCommand: Command = {
  help: `usage: docket check [--scenario NAME]... [--script FILE]...
                    [--strategy NAME|CODE]... [--profile KEY=VALUE]...
                    [--events N] [--states N] [--json] [--domain ID]
       docket check (--scenario NAME | --script FILE) --strategy NAME
                    --replay PATH

Searches every interleaving of a zero range with writeback, IO completion and
reclaim for stale, lost or exposed bytes, and counts what each strategy costs.
Without a scenario: the whole catalogue, each entry at its own number of events.
Zero range is one domain of several; --domain refcount is another one, for
lookups that get a reference while the object is removed.
Without a strategy: all that apply. Needs no database.

  --script FILE   xfs_io commands, one a line or separated by ';', with
                  annotations (docs/simulator.md); - is standard input
  --profile K=V   block, page, folio (4k), order (xfs, ext4), batch (31), and as
                  0 or 1: iomap_valid, isize_zeroing, invalidate_lock,
                  delalloc_post_eof, cow, zoned, force_zero_range, hole_valid,
                  arbitrary_scan
  --events N      background sub-events on one path (default 5, which is a
                  write-back with reclaim)
  --states N      states after which a search gives up (default 2,000,000)
  --json          the reports as data, the same bytes for the same input
  --replay PATH   print the steps of a path of a report, with the state after
                  each

Exit code 0 when every expectation of the scripts holds, 1 when one does not, or
is open because a bound cut the search, 2 on bad input.

example:
  docket check --scenario trunc-down-unwritten-eof --strategy S8e
  echo 'falloc 0 4k; pwrite 0 4k; truncate 2k' |
    docket check --script - --strategy S4p
`,
  run: async (argv) => check(parseCheckArguments(argv)),
};

async function check(request: CheckRequest): Promise<number> {
  const plans = await planScenarios(request);
  if (request.replay !== null) {
    process.stdout.write(printReplay(plans, request, request.replay, terminalWidth()));
    return 0;
  }
  const results = await runChecks(plans, request);
  process.stdout.write(request.json ? reportsAsJson(results) : reportsAsText(results, terminalWidth()));
  return results.every(({ expectations }) => expectations.every(({ holds }) => holds === true)) ? 0 : 1;
}

/** Pictures need room, and lines beyond 160 columns are hard to follow. A file or pipe gets COLUMNS, or 80. */
function terminalWidth(): number {
  const columns = process.stdout.columns ?? Number(process.env['COLUMNS'] ?? 80);
  return Number.isFinite(columns) ? Math.min(160, Math.max(80, columns)) : 80;
}
