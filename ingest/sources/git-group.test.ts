import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TestDatabase } from '@/ingest/postgres/test-database.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';

/** A site whose epoch 0 answers everybody but git, which waits for ever. */
let site: Server;
/** Settles when git asks, with what settles when nobody waits for the answer any more. */
let asked: Promise<{ readonly gone: Promise<void> }>;
let database: TestDatabase;
let home = '';

beforeEach(async () => {
  database = await cloneForPages();
  home = await mkdtemp(join(tmpdir(), 'docket-group-'));
  asked = new Promise((resolve) => {
    site = createServer((request, response) => {
      if (!request.url?.startsWith('/some/0/')) response.writeHead(404).end();
      else if (!request.headers['user-agent']?.includes('git')) response.end('refs');
      else resolve({ gone: new Promise((gone) => response.once('close', gone)) });
    });
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
}, 120_000);

afterEach(async () => {
  site.closeAllConnections();
  site.close();
  await rm(home, { recursive: true });
  await database.drop();
});

function ingest(): ChildProcess {
  const host = `127.0.0.1:${(site.address() as AddressInfo).port}`;
  const docket = join(import.meta.dirname, '..', 'docket.mjs');
  return spawn(process.execPath, [docket, 'ingest', `http://${host}/some/`], {
    env: {
      ...process.env,
      DOCKET_HOME: home,
      DOCKET_ALLOWED_HOSTS: host,
      DATABASE_URL: database.ownerUrl,
      DOCKET_APP_DATABASE_URL: database.appUrl,
    },
    stdio: 'ignore',
  });
}

test('a command that is ended leaves no git behind', async () => {
  const command = ingest();
  const ended = new Promise((resolve) => command.once('close', (_, signal) => resolve(signal)));
  const { gone } = await asked;
  command.kill('SIGTERM');
  expect(await ended).toBe('SIGTERM');
  // A git that was left would wait for ever, and this with it.
  await gone;
});
