import { claimsAbout, sourcesOf } from '@/app/_check/claims-about.ts';
import { notInCatalogue } from '@/app/_check/not-in-catalogue.tsx';
import { entryReports } from '@/app/_check/reports.ts';
import { ScenarioPage } from '@/app/_check/scenario-page.tsx';
import { loadSaidOfCells } from '@/app/_judge/said-of-cells.tsx';
import { htmlResponse, servePage } from '@/app/_ui/respond.tsx';
import { findEntry } from '@/lib/domains/registry.ts';
import { findCitations } from '@/lib/store/keep/citations.ts';
import { findPresent } from '@/lib/store/keep/present.ts';

type Context = { readonly params: Promise<{ readonly name: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { name } = await params;
  return servePage(request, async () => {
    const found = findEntry(name);
    if (found === null) return notInCatalogue(request, 'scenario', name);
    const { domain, entry } = found;
    const evidence = await claimsAbout(({ scenario }) => scenario === name);
    const present = await findPresent(sourcesOf(evidence));
    const cited = await findCitations(entry.script.header.messages);
    const reports = entryReports(domain, entry);
    const said = await loadSaidOfCells({ scenario: name, strategy: null });
    return htmlResponse(
      request,
      <ScenarioPage {...{ domain, entry, reports, evidence, present, cited, said }} />,
    );
  });
}
