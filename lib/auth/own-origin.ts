import { loadSettings } from '@/lib/auth/settings.ts';

/**
 * What stands before our paths where they are read elsewhere: the address the operator said, else the host that the
 * request names (Next gives handlers `localhost` instead), which for public pages harms nobody but its sender. What is
 * no host is left out.
 */
export function ownOrigin(request: Request): string {
  const { origin } = loadSettings(process.env);
  if (origin !== null) return origin;
  const { protocol, origin: given } = new URL(request.url);
  const named = `${protocol}//${request.headers.get('host') ?? ''}`;
  return URL.canParse(named) ? new URL(named).origin : given;
}
