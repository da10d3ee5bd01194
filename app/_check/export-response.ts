import { answerRefusals } from '@/app/_check/refusal.tsx';
import { searchWithin } from '@/app/_check/reports.ts';
import { servePage } from '@/app/_ui/respond.tsx';
import { AppError } from '@/lib/base/app-error.ts';
import { planRun } from '@/lib/evidence/plan-run.ts';
import { MODEL_VERSION } from '@/lib/sim/zero-range/check.ts';
import { readRunRequest } from '@/lib/view/check/run-address.ts';
import type { ExportSubject } from '@/lib/view/export/subject.ts';

/**
 * A test as plain text, by the query of a run with one strategy. What cannot be run is refused as everywhere.
 */
export async function exportResponse(
  request: Request,
  print: (subject: ExportSubject) => string,
): Promise<Response> {
  const run = readRunRequest(new URL(request.url).searchParams);
  return servePage(request, () =>
    answerRefusals(request, run, async () => {
      const planned = planRun(run);
      if (planned.strategy === null)
        throw new AppError('BAD_INPUT', 'A test is about one strategy.', 'Choose one below.');
      const report = await searchWithin(planned, planned.strategy);
      if (report === null)
        throw new AppError('BOUND_TOO_LARGE', 'The search takes too long for a page.', 'Use docket export.');
      return new Response(print({ planned, report, modelVersion: MODEL_VERSION }), {
        headers: {
          'Content-Type': 'text/plain; charset=utf-8',
          'Cache-Control': 'no-cache',
          Vary: 'Cookie, Authorization',
        },
      });
    }),
  );
}
