import type { ReactElement } from 'react';
import { RunForm } from '@/app/_check/run-form.tsx';
import { Frame } from '@/app/_ui/frame.tsx';
import { htmlResponse } from '@/app/_ui/respond.tsx';
import { AppError } from '@/lib/base/app-error.ts';
import { domainOfRequest, type RunRequest } from '@/lib/evidence/plan-run.ts';
import { cataloguePath, runPath } from '@/lib/view/check/run-address.ts';

/**
 * Runs `page`; a script, path or bound that cannot be run is answered with what would be right, and the form.
 */
export async function answerRefusals(
  request: Request,
  run: RunRequest,
  page: () => Promise<Response>,
): Promise<Response> {
  try {
    return await page();
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'DATABASE_UNAVAILABLE') throw error;
    const status = error.code === 'NOT_FOUND' ? 404 : 400;
    return htmlResponse(request, <Refused run={run} error={error} />, status);
  }
}

function Refused({ run, error }: { readonly run: RunRequest; readonly error: AppError }): ReactElement {
  const domain = domainOfRequest(run);
  return (
    <Frame
      title="This cannot be run"
      crumbs={[
        { text: 'scenarios', href: cataloguePath(domain) },
        { text: 'run', href: runPath(domain) },
      ]}
      up={cataloguePath(domain)}
    >
      <h1>This cannot be run</h1>
      <p className="problem" role="alert">
        {error.message}
      </p>
      <p>{error.remedy}</p>
      <RunForm domain={domain} run={run} />
    </Frame>
  );
}
