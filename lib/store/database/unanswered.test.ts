import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { client, readOperational, readPlain } from '@/lib/store/database/client.ts';
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
