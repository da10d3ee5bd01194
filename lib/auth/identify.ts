import { readCookie } from '@/lib/auth/cookie.ts';
import { hashSecret, isSecret } from '@/lib/auth/secret.ts';
import { type Credential, findSession, findToken } from '@/lib/store/account/reader-row.ts';

/** What an API token begins with, so that people and scanners know one when they see it. */
export const TOKEN_PREFIX = 'docket_';

/**
 * Who sends a request: by its bearer token, else by its cookie. An `Authorization` that is no token of ours is
 * `refused` rather than anonymous: its sender thinks it is somebody.
 */
export async function identify(
  request: Request,
  origin: string | null,
): Promise<Credential | 'refused' | null> {
  const authorization = request.headers.get('authorization');
  if (authorization !== null) {
    const token = /^Bearer +(\S{1,100})$/i.exec(authorization)?.[1] ?? '';
    const secret = token.startsWith(TOKEN_PREFIX) ? token.slice(TOKEN_PREFIX.length) : '';
    return isSecret(secret) ? ((await findToken(hashSecret(token))) ?? 'refused') : 'refused';
  }
  const secret = readCookie(request, 'session', origin);
  return secret !== null && isSecret(secret) ? findSession(hashSecret(secret)) : null;
}
