import { answerRefusals } from '@/app/_check/refusal.tsx';
import { searchWithin } from '@/app/_check/reports.ts';
import { servePage } from '@/app/_ui/respond.tsx';
import { AppError } from '@/lib/base/app-error.ts';
import { planRun } from '@/lib/evidence/plan-run.ts';
import type { TestKind } from '@/lib/sim/domain.ts';
import { readRunRequest } from '@/lib/view/check/run-address.ts';

const WORDS: Readonly<Record<TestKind, string>> = { fstest: 'fstest', fsx: 'fsx operations' };

/**
 * A test as plain text, by the query of a run with one strategy. What cannot be run is refused as everywhere.
 */
export async function exportResponse(request: Request, kind: TestKind): Promise<Response> {
  const run = readRunRequest(new URL(request.url).searchParams);
  return servePage(request, () =>
    answerRefusals(request, run, async () => {
      const planned = planRun(run);
      if (planned.strategy === null)
        throw new AppError('BAD_INPUT', 'A test is about one strategy.', 'Choose one below.');
      const report = await searchWithin(planned, planned.strategy);
      if (report === null)
        throw new AppError('BOUND_TOO_LARGE', 'The search takes too long for a page.', 'Use docket export.');
      const { text, reason } = planned.domain.exportTest(kind, planned, report);
      return new Response(text ?? `No ${WORDS[kind]}: ${reason}\n`, {
        headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-cache' },
      });
    }),
  );
}
