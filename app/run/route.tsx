import { answerRefusals } from '@/app/_check/refusal.tsx';
import { searchWithin } from '@/app/_check/reports.ts';
import { RunPage } from '@/app/_check/run-page.tsx';
import { loadSaidOfCells, type SaidOfCells } from '@/app/_judge/said-of-cells.tsx';
import { htmlResponse, servePage } from '@/app/_ui/respond.tsx';
import { DOMAINS, findDomain } from '@/lib/domains/registry.ts';
import { type PlannedRun, planRun, type RunRequest } from '@/lib/evidence/plan-run.ts';
import type { CheckReport } from '@/lib/sim/report.ts';
import { readRunRequest } from '@/lib/view/check/run-address.ts';

export const dynamic = 'force-dynamic';

/** All strategies of one request together; what is left is for the browser. */
const PAGE_MS_MAX = 2_500;

/**
 * `/run?scenario=&script=&strategy=&profile=&events=`: the form, and below it what a bounded search found.
 */
export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const run = readRunRequest(query);
  const domainAsked = findDomain(query.get('domain') ?? '') ?? DOMAINS[0];
  return servePage(request, () =>
    answerRefusals(request, run, async () => {
      if (run.scenario === '' && run.script === '')
        return htmlResponse(request, <RunPage domain={domainAsked} run={run} result={null} />);
      const planned = planRun(run);
      const startedAt = performance.now();
      const reports: CheckReport[] = [];
      const left: string[] = [];
      for (const strategy of planned.strategy === null
        ? planned.domain.applying(planned.scenario)
        : [planned.strategy]) {
        const isLate = performance.now() - startedAt > PAGE_MS_MAX;
        const report = isLate ? null : await searchWithin(planned, strategy);
        if (report === null) left.push(strategy.name);
        else reports.push(report);
      }
      const said = await saidOf(planned, run);
      return htmlResponse(
        request,
        <RunPage domain={planned.domain} run={run} result={{ planned, reports, left, said }} />,
      );
    }),
  );
}

/** A strategy on an entry of the catalogue is a cell, whatever its settings; a script of one's own is none. */
async function saidOf(planned: PlannedRun, run: RunRequest): Promise<SaidOfCells | null> {
  if (run.script !== '' || planned.strategy === null) return null;
  return loadSaidOfCells({ scenario: run.scenario, strategy: planned.strategy.name });
}
