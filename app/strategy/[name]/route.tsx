import { missingResponse } from '@/app/_archive/missing.tsx';
import { claimsAbout, sourcesOf } from '@/app/_check/claims-about.ts';
import { catalogueReports } from '@/app/_check/reports.ts';
import { StrategyPage } from '@/app/_check/strategy-page.tsx';
import { htmlResponse, redirect, servePage } from '@/app/_ui/respond.tsx';
import { originOf } from '@/lib/evidence/origins.ts';
import { standingOf } from '@/lib/evidence/standing.ts';
import { findStrategy } from '@/lib/sim/zero-range/strategy.ts';
import { findPresent } from '@/lib/store/present.ts';
import { strategyPath } from '@/lib/view/check/run-address.ts';

type Context = { readonly params: Promise<{ readonly name: string }> };

/** By name; a code leads to the name. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { name } = await params;
  return servePage(request, async () => {
    const strategy = findStrategy(name);
    if (strategy === null)
      return missingResponse(request, { kind: 'address', path: new URL(request.url).pathname });
    if (strategy.name !== name) return redirect(strategyPath(strategy.name), 302);
    const catalogue = await catalogueReports();
    const reports = [...catalogue.values()].flat().filter((one) => one.strategy === name);
    const standing = standingOf(strategy.name, catalogue, 'SSD');
    const evidence = await claimsAbout((run) => run.strategy === name);
    const present = await findPresent([...originOf(strategy.name).messages, ...sourcesOf(evidence)]);
    return htmlResponse(request, <StrategyPage {...{ strategy, reports, evidence, present, standing }} />);
  });
}
