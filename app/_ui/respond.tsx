import type { ReactElement } from 'react';
import { etagOf, namesTag } from '@/app/_ui/etag.ts';
import { Failed } from '@/app/_ui/failed.tsx';
import { Unavailable } from '@/app/_ui/unavailable.tsx';
import { wholeResponse } from '@/app/_ui/whole-body.ts';
import { ownOrigin } from '@/lib/auth/own-origin.ts';
import { readAs } from '@/lib/auth/read-as.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { showHidden } from '@/lib/view/hidden-html.ts';

const RETRY_AFTER_S = 10;

/**
 * Complete HTML from plain React components: no Flight payload, no client React. Next's bundler refuses a static
 * import of react-dom/server in a route handler, a dynamic one is accepted (docs/web.md has the measurement).
 */
export async function htmlResponse(request: Request, element: ReactElement, status = 200): Promise<Response> {
  return pageResponse(request, await renderHtml(element), status);
}

/** An element as HTML. */
export async function renderHtml(element: ReactElement): Promise<string> {
  const { renderToStaticMarkup } = await import('react-dom/server');
  return renderToStaticMarkup(element);
}

/** A page whose root element is there as HTML; here, and so on every page, what cannot be seen is made so. */
export function pageResponse(request: Request, root: string, status = 200): Response {
  const html = Buffer.from(`<!doctype html>${showHidden(root)}`);
  const headers: Record<string, string> = {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-cache',
  };
  if (status !== 200)
    return wholeResponse(request, html, { status, headers: { ...headers, 'Cache-Control': 'no-store' } });
  const etag = etagOf(html);
  headers['ETag'] = etag;
  if (namesTag(request.headers.get('if-none-match'), etag))
    return new Response(null, { status: 304, headers });
  return wholeResponse(request, html, { headers });
}

/**
 * Runs one page on behalf of whoever asks: refusals that have a page of their own become it. A defect stands in the log
 * with its stack; who asked gets a page that says so, where Next would answer without any words.
 */
export async function servePage(request: Request, page: () => Promise<Response>): Promise<Response> {
  try {
    return await readAs(request, page);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'DATABASE_UNAVAILABLE') {
      const at = new Date();
      // The secret of a link stays out of the log.
      const path = new URL(request.url).pathname.replace(/[\w-]{43}(?=\/?$)/, 'SECRET');
      console.error(at.toISOString(), path, error);
      return htmlResponse(request, <Failed at={at} />, 500);
    }
    const response = await htmlResponse(
      request,
      <Unavailable message={error.message} remedy={error.remedy} />,
      503,
    );
    response.headers.set('Retry-After', String(RETRY_AFTER_S));
    return response;
  }
}

/** 301 to the same address with the slash that public-inbox's addresses have; null when it is there. */
export function redirectToSlash(request: Request): Response | null {
  const url = new URL(request.url);
  return url.pathname.endsWith('/') ? null : redirectMail(request, `${url.pathname}/${url.search}`, 301);
}

/**
 * A redirect between addresses of mail. b4 asks with HEAD where a Message-ID leads, and reads the answer as an address
 * with a host (RFC 9110, 10.2.2, has both); it fails on a path. Browsers get the path, which is right behind any proxy.
 */
export function redirectMail(request: Request, path: string, status: 301 | 302): Response {
  return redirect(request.method === 'HEAD' ? `${ownOrigin(request)}${path}` : path, status);
}

/** `path` is one of ours, absolute within the site, so the host the client used stays. */
export function redirect(path: string, status: 301 | 302 | 303 | 308): Response {
  return new Response(null, { status, headers: { Location: path } });
}
