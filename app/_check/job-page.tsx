import type { ReactElement } from 'react';
import { Form } from '@/app/_account/form.tsx';
import { ExpectationList } from '@/app/_check/expectation-list.tsx';
import { ReportTable } from '@/app/_check/report-table.tsx';
import { runKey } from '@/app/_check/run-key.ts';
import { WhatBreaks } from '@/app/_check/what-breaks.tsx';
import { Frame } from '@/app/_ui/frame.tsx';
import { domainOfRequest, planRun } from '@/lib/evidence/plan-run.ts';
import type { CheckRun } from '@/lib/store/jobs/check-run.ts';
import { currentReader } from '@/lib/store/reader.ts';
import { cataloguePath, runAddress, runPath } from '@/lib/view/check/run-address.ts';
import { formatCount } from '@/lib/view/count.ts';

/** A run of the worker. */
export function JobPage({ run }: { readonly run: CheckRun }): ReactElement {
  const { request, reports, state } = run;
  const domain = domainOfRequest(request);
  // What another version of the model found cannot be followed step by step.
  const isCurrent = runKey(domain.version, request) === run.key;
  const planned = isCurrent && reports.length > 0 ? planRun(request) : null;
  const title = `A run of ${request.scenario === '' ? 'a script' : request.scenario}`;
  const reader = currentReader();
  const goesOn = state === 'queued' || state === 'running';
  const isOwn = reader !== null && (reader.isAdmin || reader.accountId === run.accountId);
  return (
    <Frame
      title={`${title} (${state})`}
      crumbs={[
        { text: 'scenarios', href: cataloguePath(domain) },
        { text: 'run', href: runPath(domain) },
        { text: 'job', href: null },
      ]}
      up={runPath(domain)}
    >
      <h1>{title}</h1>
      <p role="status" className={state === 'failed' ? 'problem' : undefined}>
        {sayHow(run)}
      </p>
      {goesOn && isOwn ? (
        <Form action="/run/job/cancel" submit="Cancel" hidden={{ key: run.key }} inline={true} />
      ) : null}
      {planned === null ? null : <WhatBreaks {...{ domain, request, reports }} scenario={planned.scenario} />}
      {reports.length === 0 ? null : (
        <ReportTable domain={domain} reports={reports} request={request} label="Verdicts" />
      )}
      {planned === null ? null : <ExpectationList planned={planned} reports={reports} />}
      {request.script === '' ? null : <pre className="command script">{request.script}</pre>}
      <p className="facts">
        <a href={runAddress(request)}>edit it and run again</a>
      </p>
    </Frame>
  );
}

function sayHow({ state, error, progress, reports }: CheckRun): string {
  const found = formatCount(reports.length, 'strategy', 'strategies');
  switch (state) {
    case 'queued':
      return 'Waits for the worker. This page asks again every two seconds.';
    case 'running':
      return progress === null
        ? 'Begins.'
        : `${reports.length} of ${formatCount(progress.of, 'strategy', 'strategies')} done; ` +
            `${progress.strategy}: ${progress.states.toLocaleString('en')} states so far.`;
    case 'done':
      return `Done on the server: ${found}, ${reports
        .reduce((sum, { states }) => sum + states, 0)
        .toLocaleString('en')} states.`;
    case 'cancelled':
      return `Cancelled. ${found} done before.`;
    case 'failed':
      return `Ended early: ${error ?? 'no reason was kept.'} ${found} done before.`;
  }
}
