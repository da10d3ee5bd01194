import postgres, { type Sql } from 'postgres';
import type { TestDatabase } from '@/ingest/postgres/test-database.ts';
import { createAccount, savePerson } from '@/lib/store/account/account-row.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { runWrite } from '@/lib/store/write.ts';

/** What the application has no right to, as to empty a table. */
export async function asOwner(database: TestDatabase, work: (owner: Sql) => Promise<unknown>): Promise<void> {
  const owner = postgres({ ...connectionOptions(database.ownerUrl), max: 1, onnotice: () => undefined });
  await work(owner).finally(() => owner.end());
}

/** As if this person had been told nothing: an earlier try of the test did. */
export async function forget(database: TestDatabase, id: string): Promise<void> {
  await asOwner(database, (owner) => owner`DELETE FROM operational.notification WHERE account_id = ${id}`);
}

/** A second try of a test takes the account that the first one made. */
export async function account(name: string): Promise<string> {
  return runWrite(async (write) => {
    const email = `${name}@docket.example`;
    const made = await createAccount(write, { email, name, passwordHash: null, isAdmin: false });
    const [found] = await write.rows<{ readonly id: string }>(sql`
      SELECT id::text FROM operational.account WHERE email = ${email}`);
    const id = made ?? found?.id ?? '';
    await savePerson(write, id, `${name}@example.org`);
    return id;
  });
}
