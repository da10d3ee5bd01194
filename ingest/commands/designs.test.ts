import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runDocket } from '@/ingest/hostile/test-run-docket.ts';
import { cloneDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';

const SAMPLE = join(import.meta.dirname, '../sample/zero-range.mbox');

let home = '';
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'docket-designs-'));
});
afterAll(() => rm(home, { recursive: true }));

/** What the command prints of an archive whose mail came in while no worker ran. */
async function check(args: readonly string[], expected: string): Promise<void> {
  const database = await cloneDatabase(TEMPLATE);
  try {
    expect((await runDocket(database, home, ['ingest', SAMPLE])).code).toBe(0);
    expect((await runDocket(database, home, args)).stdout).toContain(expected);
  } finally {
    await database.drop();
  }
}

test('items are found', () =>
  check(['search', 'kind:decision', '--show', 'items'], 'Applied to emberfs.git'));

test('messages are found by their items', () => check(['search', 'kind:decision'], 'Ngozi Oduya'));

test('the digest tells of them', () =>
  check(['digest', '--until', '2026-05-04'], 'Something changed in 1 design.'));

test('an option has the name that its page has: that of the series it is', async () => {
  const root = '20260413091244.48213-1-maren@emberworks.example.com';
  await check(
    ['show', 'design', root],
    'Adopted: blockmap: zero dirty page cache over unwritten mappings; Move',
  );
  await check(['digest', '--until', '2026-05-04'], 'Adopted: blockmap: zero dirty page cache over\n');
});
