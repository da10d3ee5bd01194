import { missingResponse } from '@/app/_archive/missing.tsx';
import { JobPage } from '@/app/_check/job-page.tsx';
import { htmlResponse, servePage } from '@/app/_ui/respond.tsx';
import { loadCheckRun } from '@/lib/store/jobs/check-run.ts';

type Context = { readonly params: Promise<{ readonly key: string }> };

const REFRESH_S = 2;

/** A run of the worker: how far it is, and what it found. While it goes on the page asks again by itself. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { key } = await params;
  return servePage(request, async () => {
    const run = /^[0-9a-f]{32}$/.test(key) ? await loadCheckRun(key) : null;
    if (run === null)
      return missingResponse(request, { kind: 'address', path: new URL(request.url).pathname });
    const response = await htmlResponse(request, <JobPage run={run} />);
    // A header and not an element: it works without script, and nothing in the page moves by itself once it is over.
    if (run.state === 'queued' || run.state === 'running') response.headers.set('Refresh', String(REFRESH_S));
    return response;
  });
}
