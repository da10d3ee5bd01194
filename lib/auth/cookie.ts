/**
 * Cookies. Behind https the name begins with `__Host-`: browsers then take it only from us, over https, for all paths
 * of this host alone, so that no neighbour under the same domain can plant one (session fixation).
 */
type CookieName = 'session' | 'oidc';

const COOKIES_LENGTH_MAX = 16_384;

function nameOf(name: CookieName, origin: string | null): string {
  return `${isSecure(origin) ? '__Host-' : ''}docket-${name}`;
}

function isSecure(origin: string | null): boolean {
  return origin?.startsWith('https:') === true;
}

/** Null when there is none, or more than one: then somebody planted one. */
export function readCookie(request: Request, name: CookieName, origin: string | null): string | null {
  const header = request.headers.get('cookie') ?? '';
  if (header.length > COOKIES_LENGTH_MAX) return null;
  const prefix = `${nameOf(name, origin)}=`;
  const values = header
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(prefix))
    .map((part) => part.slice(prefix.length));
  return values.length === 1 ? (values[0] ?? null) : null;
}

/** A Set-Cookie value; `seconds` 0 takes the cookie away. `value` is base64url. */
export function writeCookie(name: CookieName, value: string, seconds: number, origin: string | null): string {
  const secure = isSecure(origin) ? '; Secure' : '';
  return `${nameOf(name, origin)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure}`;
}
