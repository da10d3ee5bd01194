import type { ReactElement } from 'react';
import { ReportTable } from '@/app/_check/report-table.tsx';
import { RunForm } from '@/app/_check/run-form.tsx';
import { Frame } from '@/app/_ui/frame.tsx';
import type { PlannedRun, RunRequest } from '@/lib/evidence/plan-run.ts';
import type { CheckReport } from '@/lib/sim/zero-range/report.ts';

type Props = {
  readonly run: RunRequest;
  /** Null: nothing was asked yet. */
  readonly result: {
    readonly planned: PlannedRun;
    readonly reports: readonly CheckReport[];
    /** Strategies that take longer than a page may. */
    readonly left: readonly string[];
  } | null;
};

/** A script of one's own, or one of the catalogue under other settings. */
export function RunPage({ run, result }: Props): ReactElement {
  return (
    <Frame
      title={result === null ? 'Run a script' : `A run of ${result.planned.name}`}
      crumbs={[
        { text: 'scenarios', href: '/scenario' },
        { text: 'run', href: null },
      ]}
      up="/scenario"
    >
      <h1>{result === null ? 'Run a script' : `A run of ${result.planned.name}`}</h1>
      {result === null ? (
        <p>
          Every interleaving of the last command that zeroes or changes the size with writeback, completion
          and reclaim, for each strategy. What you get is an address.
        </p>
      ) : (
        <p className="facts">
          <span>
            at most {result.planned.events} background events
            {run.profile === '' ? '' : `, ${run.profile}`}
          </span>
          <span>
            {result.reports.filter(({ verdict }) => verdict.length > 0).length} of {result.reports.length}{' '}
            strategies wrong
          </span>
        </p>
      )}
      {result === null || result.left.length === 0 ? null : (
        <p className="problem">
          Too long for a page: {result.left.join(', ')}. Run it in this browser, or with docket check.
        </p>
      )}
      {result === null || result.reports.length === 0 ? null : (
        <ReportTable reports={result.reports} request={run} label="Verdicts" />
      )}
      <RunForm run={run} />
    </Frame>
  );
}
