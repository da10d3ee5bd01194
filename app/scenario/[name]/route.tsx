import { missingResponse } from '@/app/_archive/missing.tsx';
import { claimsAbout, sourcesOf } from '@/app/_check/claims-about.ts';
import { entryReports } from '@/app/_check/reports.ts';
import { ScenarioPage } from '@/app/_check/scenario-page.tsx';
import { htmlResponse, servePage } from '@/app/_ui/respond.tsx';
import { findEntry } from '@/lib/sim/zero-range/catalogue/entries.ts';
import { findPresent } from '@/lib/store/present.ts';

type Context = { readonly params: Promise<{ readonly name: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { name } = await params;
  return servePage(request, async () => {
    const entry = findEntry(name);
    if (entry === null)
      return missingResponse(request, { kind: 'address', path: new URL(request.url).pathname });
    const evidence = await claimsAbout(({ scenario }) => scenario === name);
    const present = await findPresent([...entry.script.header.messages, ...sourcesOf(evidence)]);
    return htmlResponse(
      request,
      <ScenarioPage entry={entry} reports={entryReports(entry)} evidence={evidence} present={present} />,
    );
  });
}
