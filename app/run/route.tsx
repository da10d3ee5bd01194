import { answerRefusals, refusedRun } from '@/app/_check/refusal.tsx';
import { searchWithin } from '@/app/_check/reports.ts';
import { RunPage } from '@/app/_check/run-page.tsx';
import { loadSaidOfCells, type SaidOfCells } from '@/app/_judge/said-of-cells.tsx';
import { htmlResponse, redirect, servePage } from '@/app/_ui/respond.tsx';
import { isBodyProblem, readBody } from '@/lib/auth/read-body.ts';
import { readByPost } from '@/lib/auth/read-by-post.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { DOMAINS, findDomain } from '@/lib/domains/registry.ts';
import { type PlannedRun, planRun, type RunRequest } from '@/lib/evidence/plan-run.ts';
import { SCRIPT_CHARACTERS_MAX } from '@/lib/sim/language/header.ts';
import type { CheckReport } from '@/lib/sim/report.ts';
import { isAddressShort, readRunRequest, runAddress } from '@/lib/view/check/run-address.ts';

export const dynamic = 'force-dynamic';

/** All strategies of one request together; what is left is for the browser. */
const PAGE_MS_MAX = 2_500;

/**
 * `/run?scenario=&script=&strategy=&profile=&events=`, a long script as `packed=`: the form, and what a bounded search
 * found.
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

/** Of a form: each character of a script as up to nine. */
const BYTES_MAX = 9 * SCRIPT_CHARACTERS_MAX + 8_192;

/**
 * The form, whose script may be longer than an address: what can be run goes on to an address of its own, so what is
 * found can be kept, sent and gone back to.
 */
export const POST = readByPost((request) =>
  servePage(request, async () => {
    const fields = await readBody(request, BYTES_MAX);
    if (isBodyProblem(fields)) {
      const why = { message: fields.message, remedy: 'Write it into the form below.' };
      return refusedRun(request, readRunRequest(new URLSearchParams()), why, fields.status);
    }
    const texts = Object.entries(fields).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    );
    const run = readRunRequest(new URLSearchParams(texts));
    return answerRefusals(request, run, async () => redirect(addressOf(run, planRun(run)), 303));
  }),
);

/** A line of a script that is no command and no header that changes the run. */
const PROSE = /^#(?! (?:domain|profile|events|scale): ).*\n/gm;

/** With its prose, if that fits. */
function addressOf(run: RunRequest, { bare }: PlannedRun): string {
  const terse = { ...run, script: bare.replaceAll(PROSE, '') };
  const found = [run, terse].map(runAddress).find(isAddressShort);
  if (found !== undefined) return found;
  throw new AppError(
    'BOUND_TOO_LARGE',
    'This script does not fit into an address, even packed.',
    'Run it in this browser, or with docket check.',
  );
}

/** A strategy on an entry of the catalogue is a cell, whatever its settings; a script of one's own is none. */
async function saidOf(planned: PlannedRun, run: RunRequest): Promise<SaidOfCells | null> {
  if (run.script !== '' || planned.strategy === null) return null;
  return loadSaidOfCells({ scenario: run.scenario, strategy: planned.strategy.name });
}
