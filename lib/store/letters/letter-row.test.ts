import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { createAccount } from '@/lib/store/account/account-row.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { type Claim, claimLetter, finishLetter } from '@/lib/store/letters/letter-row.ts';
import { runWrite } from '@/lib/store/write.ts';

/** What becomes of letters on the way: ingest/letters. */

beforeAll(async () => (await cloneForPages()).drop);

test('a refused letter waits when the clock steps back a little, and not when it was set back', async () => {
  const fields = { email: 'ann@docket.example', name: 'Ann', passwordHash: null, isAdmin: false };
  const accountId = (await runWrite((write) => createAccount(write, fields))) ?? '';
  const letter = { accountId, kind: 'digest', cause: 'a day', unsubscribeHash: randomUUID() } as const;
  const claim = (): Promise<Claim> => runWrite((write) => claimLetter(write, letter));
  const refuse = async (ahead: string): Promise<void> => {
    const claimed = await claim();
    expect(claimed.kind).toBe('claimed');
    const id = claimed.kind === 'claimed' ? claimed.id : '';
    await runWrite((write) => finishLetter(write, id, 'refused'));
    await runWrite((write) =>
      write.rows(sql`
        UPDATE operational.letter SET claimed_at = clock_timestamp() + ${ahead}::text::interval
        WHERE id = ${id}::uuid`),
    );
  };
  await refuse('1 hour');
  await refuse('0.5 s');
  expect(await claim()).toEqual({ kind: 'wait' });
});
