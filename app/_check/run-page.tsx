import type { ReactElement } from 'react';
import { ExpectationList } from '@/app/_check/expectation-list.tsx';
import { ReportTable } from '@/app/_check/report-table.tsx';
import { RunForm } from '@/app/_check/run-form.tsx';
import { WhatBreaks } from '@/app/_check/what-breaks.tsx';
import { type SaidOfCells, SaidOfCellsSection } from '@/app/_judge/said-of-cells.tsx';
import { Frame } from '@/app/_ui/frame.tsx';
import type { PlannedRun, RunRequest } from '@/lib/evidence/plan-run.ts';
import type { Domain } from '@/lib/sim/domain.ts';
import type { CheckReport } from '@/lib/sim/report.ts';
import { cataloguePath, runAddress } from '@/lib/view/check/run-address.ts';
import { formatCount } from '@/lib/view/count.ts';

type Props = {
  /** Whose language the script is in. */
  readonly domain: Domain;
  readonly run: RunRequest;
  /** Null: nothing was asked yet. */
  readonly result: {
    readonly planned: PlannedRun;
    readonly reports: readonly CheckReport[];
    /** Strategies that take longer than a page may. */
    readonly left: readonly string[];
    /** Null: it is no cell of a matrix. */
    readonly said: SaidOfCells | null;
  } | null;
};

/** A search that a bound cut and that found nothing is no proof. */
function Cut({ reports }: { readonly reports: readonly CheckReport[] }): ReactElement | null {
  const open = reports.filter(({ exhausted, verdict }) => !exhausted && verdict.length === 0).length;
  if (open === 0) return null;
  return (
    <span className="status held">
      ◌ {open} not decided: a bound cut the search, and nothing was found so far
    </span>
  );
}

/** A script that never asks for what the strategies differ in holds with every one, and proves none. */
function Alike({ reports }: { readonly reports: readonly CheckReport[] }): ReactElement | null {
  const found = new Set(
    reports.map(({ verdict, states, transitions, cost }) =>
      JSON.stringify([verdict, states, transitions, cost]),
    ),
  );
  if (reports.length < 2 || found.size > 1) return null;
  return <span className="status held">◌ nothing decided: in this script every strategy does the same</span>;
}

/** A script of one's own, or one of the catalogue under other settings. */
export function RunPage({ domain, run, result }: Props): ReactElement {
  const of = run.script === '' ? run.scenario : 'a script';
  const title = result === null ? 'Run a script' : `A run of ${of}`;
  return (
    <Frame
      title={title}
      crumbs={[
        { text: 'scenarios', href: cataloguePath(domain) },
        { text: 'run', href: null },
      ]}
      up={cataloguePath(domain)}
    >
      <h1>{title}</h1>
      {result === null ? (
        <p>{domain.words.searched} The page that says what was found has an address to pass on.</p>
      ) : (
        <p className="facts">
          <span>
            at most {formatCount(result.planned.events, 'background event', 'background events')}
            {run.profile === '' ? '' : `, ${run.profile}`}
          </span>
          <span>
            {result.reports.filter(({ verdict }) => verdict.length > 0).length} of{' '}
            {formatCount(result.reports.length, 'strategy', 'strategies')} wrong
          </span>
          <Cut reports={result.reports} />
          <Alike reports={result.reports} />
        </p>
      )}
      {result === null || result.left.length === 0 ? null : (
        <p className="problem">
          Too long for a page: {result.left.join(', ')}. Run it in this browser, or with docket check.
        </p>
      )}
      {result === null ? null : (
        <WhatBreaks
          {...{ domain, request: run }}
          scenario={result.planned.scenario}
          reports={result.reports}
        />
      )}
      {result === null || result.reports.length === 0 ? null : (
        <ReportTable domain={domain} reports={result.reports} request={run} label="Verdicts" />
      )}
      {result === null ? null : <ExpectationList planned={result.planned} reports={result.reports} />}
      {result === null || result.said === null ? null : (
        <SaidOfCellsSection said={result.said} back={runAddress(run)} />
      )}
      <RunForm domain={domain} run={run} />
    </Frame>
  );
}
