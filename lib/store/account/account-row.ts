import { randomUUID } from 'node:crypto';
import { isTakenAddress, lockAddresses } from '@/lib/store/account/email-row.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import type { Role } from '@/lib/store/reader.ts';
import type { Write } from '@/lib/store/write.ts';

export type AccountRow = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string | null;
  readonly isAdmin: boolean;
  readonly isDisabled: boolean;
};

const COLUMNS = sql`id::text, email, name, password_hash AS "passwordHash", is_admin AS "isAdmin",
  disabled_at IS NOT NULL AS "isDisabled"`;

/** `email` in lower case. */
export async function findAccountByEmail(write: Write, email: string): Promise<AccountRow | null> {
  const [row] = await write.rows<AccountRow>(
    sql`SELECT ${COLUMNS} FROM operational.account WHERE email = ${email}`,
  );
  return row ?? null;
}

/** Locks the row until the transaction ends, so that two changes of one account take turns. */
export async function lockAccount(write: Write, id: string): Promise<AccountRow | null> {
  const [row] = await write.rows<AccountRow>(
    sql`SELECT ${COLUMNS} FROM operational.account WHERE id = ${id}::uuid FOR UPDATE`,
  );
  return row ?? null;
}

export type NewAccount = {
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string | null;
  readonly isAdmin: boolean;
};

/** The id; null when the address has an account, or was that of one. */
export async function createAccount(write: Write, account: NewAccount): Promise<string | null> {
  await lockAddresses(write);
  if (await isTakenAddress(write, account.email, null)) return null;
  const [row] = await write.rows<{ readonly id: string }>(sql`
    INSERT INTO operational.account (id, email, name, password_hash, is_admin)
    VALUES (${randomUUID()}::uuid, ${account.email}, ${account.name}, ${account.passwordHash}, ${account.isAdmin})
    ON CONFLICT (email) DO NOTHING RETURNING id::text`);
  return row?.id ?? null;
}

export async function saveName(write: Write, id: string, name: string): Promise<void> {
  await write.rows(sql`UPDATE operational.account SET name = ${name} WHERE id = ${id}::uuid`);
}

/** Also answers a request for a new password. */
export async function savePassword(write: Write, id: string, passwordHash: string): Promise<void> {
  await write.rows(sql`
    UPDATE operational.account SET password_hash = ${passwordHash}, reset_asked_at = NULL WHERE id = ${id}::uuid`);
}

export async function saveResetAsked(write: Write, id: string): Promise<void> {
  await write.rows(sql`UPDATE operational.account SET reset_asked_at = now() WHERE id = ${id}::uuid`);
}

export async function saveRights(
  write: Write,
  id: string,
  rights: { readonly isAdmin: boolean; readonly isDisabled: boolean },
): Promise<void> {
  await write.rows(sql`
    UPDATE operational.account SET is_admin = ${rights.isAdmin},
      disabled_at = CASE WHEN ${rights.isDisabled} THEN coalesce(disabled_at, now()) END WHERE id = ${id}::uuid`);
}

/**
 * How many admins can sign in. Two who take each other's rights at once would both count two, so the rows are locked
 * in one order.
 */
export async function countAdmins(write: Write): Promise<number> {
  const rows = await write.rows(sql`
    SELECT id FROM operational.account WHERE is_admin AND disabled_at IS NULL ORDER BY id FOR UPDATE`);
  return rows.length;
}

/** Null takes the role away. */
export async function saveRole(write: Write, id: string, list: string, role: Role | null): Promise<void> {
  if (role === null) {
    await write.rows(
      sql`DELETE FROM operational.account_role WHERE account_id = ${id}::uuid AND list = ${list}`,
    );
    return;
  }
  await write.rows(sql`
    INSERT INTO operational.account_role (account_id, list, role) VALUES (${id}::uuid, ${list}, ${role})
    ON CONFLICT (account_id, list) DO UPDATE SET role = EXCLUDED.role`);
}

/** False when the address belongs to another account. */
export async function savePerson(write: Write, id: string, email: string): Promise<boolean> {
  const rows = await write.rows(sql`
    INSERT INTO operational.account_person (email, account_id) VALUES (${email}, ${id}::uuid)
    ON CONFLICT (email) DO UPDATE SET email = EXCLUDED.email WHERE account_person.account_id = ${id}::uuid
    RETURNING email`);
  return rows.length > 0;
}

export async function deletePerson(write: Write, id: string, email: string): Promise<boolean> {
  const rows = await write.rows(sql`
    DELETE FROM operational.account_person WHERE account_id = ${id}::uuid AND email = ${email} RETURNING email`);
  return rows.length > 0;
}

/** The account that a provider's subject signs in to; null when it has none. */
export async function findIdentity(
  write: Write,
  identity: { readonly issuer: string; readonly subject: string },
): Promise<AccountRow | null> {
  const [row] = await write.rows<AccountRow>(sql`
    SELECT ${COLUMNS} FROM operational.account WHERE id = (
      SELECT account_id FROM operational.account_identity
      WHERE issuer = ${identity.issuer} AND subject = ${identity.subject})`);
  return row ?? null;
}

export async function saveIdentity(
  write: Write,
  id: string,
  identity: { readonly issuer: string; readonly subject: string },
): Promise<void> {
  await write.rows(sql`
    INSERT INTO operational.account_identity (issuer, subject, account_id)
    VALUES (${identity.issuer}, ${identity.subject}, ${id}::uuid) ON CONFLICT DO NOTHING`);
}
