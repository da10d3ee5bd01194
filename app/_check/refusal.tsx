import type { ReactElement } from 'react';
import { RunForm } from '@/app/_check/run-form.tsx';
import { Frame } from '@/app/_ui/frame.tsx';
import { htmlResponse } from '@/app/_ui/respond.tsx';
import { AppError } from '@/lib/base/app-error.ts';
import { domainOfRequest, type RunRequest } from '@/lib/evidence/plan-run.ts';
import { cataloguePath, isScriptLost, runPath } from '@/lib/view/check/run-address.ts';

/**
 * Runs `page`; a script, path or bound that cannot be run is answered with what would be right, and the form.
 */
export async function answerRefusals(
  request: Request,
  run: RunRequest,
  page: () => Promise<Response>,
): Promise<Response> {
  try {
    if (isScriptLost(new URL(request.url).searchParams))
      throw new AppError(
        'BAD_INPUT',
        'The script in this address cannot be read: the address was cut on its way.',
        'Ask who sent it for the script itself.',
      );
    return await page();
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'DATABASE_UNAVAILABLE') throw error;
    return refusedRun(request, run, error, error.code === 'NOT_FOUND' ? 404 : 400);
  }
}

/** Why, what would be right, and the form. */
export function refusedRun(request: Request, run: RunRequest, why: Why, status: number): Promise<Response> {
  return htmlResponse(request, <Refused run={run} why={why} />, status);
}

type Why = { readonly message: string; readonly remedy: string };

function Refused({ run, why }: { readonly run: RunRequest; readonly why: Why }): ReactElement {
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
        {why.message}
      </p>
      <p>{why.remedy}</p>
      <RunForm domain={domain} run={run} />
    </Frame>
  );
}
