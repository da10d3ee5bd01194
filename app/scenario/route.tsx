import { missingResponse } from '@/app/_archive/missing.tsx';
import { CataloguePage } from '@/app/_check/catalogue-page.tsx';
import { sourcesOf } from '@/app/_check/claims-about.ts';
import { domainReports, judgedClaims } from '@/app/_check/reports.ts';
import { htmlResponse, servePage } from '@/app/_ui/respond.tsx';
import { DOMAINS, findDomain } from '@/lib/domains/registry.ts';
import { findPresent } from '@/lib/store/keep/present.ts';

export const dynamic = 'force-dynamic';

/** `/scenario?domain=`, costs on the machine of `?disk=`. */
export async function GET(request: Request): Promise<Response> {
  return servePage(request, async () => {
    const { pathname, searchParams: query } = new URL(request.url);
    const id = query.get('domain');
    const domain = id === null ? DOMAINS[0] : findDomain(id);
    if (domain === null) return missingResponse(request, { kind: 'address', path: pathname });
    const asked = query.get('disk');
    const machine = domain.machines.find(({ name }) => name === asked)?.name ?? domain.usualMachine;
    const all = await judgedClaims();
    const evidence = all.filter(({ claim }) => domain.claims.some(({ id: own }) => own === claim));
    const present = await findPresent(sourcesOf(evidence));
    const reports = await domainReports(domain);
    return htmlResponse(request, <CataloguePage {...{ domain, reports, evidence, present, machine }} />);
  });
}
