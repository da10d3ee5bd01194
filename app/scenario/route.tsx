import { CataloguePage } from '@/app/_check/catalogue-page.tsx';
import { sourcesOf } from '@/app/_check/claims-about.ts';
import { catalogueReports, judgedClaims } from '@/app/_check/reports.ts';
import { htmlResponse, servePage } from '@/app/_ui/respond.tsx';
import { DISK_CLASSES } from '@/lib/sim/zero-range/disk-classes.ts';
import { findPresent } from '@/lib/store/present.ts';

export const dynamic = 'force-dynamic';

const DISK_DEFAULT = 'SSD';

/** `/scenario`, costs on the disk of `?disk=`. */
export async function GET(request: Request): Promise<Response> {
  return servePage(request, async () => {
    const asked = new URL(request.url).searchParams.get('disk');
    const disk = DISK_CLASSES.find(({ name }) => name === asked)?.name ?? DISK_DEFAULT;
    const evidence = await judgedClaims();
    const present = await findPresent(sourcesOf(evidence));
    const reports = await catalogueReports();
    return htmlResponse(
      request,
      <CataloguePage reports={reports} evidence={evidence} present={present} disk={disk} />,
    );
  });
}
