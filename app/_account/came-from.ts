import { localPath } from '@/lib/auth/same-origin.ts';

/** Where forms are sent and accounts are made: not what somebody was reading. */
const NO_READING =
  /^\/(?:(?:account|admin|api|email|invite|reset|sign-in|sign-out|unsubscribe)(?:[/?]|$)|run\/job$)/;

/** The page of ours that led here, with its query where that is not too long for an address; `/` for all else. */
export function cameFrom(request: Request): string {
  const referer = request.headers.get('referer') ?? '';
  const url = URL.canParse(referer) ? new URL(referer) : null;
  if (url === null || url.host !== request.headers.get('host')) return '/';
  const whole = localPath(`${url.pathname}${url.search}`);
  return whole === '/' ? localPath(url.pathname) : whole;
}

/** The page that somebody was reading before; `/` when they came from a form of an account. */
export function readBefore(request: Request): string {
  const path = cameFrom(request);
  return NO_READING.test(path) ? '/' : path;
}
