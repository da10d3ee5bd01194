import { readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import type { Reader } from '@/lib/store/reader.ts';

/** Somebody who showed that they may act for an account, and with what. */
export type Credential = {
  readonly kind: 'session' | 'token';
  /** Of the session or token. */
  readonly id: string;
  readonly reader: Reader;
};

/** Columns of `operational.account a` for a Reader. */
const READER = sql`json_build_object('accountId', a.id, 'name', a.name, 'email', a.email, 'isAdmin', a.is_admin,
  'formerEmails', ARRAY(SELECT email FROM operational.account_former_email f WHERE f.account_id = a.id),
  'roles', coalesce((SELECT json_object_agg(list, role) FROM operational.account_role r WHERE r.account_id = a.id),
                    '{}'),
  'unread', (SELECT count(*) FROM operational.notification n WHERE n.account_id = a.id AND n.read_at IS NULL))`;

/** Null for a session that ended, or whose account is disabled. */
export async function findSession(tokenHash: string): Promise<Credential | null> {
  const [row] = await readOperational<Credential>(sql`
    SELECT 'session' AS kind, s.id::text, ${READER} AS reader
    FROM operational.account_session s JOIN operational.account a ON a.id = s.account_id
    WHERE s.token_hash = ${tokenHash} AND s.expires_at > now() AND a.disabled_at IS NULL`);
  return row ?? null;
}

/** Null for a token that was taken back or has expired, or whose account is disabled. */
export async function findToken(tokenHash: string): Promise<Credential | null> {
  const [row] = await readOperational<Credential>(sql`
    SELECT 'token' AS kind, t.id::text, ${READER} AS reader
    FROM operational.api_token t JOIN operational.account a ON a.id = t.account_id
    WHERE t.token_hash = ${tokenHash} AND t.expires_at > now() AND a.disabled_at IS NULL`);
  return row ?? null;
}

/** An account as the reader it is, with the addresses in mail that an admin linked to it (lower case). */
export type Concerned = { readonly reader: Reader; readonly emails: readonly string[] };

/** Everybody who may sign in: for what is done on their behalf. */
export async function loadConcerned(): Promise<readonly Concerned[]> {
  return readOperational<Concerned>(sql`
    SELECT ${READER} AS reader, ARRAY(SELECT lower(email) FROM operational.account_person p
      WHERE p.account_id = a.id ORDER BY 1) AS emails
    FROM operational.account a WHERE a.disabled_at IS NULL ORDER BY a.id`);
}

/** What signing in needs to know of an address (lower case); null when it has no account. */
export async function findSignIn(
  email: string,
): Promise<{ readonly id: string; readonly passwordHash: string | null } | null> {
  const [row] = await readOperational<{ readonly id: string; readonly passwordHash: string | null }>(sql`
    SELECT id::text, password_hash AS "passwordHash" FROM operational.account
    WHERE email = ${email} AND disabled_at IS NULL`);
  return row ?? null;
}

/** Of one's own account. */
export async function findPasswordHash(accountId: string): Promise<string | null> {
  const [row] = await readOperational<{ readonly hash: string | null }>(sql`
    SELECT password_hash AS hash FROM operational.account WHERE id = ${accountId}::uuid`);
  return row?.hash ?? null;
}
