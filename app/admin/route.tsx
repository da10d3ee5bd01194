import { Admin } from '@/app/_account/admin-page.tsx';
import { forAdmin } from '@/app/_account/for-admin.tsx';
import { htmlResponse } from '@/app/_ui/respond.tsx';
import { asksForJson } from '@/lib/auth/answer.ts';
import { loadAdminPage } from '@/lib/store/account/pages.ts';

export const dynamic = 'force-dynamic';

export async function GET(request: Request): Promise<Response> {
  return forAdmin(request, async () => {
    const page = await loadAdminPage();
    return asksForJson(request) ? Response.json(page) : htmlResponse(request, <Admin page={page} />);
  });
}
