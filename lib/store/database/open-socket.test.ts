import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterEach, expect, test } from 'vitest';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { isDatabaseAway } from '@/lib/store/database/database-away.ts';

/** A proxy that takes connections for a server that is not there. */

let server: Server | null = null;
afterEach(() => server?.close());

async function proxy(answer: (socket: Socket) => void): Promise<{ url: string; taken: () => number }> {
  let taken = 0;
  const opened = createServer((socket) => {
    taken += 1;
    socket.on('error', () => undefined);
    answer(socket);
  });
  server = opened;
  await new Promise<void>((resolve) => opened.listen(0, '127.0.0.1', resolve));
  const address = opened.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return { url: `postgresql://u:p@127.0.0.1:${port}/d`, taken: () => taken };
}

test.each([
  ['at once', '', (socket: Socket) => socket.end()],
  ['when it has read', '', (socket: Socket) => socket.once('data', () => socket.end())],
  ['at once, TLS', '?sslmode=require', (socket: Socket) => socket.end()],
] as const)(
  'a connection that is closed %s is tried once a statement, and the statement fails',
  async (_, query, answer) => {
    const { url, taken } = await proxy(answer);
    const sql = postgres({ ...connectionOptions(url + query), max: 1, onnotice: () => undefined });
    const failed = await Promise.race([
      sql`SELECT 1`.catch((error: unknown) => error),
      sleep(1_000, 'hangs'),
    ]);
    expect([taken(), failed]).toEqual([1, expect.any(Error)]);
    expect(isDatabaseAway(failed)).toBe(true);
    // It is tried again, and not before somebody asks.
    await sleep(100);
    expect(taken()).toBe(1);
    await expect(sql`SELECT 1`).rejects.toSatisfy(isDatabaseAway);
    expect(taken()).toBe(2);
    await sql.end({ timeout: 0 });
  },
);

test('a failure that comes at once is met by who waits', async () => {
  // No connection may be made to everybody: the system says so before it returns.
  const sql = postgres({ ...connectionOptions('postgresql://u:p@255.255.255.255:9/d'), max: 1 });
  await expect(sql`SELECT 1`).rejects.toSatisfy(isDatabaseAway);
  await sql.end({ timeout: 0 });
});
