import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { corpusPath } from '@/ingest/corpus-path.ts';
import { settledDigest } from '@/ingest/derive/settled-digest.ts';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { DERIVED_TABLES, GROUND_TABLES } from '@/lib/store/derive/table-digests.ts';

/** Commits of the bundle; each holds one message or takes one back. */
const COMMITS = 3_327;
const KILLS = 10;
const SEED = 20_240_718;

let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'docket-kill-'));
});
afterAll(async () => {
  await rm(home, { recursive: true, force: true });
});

type Outcome = { readonly code: number | null; readonly stdout: string };

/** Runs `docket ingest BUNDLE` as a user would, and kills it with -9 after `killMs` if it still runs. */
async function ingestBundle(database: TestDatabase, killMs: number | null): Promise<Outcome> {
  const child = spawn(
    process.execPath,
    ['ingest/docket.mjs', 'ingest', '--json', corpusPath('linux-xfs-2024q3.bundle')],
    {
      env: {
        ...process.env,
        DOCKET_HOME: home,
        DATABASE_URL: database.ownerUrl,
        DOCKET_APP_DATABASE_URL: database.appUrl,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let stdout = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  if (killMs !== null) {
    await Promise.race([ended, sleep(killMs)]);
    child.kill('SIGKILL');
  }
  return { code: await ended, stdout };
}

async function digest(database: TestDatabase): Promise<Readonly<Record<string, string>>> {
  const sql = postgres({ ...connectionOptions(database.ownerUrl), max: 1 });
  try {
    return await settledDigest(sql, [...GROUND_TABLES, ...DERIVED_TABLES, 'operational.underived']);
  } finally {
    await sql.end();
  }
}

/** Numerical Recipes' linear congruence: the moments are the same in every run of the test. */
function* moments(count: number): Generator<number> {
  let state = SEED;
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield 400 + (state / 2 ** 32) * 1_600;
  }
}

it('ends in the same rows after ten kills as without', async () => {
  const [whole, killed] = await Promise.all([cloneDatabase(TEMPLATE), cloneDatabase(TEMPLATE)]);
  try {
    const first = JSON.parse((await ingestBundle(whole, null)).stdout);
    expect(first.stored + first.duplicates + first.problems + first.removed).toBe(COMMITS);
    const again = JSON.parse((await ingestBundle(whole, null)).stdout);
    expect(again).toMatchObject({ stored: 0, duplicates: 0, problems: 0 });

    let interrupted = 0;
    for (const killMs of moments(KILLS)) {
      if ((await ingestBundle(killed, killMs)).code === null) interrupted++;
    }
    expect(interrupted).toBeGreaterThan(KILLS / 2);
    expect((await ingestBundle(killed, null)).code).toBe(0);
    expect(await digest(killed)).toEqual(await digest(whole));
  } finally {
    await Promise.all([whole.drop(), killed.drop()]);
  }
}, 180_000);
