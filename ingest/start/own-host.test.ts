import { createServer, type Server, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import '@/ingest/start/own-host.mjs';

let server: Server;
beforeAll(async () => {
  server = createServer((_, response) => response.end('a page'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => server.close());
afterEach(() => {
  delete process.env['DOCKET_URL'];
});

async function check(hosts: readonly string[], expected: number): Promise<void> {
  const { port } = server.address() as AddressInfo;
  for (const host of hosts) {
    const status = await new Promise((resolve, reject) => {
      send({ host: '127.0.0.1', port, headers: { host } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .once('error', reject)
        .end();
    });
    expect([host, status]).toEqual([host, expected]);
  }
}

test('a server of this machine answers under names that lead to it from everywhere', () =>
  check(['localhost', 'localhost:3000', 'LocalHost', 'a.localhost:1', '127.0.0.1:3000', '[::1]:3000'], 200));

test('and under none that somebody else may let lead here (DNS rebinding)', () =>
  check(
    ['evil.example', 'evil.example:3000', 'localhost.evil.example', '127.0.0.1.evil.example', '@', 'a b'],
    421,
  ));

test('but under that of a proxy of its operator', async () => {
  process.env['DOCKET_URL'] = 'https://docket.example.org/';
  await check(['docket.example.org', 'Docket.Example.org:443', 'localhost'], 200);
  await check(['evil.example', 'a.docket.example.org'], 421);
});
