import { Home } from '@/app/_archive/home-page.tsx';
import { htmlResponse, servePage } from '@/app/_ui/respond.tsx';
import { loadHome } from '@/lib/store/home.ts';

export const dynamic = 'force-dynamic';

export async function GET(request: Request): Promise<Response> {
  return servePage(request, async () => htmlResponse(request, <Home page={await loadHome()} />));
}
