import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from './test.ts';

/**
 * reliability.md, point 56: connections that send nothing, or never end what they send, take nothing from others; and a
 * request has one length. Byte for byte, which no client library would send.
 */
const IDLE = 400;
const SLOW = 100;
/** Of a busy machine; a server whose places are taken answers when its limits are over, after tens of seconds. */
const BUSY_MS = 5_000;
/** For an answer that ends its connection, so nobody waits so long. */
const CLOSING_MS = 15_000;

function portOf(base: string): number {
  return Number(new URL(base).port);
}

/** Opens a connection and sends `text`; gives all that comes back until the server ends it or `ms` are over. */
async function answerTo(port: number, text: string, ms = 3_000): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let got = '';
  socket.on('data', (bytes) => {
    got += bytes.toString('latin1');
  });
  socket.on('error', () => undefined);
  socket.write(text);
  await Promise.race([new Promise((resolve) => socket.once('close', resolve)), sleep(ms)]);
  socket.destroy();
  return got;
}

async function open(port: number, text: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('connect', resolve));
  if (text !== '') socket.write(text);
  return socket;
}

test('idle and slow connections take nothing from others', async ({ baseURL }) => {
  const base = baseURL ?? '';
  const port = portOf(base);
  const began = performance.now();
  expect((await fetch(`${base}/search?q=flush`)).status).toBe(200);
  const alone = performance.now() - began;
  const body =
    'POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n';
  const held = await Promise.all([
    ...Array.from({ length: IDLE }, () => open(port, '')),
    // A header field, and a body, that go on for ever.
    ...Array.from({ length: SLOW }, () => open(port, 'GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: a')),
    ...Array.from({ length: SLOW }, () => open(port, `${body}Content-Length: 5000\r\n\r\nemail=`)),
  ]);
  try {
    for (let beat = 0; beat < 5; beat += 1) {
      for (const socket of held.slice(IDLE)) if (!socket.destroyed) socket.write('a');
      const asked = performance.now();
      const responses = await Promise.all(
        ['/', '/search?q=flush', '/sign-in'].map((path) => fetch(base + path)),
      );
      expect(responses.map(({ status }) => status)).toEqual([200, 200, 200]);
      expect(performance.now() - asked).toBeLessThan(Math.max(BUSY_MS, 20 * alone));
      await sleep(200);
    }
  } finally {
    for (const socket of held) socket.destroy();
  }
});

test('a request has one length; what is smuggled in another is never answered', async ({ baseURL }) => {
  const port = portOf(baseURL ?? '');
  const inner = 'GET /sign-in HTTP/1.1\r\nHost: localhost\r\n\r\n';
  const head = 'POST /sign-out HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n';
  for (const [name, text] of [
    ['both lengths', `${head}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${inner}`],
    ['two lengths', `${head}Content-Length: 0\r\nContent-Length: ${inner.length}\r\n\r\n${inner}`],
    ['a length with a sign', `${head}Content-Length: +0\r\n\r\n${inner}`],
    ['chunks under another name', `${head}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${inner}`],
    ['a blank before the colon', `${head}Content-Length : 0\r\n\r\n${inner}`],
    ['a folded field', `${head}Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n${inner}`],
    ['a bare line feed', `${head}X: a\nContent-Length: 0\r\n\r\n${inner}`],
  ] as const) {
    const got = await answerTo(port, text);
    // Refused as a whole, or answered as one request that ends the connection.
    expect(got.match(/HTTP\/1\.1 \d{3}/g)?.length ?? 0, `${name}: ${got.slice(0, 200)}`).toBeLessThanOrEqual(
      1,
    );
    expect(got, name).not.toContain('HTTP/1.1 200');
    expect(got, name).not.toContain('at Object.');
  }
});

test('an expectation, an absolute address and a version of the future are answered in good order', async ({
  baseURL,
}) => {
  const port = portOf(baseURL ?? '');
  const form =
    'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 0\r\nConnection: close\r\n';
  const expecting = await answerTo(
    port,
    `POST /sign-out HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n${form}\r\n`,
    CLOSING_MS,
  );
  expect(expecting).toMatch(/^HTTP\/1\.1 (?:100 Continue\r\n\r\nHTTP\/1\.1 )?40[13]/);
  const odd = await answerTo(
    port,
    `POST /sign-out HTTP/1.1\r\nHost: localhost\r\nExpect: a-miracle\r\n${form}\r\n`,
    CLOSING_MS,
  );
  expect(odd).toMatch(/^HTTP\/1\.1 4/);
  const absolute = await answerTo(
    port,
    'GET http://127.0.0.1:1/admin HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
  );
  expect(absolute).not.toContain('HTTP/1.1 200');
  const upgrade = await answerTo(
    port,
    'GET http://127.0.0.1:1/ HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
    2_000,
  );
  expect(upgrade).not.toMatch(/HTTP\/1\.1 (?:101|200)/);
  expect((await fetch(`${baseURL}/sign-in`)).status).toBe(200);
});
