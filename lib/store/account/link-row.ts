import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { transact } from '@/lib/store/database/transact.ts';
import type { Role } from '@/lib/store/reader.ts';
import type { Write } from '@/lib/store/write.ts';

/** What a link that works once is for. */
export type LinkPurpose =
  | { readonly kind: 'setup' }
  | { readonly kind: 'invite'; readonly email: string; readonly grant: Grant | null }
  | { readonly kind: 'reset'; readonly accountId: string; readonly email: string }
  /** `email` is the address that the account is to have. */
  | { readonly kind: 'email'; readonly accountId: string; readonly email: string };

export type Grant = { readonly list: string; readonly role: Role };

type LinkRow = {
  readonly kind: LinkPurpose['kind'];
  readonly email: string;
  readonly list: string | null;
  readonly role: Role | null;
  readonly accountId: string | null;
};

const COLUMNS = sql`l.kind, coalesce(l.email, a.email, '') AS email, l.list, l.role, l.account_id::text AS "accountId"`;

/** Null for a link that was used, has expired, or never was. */
export async function findLink(tokenHash: string): Promise<LinkPurpose | null> {
  const [row] = await readOperational<LinkRow>(sql`
    SELECT ${COLUMNS} FROM operational.account_link l LEFT JOIN operational.account a ON a.id = l.account_id
    WHERE l.token_hash = ${tokenHash} AND l.used_at IS NULL AND l.expires_at > now()`);
  return row === undefined ? null : purposeOf(row);
}

/**
 * The same, and marks it as used: of two who come at once the second gets null. With `kind` only one of that kind is
 * looked at.
 */
export async function takeLink(
  write: Write,
  tokenHash: string,
  kind: LinkPurpose['kind'] | null = null,
): Promise<LinkPurpose | null> {
  const [row] = await write.rows<LinkRow>(sql`
    WITH l AS (
      UPDATE operational.account_link SET used_at = now()
      WHERE token_hash = ${tokenHash} AND used_at IS NULL AND expires_at > now()
        AND (${kind}::text IS NULL OR kind = ${kind}) RETURNING *)
    SELECT ${COLUMNS} FROM l LEFT JOIN operational.account a ON a.id = l.account_id`);
  return row === undefined ? null : purposeOf(row);
}

function purposeOf(row: LinkRow): LinkPurpose {
  const { kind, email, list, role, accountId } = row;
  if (kind === 'setup') return { kind };
  if (kind === 'reset' || kind === 'email') return { kind, email, accountId: accountId ?? '' };
  return { kind, email, grant: list === null || role === null ? null : { list, role } };
}

/** A new link for the same address or account takes the place of the older ones. */
export async function insertLink(
  write: Write,
  link: LinkPurpose & { readonly tokenHash: string; readonly hours: number },
): Promise<void> {
  const email = link.kind === 'invite' || link.kind === 'email' ? link.email : null;
  const accountId = link.kind === 'reset' || link.kind === 'email' ? link.accountId : null;
  const grant = link.kind === 'invite' ? link.grant : null;
  await write.rows(sql`
    DELETE FROM operational.account_link WHERE kind = ${link.kind}
      AND (account_id = ${accountId}::uuid OR kind = 'invite' AND email = ${email} OR expires_at < now())`);
  await write.rows(sql`
    INSERT INTO operational.account_link (id, token_hash, kind, email, list, role, account_id, expires_at)
    VALUES (${randomUUID()}::uuid, ${link.tokenHash}, ${link.kind}, ${email}, ${grant?.list ?? null},
      ${grant?.role ?? null}, ${accountId}::uuid, now() + make_interval(hours => ${link.hours}::int))`);
}

/** False when there is none of that id that waits. */
export async function deleteLink(write: Write, id: string): Promise<boolean> {
  const rows = await write.rows(
    sql`DELETE FROM operational.account_link WHERE id = ${id}::uuid AND used_at IS NULL RETURNING id`,
  );
  return rows.length > 0;
}

/** Links for a new password were sent to the address the account had when they were made. */
export async function deleteResetLinks(write: Write, accountId: string): Promise<void> {
  await write.rows(sql`
    DELETE FROM operational.account_link WHERE account_id = ${accountId}::uuid AND kind = 'reset'`);
}

/** All that wait for an account, and the address it asked for: perhaps somebody else asked, or has read them. */
export async function deleteLinksOf(write: Write, accountId: string): Promise<void> {
  await write.rows(sql`DELETE FROM operational.account_link WHERE account_id = ${accountId}::uuid`);
  await write.rows(sql`UPDATE operational.account SET new_email = NULL WHERE id = ${accountId}::uuid`);
}

/** For the terminal: a link that makes an admin. Only the newest works. */
export async function insertSetupLink(
  terminal: Sql,
  link: { readonly tokenHash: string; readonly hours: number },
): Promise<void> {
  await transact(terminal, async (transaction) => {
    await transaction`DELETE FROM operational.account_link WHERE kind = 'setup'`;
    await transaction`
      INSERT INTO operational.account_link (id, token_hash, kind, expires_at)
      VALUES (${randomUUID()}, ${link.tokenHash}, 'setup', now() + make_interval(hours => ${link.hours}))`;
    await transaction`
      INSERT INTO operational.audit (action, credential, address, detail)
      VALUES ('link.setup', 'none', 'terminal', '{}')`;
  });
}

/** Whether anybody can sign in who may let others in. */
export async function hasAdmin(terminal: Sql): Promise<boolean> {
  const [row] = await terminal<{ has: boolean }[]>`
    SELECT EXISTS (SELECT FROM operational.account WHERE is_admin AND disabled_at IS NULL) AS has`;
  return row?.has === true;
}
