import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { answered, client, readOperational, readPlain } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';

/** A server that is not there is said to be away by either way to ask it: Prisma and its adapter have other words. */

let server: Server | undefined;

afterEach(async () => {
  await client().$disconnect();
  globalThis.docketPrisma = undefined;
  globalThis.docketAdapter = undefined;
  vi.unstubAllEnvs();
  server?.close();
  server = undefined;
});

/** A port on which each connection is treated so; one that nothing listens on without. */
async function listening(treat: ((socket: Socket) => void) | null): Promise<number> {
  const opened = createServer((socket) => {
    socket.on('error', () => undefined);
    treat?.(socket);
  });
  await new Promise<void>((resolve) => opened.listen(0, '127.0.0.1', resolve));
  const address = opened.address();
  if (treat === null) await new Promise((resolve) => opened.close(resolve));
  else server = opened;
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const reset = (socket: Socket): void => {
  socket.once('data', () => socket.resetAndDestroy());
};
const close = (socket: Socket): void => {
  socket.once('data', () => socket.end());
};

test.each([
  ['refuses connections', null],
  ['breaks them off', reset],
  ['closes them', close],
])('a server that %s does not answer', async (_, treat) => {
  vi.stubEnv('DOCKET_WEB_DATABASE_URL', `postgresql://docket@127.0.0.1:${await listening(treat)}/docket`);
  const away = { code: 'DATABASE_UNAVAILABLE', message: 'The database does not answer.' };
  await expect(readPlain(sql`SELECT 1`)).rejects.toMatchObject(away);
  await expect(readOperational(sql`SELECT 1`)).rejects.toMatchObject(away);
});

test('a full disk is said to be the cause, by either way to ask', async () => {
  vi.stubEnv('DOCKET_WEB_DATABASE_URL', 'postgresql://docket@127.0.0.1:1/docket');
  const error = (fields: object): Error => Object.assign(new Error('failed'), fields);
  const full = [
    error({ code: 'P2010', message: 'Raw query failed. Code: `53100`. Message: `could not extend file`' }),
    error({ cause: { originalCode: '53100' } }),
    error({ code: '53100' }),
  ];
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  for (const cause of full) {
    await expect(answered(() => Promise.reject(cause))).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      message: 'The disk of the database is full.',
    });
  }
  const shm = error({ code: '53100', message: 'could not resize shared memory segment "/PostgreSQL.2"' });
  await expect(answered(() => Promise.reject(shm))).rejects.toThrow('The database does not answer.');
  // Once for the operator, however many ask.
  expect(told.mock.calls).toEqual([[expect.stringMatching(/disk of the database is full.*space is freed/)]]);
});
