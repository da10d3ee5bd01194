import { beforeAll, expect, test } from 'vitest';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { countRates } from '@/lib/store/account/rate-row.ts';
import { readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { runWrite } from '@/lib/store/write.ts';

beforeAll(async () => (await cloneForPages()).drop);

/** Windows that are over, the oldest first in the order of `keys`. */
async function leaveOver(keys: readonly string[]): Promise<void> {
  await runWrite(async (write) => {
    await write.rows(sql`DELETE FROM operational.rate_count`);
    await write.rows(sql`
      INSERT INTO operational.rate_count (key, count, until)
      SELECT key, 1, now() - interval '1 hour' + n * interval '1 second'
      FROM unnest(${keys}::text[]) WITH ORDINALITY AS over (key, n)`);
  });
}

test('two who clear away what the other is about to count do not wait for each other', async () => {
  const many = (name: string): readonly string[] => Array.from({ length: 19 }, (_, n) => `${name}${n}`);
  for (let round = 0; round < 40; round += 1) {
    // One clears the first twenty, the other the next twenty.
    await leaveOver(['b', ...many('x'), 'a', ...many('y')]);
    const counted = ['a', 'b'].map((key) => countRates([{ key, max: 1, seconds: 60 }]));
    expect(await Promise.all(counted)).toEqual([null, null]);
  }
});

test('a key over its maximum waits for the end of its window', async () => {
  const rate = { key: 'c', max: 2, seconds: 60 };
  expect([await countRates([rate]), await countRates([rate])]).toEqual([null, null]);
  expect(await countRates([rate])).toBeGreaterThan(50);
});

/** Whether a connection of pages waits for another. */
async function isOneWaiting(): Promise<boolean> {
  const rows = await readOperational(sql`
    SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`);
  return rows.length > 0;
}

test('one that waited for the row goes on with the window that another began meanwhile', async () => {
  const rate = { key: 'd', max: 2, seconds: 60 };
  await countRates([rate]);
  const waiting = await runWrite(async (write) => {
    await write.rows(sql`SELECT count FROM operational.rate_count WHERE key = ${rate.key} FOR UPDATE`);
    const counting = countRates([rate]);
    while (!(await isOneWaiting()));
    await write.rows(sql`
      UPDATE operational.rate_count SET count = 2, until = clock_timestamp() + interval '60 s'
      WHERE key = ${rate.key}`);
    return [counting];
  });
  expect(await waiting[0]).toBeGreaterThan(50);
});

test('a clock that steps back a little forgets no count', async () => {
  const rate = { key: 'f', max: 1, seconds: 60 };
  await countRates([rate]);
  await runWrite((write) =>
    write.rows(sql`
      UPDATE operational.rate_count SET until = clock_timestamp() + interval '60.5 s' WHERE key = ${rate.key}`),
  );
  expect(await countRates([rate])).toBeGreaterThan(50);
});

test('a window that is over, or ends later than a new one would, begins anew', async () => {
  const rate = { key: 'e', max: 1, seconds: 60 };
  for (const until of ['-1 s', '1 hour']) {
    expect(await countRates([rate]), until).toBeNull();
    expect(await countRates([rate]), until).toBeGreaterThan(50);
    await runWrite((write) =>
      write.rows(sql`
        UPDATE operational.rate_count SET until = now() + ${until}::text::interval WHERE key = ${rate.key}`),
    );
  }
  expect(await countRates([rate])).toBeNull();
});
