import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { choosePort } from '@/ingest/serve/choose-port.ts';
import type { AppError } from '@/lib/base/app-error.ts';

let server: Server;
let taken = 0;

beforeAll(async () => {
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  taken = typeof address === 'object' && address !== null ? address.port : 0;
});
afterAll(() => {
  server.close();
});

async function check(host: string, port: number | null, message: RegExp): Promise<void> {
  await expect(choosePort(host, port)).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message: expect.stringMatching(message),
  });
}

test('says that a port is taken only when it is', async () => {
  await check('127.0.0.1', taken, /is taken/);
  // RFC 5737: no machine has this address.
  await check('192.0.2.1', taken, /cannot be listened on \(EADDRNOTAVAIL\)/);
});

test('does not look for a free port where none can be', async () => {
  await check('192.0.2.1', null, /^Port 3000 on 192\.0\.2\.1 cannot/);
});

test('advises addresses that can be listened on here', async () => {
  const refused = await choosePort('192.0.2.1', null).catch((cause: unknown) => cause);
  const advised = /--host: (.*)/.exec((refused as AppError).remedy)?.[1]?.split(', ') ?? [];
  expect(advised.length).toBeGreaterThan(0);
  for (const host of advised) await expect(choosePort(host, null)).resolves.toBeGreaterThan(0);
});
