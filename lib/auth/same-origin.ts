/**
 * Whether a page of ours sent the request (CSRF). Browsers say so in two headers that no script can set; a request with
 * neither is no browser of today's, and is refused as well. `Origin: null` (a sandboxed frame, a redirect from
 * elsewhere) is not ours.
 */
export function isSameOrigin(request: Request, ownOrigin: string | null): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return false;
  const origin = request.headers.get('origin');
  if (origin === null) return site === 'same-origin';
  if (ownOrigin !== null) return origin === ownOrigin;
  return URL.canParse(origin) && new URL(origin).host === request.headers.get('host');
}

/** No page, of ours or of anybody's, sent it: browsers say one or the other of every POST. */
export function isOfNoBrowser({ headers }: Request): boolean {
  return !headers.has('origin') && !headers.has('sec-fetch-site');
}

/**
 * A path of ours to go to afterwards, `/` for everything else: no host, no scheme, nothing that browsers read as one
 * (`//x`, `/\x`, tabs and line feeds, which they drop).
 */
export function localPath(text: string | null): string {
  if (text === null || !/^\/(?![/\\])[^\\\p{Cc}\s]*$/u.test(text) || text.length > 2_000) return '/';
  const url = URL.canParse(text, 'http://docket.invalid') ? new URL(text, 'http://docket.invalid') : null;
  const path = url?.host === 'docket.invalid' ? `${url.pathname}${url.search}${url.hash}` : '/';
  return path.startsWith('//') ? '/' : path;
}
