import { createServer, type IncomingMessage, type Server, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findRoute } from '@/app/_front/find-route.ts';
import { createFront } from '@/app/_front/front.ts';
import { SECURITY_HEADERS } from '@/app/_front/security-headers.mjs';
import { wholeResponse } from '@/app/_ui/whole-body.ts';

/** The front on a real server; behind it stands, for Next, a listener that says so. */
const seen: Request[] = [];
const LONG = 'long text '.repeat(500);
const WHOLE = { status: 404, headers: { 'Content-Type': 'text/plain', ETag: 'W/"x"' } };
const front = createFront((address) => {
  if (address === '/throws') return () => Promise.reject(new Error('a defect'));
  if (address === '/long') return textResponse;
  if (address === '/whole') return async (request) => wholeResponse(request, Buffer.from(LONG), WHOLE);
  if (address === '/same') return async () => new Response(null, { status: 304, headers: { ETag: 'W/"x"' } });
  return findRoute(address);
});

async function textResponse(request: Request): Promise<Response> {
  seen.push(request);
  const headers = { 'Content-Type': 'text/plain', Vary: 'Cookie', 'X-Content-Type-Options': 'nosniff' };
  return new Response(LONG, { headers });
}

let server: Server;
beforeAll(async () => {
  server = createServer((request, response) => front(request, response, () => response.end('next')));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

type Sent = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};
type Got = Pick<IncomingMessage, 'statusCode' | 'headers'> & { readonly bytes: Buffer };

function ask(path: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Got> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const sent = send({ host: '127.0.0.1', port, path, method, headers }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve({ statusCode: response.statusCode, headers: response.headers, bytes: Buffer.concat(chunks) });
    });
    sent.once('error', reject).end(body);
  });
}

async function checkPassed(path: string, sent: Sent = {}): Promise<void> {
  expect([path, (await ask(path, sent)).bytes.toString()]).toEqual([path, 'next']);
}

test('a page of ours comes whole, with the headers of all pages', async () => {
  // Cannot be read, so no database is asked.
  const { statusCode, headers, bytes } = await ask('/search?q=flush%20(s%3Ax');
  expect([statusCode, Number(headers['content-length'])]).toEqual([400, bytes.length]);
  expect(bytes.toString()).toContain('This parenthesis is not closed.');
  for (const [name, value] of Object.entries(SECURITY_HEADERS))
    expect(headers[name.toLowerCase()]).toBe(value);
  expect(headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    vary: 'Cookie, Authorization, Accept-Encoding',
  });
});

test('what is no GET of a page of ours, and what a route throws, is left to Next', async () => {
  await checkPassed('/elsewhere');
  await checkPassed('/throws');
  await checkPassed('/long', { method: 'POST', body: 'x' });
  await checkPassed('/long', { headers: { 'content-length': '1' }, body: 'x' });
  await checkPassed('/long', { headers: { 'transfer-encoding': 'chunked' }, body: 'x' });
  expect((await ask('/long', { method: 'HEAD' })).statusCode).toBe(200);
  expect(seen).toEqual([]);
});

test('text is compressed for who takes it', async () => {
  for (const [accepted, isCompressed] of [
    ['gzip, deflate, br', true],
    ['br;q=1.0, GZIP;q=0.5', true],
    ['gzip;q=0, br', false],
    ['identity', false],
    ['x-gzipped', false],
  ] as const) {
    const { headers, bytes } = await ask('/long', { headers: { 'accept-encoding': accepted } });
    expect([accepted, headers['content-encoding']]).toEqual([accepted, isCompressed ? 'gzip' : undefined]);
    expect((isCompressed ? gunzipSync(bytes) : bytes).toString()).toBe(LONG);
    expect([headers.vary, Number(headers['content-length'])]).toEqual([
      'Cookie, Accept-Encoding',
      bytes.length,
    ]);
  }
});

test('a route sees the headers and the address as Next would give them', async () => {
  seen.length = 0;
  await ask('/long', { headers: { host: 'evil.example', cookie: 'a=b', 'x-forwarded-proto': 'https' } });
  const [request] = seen;
  expect([request?.url, request?.headers.get('cookie')]).toEqual(['https://localhost/long', 'a=b']);
  expect(request?.headers.get('host')).toBe('evil.example');
});

test('a header that route and front both write stands once', async () => {
  expect((await ask('/long')).headers['x-content-type-options']).toBe('nosniff');
});

test('304 has neither a body nor a length', async () => {
  const { statusCode, headers, bytes } = await ask('/same');
  expect([statusCode, headers.etag, headers['content-length'], bytes.length]).toEqual([
    304,
    'W/"x"',
    undefined,
    0,
  ]);
});

test('a body that goes past the streams arrives as one that does not, and Next gets it in the Response', async () => {
  const { statusCode, headers, bytes } = await ask('/whole');
  expect([statusCode, headers.etag, Number(headers['content-length'])]).toEqual([404, 'W/"x"', LONG.length]);
  expect(bytes.toString()).toBe(LONG);
  const { headers: packed, bytes: fewer } = await ask('/whole', { headers: { 'accept-encoding': 'gzip' } });
  expect([packed['content-encoding'], gunzipSync(fewer).toString()]).toEqual(['gzip', LONG]);
  const next = wholeResponse(new Request('http://localhost/'), Buffer.from(LONG), WHOLE);
  expect([next.status, next.headers.get('etag'), await next.text()]).toEqual([404, 'W/"x"', LONG]);
});
