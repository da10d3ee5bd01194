import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runDocket } from '@/ingest/hostile/test-run-docket.ts';
import type { TestDatabase } from '@/ingest/postgres/test-database.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';

let database: TestDatabase;
let folder = '';
beforeAll(async () => {
  database = await cloneForPages();
  folder = await mkdtemp(join(tmpdir(), 'docket-closed-'));
}, 120_000);
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

test('who stops to read what ingest prints does not stop ingest', async () => {
  const files = await Promise.all(
    ['a', 'b', 'c'].map(async (name) => {
      const path = join(folder, `${name}.mbox`);
      const head = 'From mboxrd@z Thu Jan  1 00:00:00 1970\nFrom: Ann <ann@example.org>';
      await writeFile(path, `${head}\nMessage-ID: <${name}@x>\n\nWords.\n`);
      return path;
    }),
  );
  const env = {
    ...process.env,
    DOCKET_HOME: folder,
    DATABASE_URL: database.ownerUrl,
    DOCKET_APP_DATABASE_URL: database.appUrl,
  };
  const docket = join(import.meta.dirname, '..', 'docket.mjs');
  const child = spawn(process.execPath, [docket, 'ingest', ...files], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  // As `| true`, which is gone before the first line.
  child.stdout.destroy();
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
  const { stdout } = await runDocket(database, folder, ['sources']);
  expect(stdout.match(/1 stored/g)).toHaveLength(3);
});
