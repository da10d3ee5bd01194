import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runDocket } from '@/ingest/hostile/run-docket.ts';
import { cloneDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';

const SAMPLE = join(import.meta.dirname, '../sample/zero-range.mbox');

let home = '';
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'docket-undesigned-'));
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
