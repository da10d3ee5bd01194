import { randomUUID } from 'node:crypto';
import { sql } from '@/lib/store/database/prisma.ts';
import type { Write } from '@/lib/store/write.ts';

export type NewSession = {
  readonly tokenHash: string;
  readonly accountId: string;
  readonly address: string;
  readonly agent: string;
  readonly days: number;
};

/** Sessions that ended by themselves go on this occasion. */
export async function insertSession(write: Write, session: NewSession): Promise<void> {
  await write.rows(sql`DELETE FROM operational.account_session WHERE expires_at < now()`);
  await write.rows(sql`
    INSERT INTO operational.account_session (id, token_hash, account_id, address, agent, expires_at)
    VALUES (${randomUUID()}::uuid, ${session.tokenHash}, ${session.accountId}::uuid, ${session.address},
      ${session.agent}, now() + make_interval(days => ${session.days}::int))`);
}

/** Ends one session of the account, and gives where it was; null when it has no such one. */
export async function deleteSession(
  write: Write,
  accountId: string,
  id: string,
): Promise<{ readonly address: string; readonly agent: string } | null> {
  const [row] = await write.rows<{ readonly address: string; readonly agent: string }>(sql`
    DELETE FROM operational.account_session WHERE id = ${id}::uuid AND account_id = ${accountId}::uuid
    RETURNING address, agent`);
  return row ?? null;
}

/** Ends the session of a cookie, whoever's it is. */
export async function deleteSessionByHash(write: Write, tokenHash: string): Promise<void> {
  await write.rows(sql`DELETE FROM operational.account_session WHERE token_hash = ${tokenHash}`);
}

export async function deleteSessions(write: Write, accountId: string): Promise<void> {
  await write.rows(sql`DELETE FROM operational.account_session WHERE account_id = ${accountId}::uuid`);
}

export async function insertToken(
  write: Write,
  token: {
    readonly tokenHash: string;
    readonly accountId: string;
    readonly name: string;
    readonly days: number;
  },
): Promise<string> {
  const id = randomUUID();
  await write.rows(sql`
    INSERT INTO operational.api_token (id, token_hash, account_id, name, expires_at)
    VALUES (${id}::uuid, ${token.tokenHash}, ${token.accountId}::uuid, ${token.name},
      now() + make_interval(days => ${token.days}::int))`);
  return id;
}

export async function countTokens(write: Write, accountId: string): Promise<number> {
  const [row] = await write.rows<{ readonly n: number }>(sql`
    SELECT count(*)::int AS n FROM operational.api_token WHERE account_id = ${accountId}::uuid`);
  return row?.n ?? 0;
}

/** What the token was for; null when the account has no such token. */
export async function deleteToken(write: Write, accountId: string, id: string): Promise<string | null> {
  const [row] = await write.rows<{ readonly name: string }>(sql`
    DELETE FROM operational.api_token WHERE id = ${id}::uuid AND account_id = ${accountId}::uuid RETURNING name`);
  return row?.name ?? null;
}

/** For an account that is disabled: both would come back to life with it. */
export async function deleteTokens(write: Write, accountId: string): Promise<void> {
  await write.rows(sql`DELETE FROM operational.api_token WHERE account_id = ${accountId}::uuid`);
}
