import { randomBytes } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGzip } from 'node:zlib';
import postgres, { type Sql } from 'postgres';
import { afterEach, expect, test } from 'vitest';
import { cloneDatabase } from '@/ingest/postgres/test-database.ts';
import { untilReady } from '@/ingest/serve/until-ready.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';

let server: Server | null = null;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** Waits for what `answer` serves, or until it is not wanted any more. */
async function wait(
  answer: RequestListener,
  ms: number,
  unwanted?: AbortSignal,
  url?: string,
): Promise<void> {
  const own = createServer(answer);
  server = own;
  await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve));
  return untilReady(`http://127.0.0.1:${(own.address() as AddressInfo).port}/`, ms, unwanted, url);
}

async function nameOf(sql: Sql): Promise<string> {
  const [row] = await sql<{ name: string }[]>`SELECT quote_ident(current_database()) AS name`;
  return row?.name ?? '';
}

const REFUSAL = { code: 'UNSUPPORTED', message: 'The web process does not answer.' };

test('waits for a page of ours', async () => {
  let asked = 0;
  await wait((_, response) => {
    asked += 1;
    response.writeHead(asked < 3 ? 503 : 200).end('<title>Docket</title>');
  }, 20_000);
  expect(asked).toBe(3);
});

test('is not fooled by another page', async () => {
  await expect(wait((_, response) => response.end('It works!'), 500)).rejects.toMatchObject(REFUSAL);
});

test('does not wait for what takes connections and says nothing', async () => {
  await expect(wait(() => undefined, 500)).rejects.toMatchObject(REFUSAL);
});

test('says what the database says where the pages have none', async () => {
  const database = await cloneDatabase(TEMPLATE);
  const admin = postgres({ ...connectionOptions(database.adminUrl), max: 1, onnotice: () => undefined });
  const unready: RequestListener = (_, response) => response.writeHead(503).end('<title>Docket</title>');
  try {
    await expect(wait(unready, 300, undefined, database.appUrl)).rejects.toMatchObject(REFUSAL);
    // As when the disk is full: who is connected stays so, a new connection ends at once and says why.
    await admin.unsafe(`ALTER DATABASE ${await nameOf(admin)} CONNECTION LIMIT 0`);
    await expect(wait(unready, 300, undefined, database.appUrl)).rejects.toThrow(/too many connections/);
  } finally {
    await admin.end();
    await database.drop();
  }
});

test('asks no more once the server is to end', async () => {
  const startedAt = performance.now();
  await expect(wait(() => undefined, 60_000, AbortSignal.timeout(50))).rejects.toThrow(/abort/);
  expect(performance.now() - startedAt).toBeLessThan(20_000);
});

/** A page that comes a piece every 3 ms, compressed when it may be. */
const inPieces: RequestListener = async (request, response) => {
  const isCompressed = request.headers['accept-encoding']?.includes('gzip') === true;
  response.writeHead(200, isCompressed ? { 'content-encoding': 'gzip' } : {});
  const body = isCompressed ? createGzip() : response;
  if (body !== response) body.pipe(response);
  for (let piece = 0; piece < 9; piece += 1) {
    body.write(randomBytes(3_000));
    await sleep(3);
  }
  body.end();
};

test('whenever it is cut off while it reads a page, it ends', async () => {
  const own = createServer(inPieces);
  server = own;
  await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(own.address() as AddressInfo).port}/`;
  let ended = 0;
  const waits = Array.from({ length: 8 }, async () => {
    for (let n = 0; n < 60; n += 1, ended += 1)
      await untilReady(address, 5 + (n % 45)).catch(() => undefined);
  });
  await Promise.race([Promise.all(waits), sleep(120_000)]);
  expect(ended).toBe(8 * 60);
});
