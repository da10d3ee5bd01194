import { execFileSync } from 'node:child_process';
import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSecureContext, TLSSocket } from 'node:tls';
import postgres from 'postgres';
import { afterEach, expect, test } from 'vitest';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { isDatabaseAway } from '@/lib/store/database/database-away.ts';

/** AuthenticationCleartextPassword of PostgreSQL's protocol. */
const ASKS = Buffer.from([82, 0, 0, 0, 8, 0, 0, 0, 3]);

/** A key and a certificate of its own. */
const OPENSSL =
  'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout - -subj /CN=x'.split(' ');

/** A proxy that takes connections for a server that is not there. */

/** One that is waited for so long does not come, however busy the machine is. */
const HANGS_MS = 60_000;

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
  ['behind its first byte', '', (socket: Socket) => socket.end('R')],
  ['when it has asked for a password', '', (socket: Socket) => socket.once('data', () => socket.end(ASKS))],
  [
    'when it has agreed to TLS',
    '?sslmode=require',
    (socket: Socket) => socket.once('data', () => socket.end('S')),
  ],
] as const)(
  'a connection that is closed %s is tried once a statement, and the statement fails',
  async (_, query, answer) => {
    const { url, taken } = await proxy(answer);
    const sql = postgres({ ...connectionOptions(url + query), max: 1, onnotice: () => undefined });
    const failed = await Promise.race([
      sql`SELECT 1`.catch((error: unknown) => error),
      sleep(HANGS_MS, 'hangs'),
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

test('one that is closed in peace behind TLS is tried a few times', async () => {
  const pem = execFileSync('openssl', OPENSSL, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const secureContext = createSecureContext({ key: pem, cert: pem });
  const { url, taken } = await proxy((socket) => {
    socket.once('data', () => {
      socket.write('S');
      const secure = new TLSSocket(socket, { isServer: true, secureContext });
      secure.on('error', () => undefined);
      secure.once('data', () => secure.end(ASKS));
    });
  });
  const sql = postgres({ ...connectionOptions(`${url}?sslmode=require`), max: 1 });
  for (let statement = 1; statement <= 2; statement += 1) {
    const before = taken();
    const failed = await Promise.race([sql`SELECT 1`.catch((error: unknown) => error), sleep(HANGS_MS)]);
    expect(isDatabaseAway(failed)).toBe(true);
    const tried = taken() - before;
    // Three short ones in a row; where the machine stalls for a second it is not short, and they begin anew.
    expect(tried).toBeGreaterThanOrEqual(3);
    expect(tried).toBeLessThan(20);
    await sleep(100);
    expect(taken() - before).toBe(tried);
  }
  await sql.end({ timeout: 0 });
});

test('a failure that comes at once is met by who waits', async () => {
  // No connection may be made to everybody: the system says so before it returns.
  const sql = postgres({ ...connectionOptions('postgresql://u:p@255.255.255.255:9/d'), max: 1 });
  await expect(sql`SELECT 1`).rejects.toSatisfy(isDatabaseAway);
  await sql.end({ timeout: 0 });
});
