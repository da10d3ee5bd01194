import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { createAccount } from '@/lib/store/account/account-row.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { type Cause, findUnmailed, insertNotifications } from '@/lib/store/letters/notification-row.ts';
import { saveWish } from '@/lib/store/letters/wish-row.ts';
import { runWrite } from '@/lib/store/write.ts';

/** What becomes of the mails: ingest/letters. */

beforeAll(async () => (await cloneForPages()).drop);

const WISH = { digest: 'off', list: null, notify: true } as const;

async function tell(accountId: string): Promise<void> {
  const cause: Cause = { accountId, kind: 'turn', cause: randomUUID(), subject: 'v1@x', detail: {} };
  expect(await runWrite((write) => insertNotifications(write, [cause]))).toBe(1);
}

test('what comes after the wish is mailed, also when the clock was set back; what was before is not', async () => {
  const fields = { email: `${randomUUID()}@docket.example`, name: 'Ann', passwordHash: null, isAdmin: false };
  const accountId = (await runWrite((write) => createAccount(write, fields))) ?? '';
  await tell(accountId);
  await runWrite((write) => saveWish(write, accountId, WISH));
  expect(await findUnmailed(accountId)).toEqual([]);
  for (const ahead of ['0.003 s', '1 hour']) {
    // As if the wish had been made before the clock went back by so much.
    const since = sql`
      UPDATE operational.account_wish SET notify_since = clock_timestamp() + ${ahead}::text::interval
      WHERE account_id = ${accountId}::uuid`;
    await runWrite((write) => write.rows(since));
    const before = await findUnmailed(accountId);
    await tell(accountId);
    expect(await findUnmailed(accountId)).toHaveLength(before.length + 1);
  }
});
