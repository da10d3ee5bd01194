import { identify } from '@/lib/auth/identify.ts';
import { loadSettings } from '@/lib/auth/settings.ts';
import { runAs } from '@/lib/store/reader.ts';

/**
 * Runs one page on behalf of whoever asks, and says to caches whose it is: the anonymous page may be kept by anybody
 * and is another one with cookies; that of somebody is never kept anywhere (reliability.md, point 54).
 */
export async function readAs(request: Request, page: () => Promise<Response>): Promise<Response> {
  // Most readers bring nothing, and the settings are read anew for each.
  const isNobody = !request.headers.has('authorization') && !request.headers.has('cookie');
  const credential = isNobody ? null : await identify(request, loadSettings(process.env).origin);
  if (credential === 'refused') {
    return new Response('This token is not, or no longer, valid.\n', {
      status: 401,
      headers: {
        'Content-Type': 'text/plain; charset=utf-8',
        'Cache-Control': 'no-store',
        'WWW-Authenticate': 'Bearer',
      },
    });
  }
  const response = await runAs(credential?.reader ?? null, page);
  response.headers.append('Vary', 'Cookie, Authorization');
  // A redirect says nothing by itself, and shared caches keep those for as long as they like.
  if (!response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'no-cache');
  if (credential !== null) {
    response.headers.set('Cache-Control', 'private, no-store');
    response.headers.delete('ETag');
  }
  return response;
}
