import { expect, test } from 'vitest';
import { runDocket } from '@/ingest/hostile/test-run-docket.ts';
import { cloneDatabase } from '@/ingest/postgres/test-database.ts';
import { describeApplied } from '@/ingest/show/applied.ts';
import { readMigrations } from '@/prisma/migrate.ts';

test('one line, however many there are', async () => {
  const names = readMigrations().map(({ name }) => name);
  const fresh = await cloneDatabase('template0');
  try {
    const migrate = async (...args: readonly string[]): Promise<string> =>
      (await runDocket(fresh, '/nonexistent', ['migrate', ...args])).stdout;
    expect(await migrate()).toBe(
      `database: ${names.length} migrations applied, the newest ${names.at(-1)}\n`,
    );
    expect(await migrate()).toBe('database: up to date\n');
    expect(JSON.parse(await migrate('--json'))).toEqual({ applied: [] });
  } finally {
    await fresh.drop();
  }
  expect(describeApplied(['a'])).toBe('1 migration applied, the newest a');
});
