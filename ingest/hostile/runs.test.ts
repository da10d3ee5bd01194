import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { settledDigest } from '@/ingest/derive/settled-digest.ts';
import { createRandom } from '@/ingest/hostile/random.ts';
import { type Ran, runDocket } from '@/ingest/hostile/test-run-docket.ts';
import { writeMail } from '@/ingest/hostile/write-mail.ts';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { quoteMboxrd } from '@/lib/mail/mbox/test-mboxrd.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { DERIVED_TABLES, GROUND_TABLES } from '@/lib/store/derive/table-digests.ts';

/** Several `docket ingest` at once, again, backwards, and with a mail of 100 MB (reliability.md, points 9, 26, 27). */
const COUNT = 1_200;
const MEGABYTE = 1024 * 1024;

let folder = '';
const databases: TestDatabase[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docket-runs-'));
});
afterAll(async () => {
  for (const database of databases) await database.drop();
  await rm(folder, { recursive: true });
});

const random = createRandom(20_240_718);
const patch = 'why\n---\ndiff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-a\n+b\n';
/** Threads of some twenty mails that answer each other across the whole archive, among them versions of series. */
const MAILS = Array.from({ length: COUNT }, (_, n) =>
  writeMail(
    `run-${n}`,
    {
      Subject: n % 5 === 0 ? `[PATCH v${1 + (n % 3)}] series ${n % 60}` : `Re: series ${n % 60}`,
      References:
        n < 60
          ? null
          : `<run-${n % 60}@hostile.example> <run-${(n % 60) + 60 * random.below(Math.floor(n / 60))}@hostile.example>`,
    },
    n % 5 === 0 ? patch : 'words\n',
  ),
);

async function archiveOf(name: string, mails: readonly Uint8Array[]): Promise<string> {
  await writeFile(join(folder, name), Buffer.concat(mails.map(quoteMboxrd)));
  return join(folder, name);
}

async function open(): Promise<TestDatabase> {
  const database = await cloneDatabase(TEMPLATE);
  databases.push(database);
  return database;
}

async function digest(database: TestDatabase): Promise<Readonly<Record<string, string>>> {
  const sql = postgres({ ...connectionOptions(database.ownerUrl), max: 1 });
  try {
    return await settledDigest(sql, [...GROUND_TABLES, ...DERIVED_TABLES, 'operational.underived']);
  } finally {
    await sql.end();
  }
}

const ingest = (database: TestDatabase, path: string): Promise<Ran> =>
  runDocket(database, folder, ['ingest', '--list', 'hostile', '--json', path]);

function countsOf(runs: readonly Ran[]): { readonly stored: number; readonly duplicates: number } {
  const lines = runs.map(({ code, stdout, stderr }) => {
    expect([code, stderr]).toEqual([0, expect.not.stringMatching(/error|deadlock/i)]);
    return JSON.parse(stdout) as { stored: number; duplicates: number };
  });
  const sum = (name: 'stored' | 'duplicates'): number => lines.reduce((total, line) => total + line[name], 0);
  return { stored: sum('stored'), duplicates: sum('duplicates') };
}

test('two at once on one archive, four on interleaved quarters, then again and backwards: the same rows', async () => {
  const [alone, twice, four] = [await open(), await open(), await open()];
  const whole = await archiveOf('whole.mbox', MAILS);
  expect(countsOf([await ingest(alone, whole)])).toEqual({ stored: COUNT, duplicates: 0 });
  const expected = await digest(alone);

  // The same cursor for both: whoever comes second finds the messages there.
  const both = countsOf(await Promise.all([ingest(twice, whole), ingest(twice, whole)]));
  expect(both.stored).toBe(COUNT);
  expect(await digest(twice)).toEqual(expected);

  const quarters = await Promise.all(
    [0, 1, 2, 3].map((part) =>
      archiveOf(
        `part-${part}.mbox`,
        MAILS.filter((_, n) => n % 4 === part),
      ),
    ),
  );
  expect(countsOf(await Promise.all(quarters.map((path) => ingest(four, path)))).stored).toBe(COUNT);
  expect(await digest(four)).toEqual(expected);

  const backwards = await archiveOf('backwards.mbox', [...MAILS].reverse());
  const overlap = await archiveOf('overlap.mbox', [...MAILS.slice(400, 800), ...MAILS.slice(600)]);
  expect(countsOf([await ingest(four, backwards), await ingest(four, overlap)]).stored).toBe(0);
  expect(await digest(four)).toEqual(expected);
}, 180_000);

test('a mail of 100 MB: kept or refused in bounded memory, and the next one is read', async () => {
  const database = await open();
  const huge = writeMail('huge', {}, Buffer.alloc(100 * MEGABYTE, 'a line of text\n'));
  const path = await archiveOf('huge.mbox', [huge, writeMail('after', {})]);
  const ran = await ingest(database, path);
  expect(ran.cpuMs).toBeLessThan(15_000);
  expect(countsOf([ran])).toEqual({ stored: 2, duplicates: 0 });
  expect(ran.peakBytes).toBeLessThan(1024 * MEGABYTE);
});
