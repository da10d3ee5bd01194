import { missingResponse } from '@/app/_archive/missing.tsx';
import { answerRefusals } from '@/app/_check/refusal.tsx';
import { TracePage } from '@/app/_check/trace-page.tsx';
import { loadSaidOfRun } from '@/app/_judge/step-comments.tsx';
import { htmlResponse, redirect, servePage } from '@/app/_ui/respond.tsx';
import { planRun } from '@/lib/evidence/plan-run.ts';
import { parsePath } from '@/lib/sim/path.ts';
import { pathAddress, readRunRequest, runAddress } from '@/lib/view/check/run-address.ts';

type Context = { readonly params: Promise<{ readonly path: string }> };

/** A counterexample of the catalogue has at most 40 steps; each is drawn once and costs a millisecond. */
const STEPS_MAX = 500;
/** Following a path needs no search, so this bounds nothing. */
const STATES_MAX = 1;

/**
 * `/run/0.1.2?scenario=&strategy=&step=`: one path. Without a strategy there is none: the run itself then.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { path: text } = await params;
  const url = new URL(request.url);
  const run = readRunRequest(url.searchParams);
  return servePage(request, () =>
    answerRefusals(request, run, async () => {
      const path = parsePath(text);
      if (path === null || path.length === 0 || path.length > STEPS_MAX)
        return missingResponse(request, { kind: 'address', path: url.pathname });
      const planned = planRun(run);
      const { domain, strategy, scenario, events } = planned;
      if (strategy === null) return redirect(runAddress(run), 302);
      const bounds = { eventsMax: events, statesMax: STATES_MAX };
      const explored = domain.explore(scenario, strategy.name, bounds, path);
      const step = stepOf(url.searchParams.get('step'), explored.steps.length);
      const said = await loadSaidOfRun(pathAddress(run, path, null));
      return htmlResponse(
        request,
        <TracePage {...{ request: run, planned, strategy, path, explored, step, said }} />,
      );
    }),
  );
}

/** What is no step is the last one, which shows what is wrong. */
function stepOf(text: string | null, last: number): number {
  const step = Number(text);
  return text !== null && Number.isInteger(step) && step >= 1 && step <= last ? step : last;
}
