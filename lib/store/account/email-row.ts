import { sql } from '@/lib/store/database/prisma.ts';
import { lockForWrite, type Write } from '@/lib/store/write.ts';

/** Whoever gives an address to an account waits here: an address has one owner, for good. */
export async function lockAddresses(write: Write): Promise<void> {
  await lockForWrite(write, 'addresses');
}

/** Whether an address is that of another account than `id` (null: of any), or was. Needs the lock. */
export async function isTakenAddress(write: Write, email: string, id: string | null): Promise<boolean> {
  const rows = await write.rows(sql`
    SELECT id FROM operational.account WHERE email = ${email} AND id IS DISTINCT FROM ${id}::uuid
    UNION ALL
    SELECT account_id FROM operational.account_former_email
    WHERE email = ${email} AND account_id IS DISTINCT FROM ${id}::uuid`);
  return rows.length > 0;
}

/** What its owner wants instead, for the admins to see; null when that is settled. */
export async function saveNewEmail(write: Write, id: string, email: string | null): Promise<void> {
  await write.rows(sql`UPDATE operational.account SET new_email = ${email} WHERE id = ${id}::uuid`);
}

/** Gives the account another address, and keeps the one it had for it. Needs the lock. */
export async function saveEmail(write: Write, id: string, email: string): Promise<void> {
  await write.rows(sql`
    INSERT INTO operational.account_former_email SELECT email, id FROM operational.account WHERE id = ${id}::uuid
    ON CONFLICT DO NOTHING`);
  await write.rows(sql`
    UPDATE operational.account SET email = ${email}, new_email = NULL WHERE id = ${id}::uuid`);
}

/** What its owner asked for and no mail server could send. */
export async function findNewEmail(write: Write, id: string): Promise<string | null> {
  const [row] = await write.rows<{ readonly email: string | null }>(sql`
    SELECT new_email AS email FROM operational.account WHERE id = ${id}::uuid`);
  return row?.email ?? null;
}
