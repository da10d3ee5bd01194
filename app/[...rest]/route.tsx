import { listTextResponse } from '@/app/_archive/list-text-page.tsx';
import { missingResponse } from '@/app/_archive/missing.tsx';
import { servePage } from '@/app/_ui/respond.tsx';

/** The texts of a list; everything that is no address of ours gets the same 404 page. */
export async function GET(request: Request): Promise<Response> {
  return servePage(
    request,
    async () =>
      (await listTextResponse(request)) ??
      missingResponse(request, { kind: 'address', path: new URL(request.url).pathname }),
  );
}
