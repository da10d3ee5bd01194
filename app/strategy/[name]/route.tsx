import { claimsAbout, sourcesOf } from '@/app/_check/claims-about.ts';
import { notInCatalogue } from '@/app/_check/not-in-catalogue.tsx';
import { domainReports } from '@/app/_check/reports.ts';
import { StrategyPage } from '@/app/_check/strategy-page.tsx';
import { loadSaidOfCells } from '@/app/_judge/said-of-cells.tsx';
import { htmlResponse, redirect, servePage } from '@/app/_ui/respond.tsx';
import { findStrategy } from '@/lib/domains/registry.ts';
import { standingOf } from '@/lib/evidence/standing.ts';
import { findCitations } from '@/lib/store/keep/citations.ts';
import { findPresent } from '@/lib/store/keep/present.ts';
import { strategyPath } from '@/lib/view/check/run-address.ts';

type Context = { readonly params: Promise<{ readonly name: string }> };

/** By name; a code leads to the name. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { name } = await params;
  return servePage(request, async () => {
    const found = findStrategy(name);
    if (found === null) return notInCatalogue(request, 'strategy', name);
    const { domain, strategy } = found;
    if (strategy.name !== name) return redirect(strategyPath(strategy.name), 302);
    const catalogue = await domainReports(domain);
    const reports = [...catalogue.values()].flat().filter((one) => one.strategy === name);
    const standing = standingOf(strategy.name, catalogue, domain.usualMachine);
    const evidence = await claimsAbout((run) => run.strategy === name);
    const present = await findPresent(sourcesOf(evidence));
    const cited = await findCitations(domain.originOf(strategy.name).messages);
    const said = await loadSaidOfCells({ scenario: null, strategy: name });
    return htmlResponse(
      request,
      <StrategyPage {...{ domain, strategy, reports, evidence, present, cited, standing, said }} />,
    );
  });
}
