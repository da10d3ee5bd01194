import { readCookie, writeCookie } from '@/lib/auth/cookie.ts';
import type { Passed } from '@/lib/auth/guard.ts';
import { hashSecret, isSecret, makeSecret } from '@/lib/auth/secret.ts';
import { deleteSessionByHash, insertSession } from '@/lib/store/account/session-row.ts';
import type { Write } from '@/lib/store/write.ts';

const DAYS = 14;
/** A browser on a phone sends some 140, its name last. */
const AGENT_LENGTH_MAX = 300;

/**
 * Begins a session and gives its cookie. Always a new secret, whatever cookie came along, and the session of that one
 * ends: nobody goes on with a session that somebody else chose or saw (session fixation).
 */
export async function startSession<Body>(
  write: Write,
  accountId: string,
  passed: Passed<Body>,
): Promise<string> {
  await endSession(write, passed);
  const secret = makeSecret();
  const agent = passed.request.headers.get('user-agent') ?? '';
  await insertSession(write, {
    tokenHash: hashSecret(secret),
    accountId,
    address: passed.address,
    agent: agent.replace(/[^\x20-\x7e]/g, '').slice(0, AGENT_LENGTH_MAX),
    days: DAYS,
  });
  return writeCookie('session', secret, DAYS * 86_400, passed.settings.origin);
}

/** Ends the session of the cookie and gives the cookie that takes it away. */
export async function endSession<Body>(write: Write, passed: Passed<Body>): Promise<string> {
  const old = readCookie(passed.request, 'session', passed.settings.origin);
  if (old !== null && isSecret(old)) await deleteSessionByHash(write, hashSecret(old));
  return writeCookie('session', '', 0, passed.settings.origin);
}
