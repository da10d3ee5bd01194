import { Audit } from '@/app/_account/audit-page.tsx';
import { forAdmin } from '@/app/_account/for-admin.tsx';
import { htmlResponse } from '@/app/_ui/respond.tsx';
import { asksForJson } from '@/lib/auth/answer.ts';
import { listAudit } from '@/lib/store/account/audit-row.ts';

export const dynamic = 'force-dynamic';

export async function GET(request: Request): Promise<Response> {
  return forAdmin(request, async () => {
    const text = new URL(request.url).searchParams.get('before') ?? '';
    const before = /^\d{1,15}$/.test(text) ? Number(text) : null;
    const { lines, hasOlder } = await listAudit(before);
    if (asksForJson(request)) return Response.json({ lines });
    return htmlResponse(request, <Audit lines={lines} isNewest={before === null} hasOlder={hasOlder} />);
  });
}
