import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openPool } from '@/ingest/database.ts';
import { runDocket } from '@/ingest/hostile/test-run-docket.ts';
import { cloneDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';

const SAMPLE = join(import.meta.dirname, '../sample/zero-range.mbox');
const NOTICE =
  'What is shown was derived by another version of Docket; npm start brings it up to date, or: docket derive\n';

test('commands say that rows are of another version, but not the one that makes them again', async () => {
  const home = await mkdtemp(join(tmpdir(), 'docket-derive-'));
  const database = await cloneDatabase(TEMPLATE);
  const sql = openPool(database.ownerUrl);
  try {
    const run = (...args: readonly string[]) => runDocket(database, home, args);
    expect((await run('ingest', SAMPLE)).code).toBe(0);
    await sql`UPDATE operational.derivation SET version = version - 1`;
    expect((await run('sources')).stderr).toBe(NOTICE);
    const derived = await run('derive');
    expect([derived.code, derived.stdout]).toEqual([0, expect.stringMatching(/^Derived \d+ messages, /)]);
    expect(derived.stderr).not.toContain(NOTICE);
    expect((await run('sources')).stderr).toBe('');
  } finally {
    await sql.end();
    await database.drop();
    await rm(home, { recursive: true });
  }
});
