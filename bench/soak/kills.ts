import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { corpusPath } from '@/ingest/corpus-path.ts';
import { createRandom } from '@/ingest/hostile/random.ts';
import { acquireDatabase } from '@/ingest/postgres/acquire.ts';
import { makeTestHome, removeTestHome } from '@/ingest/postgres/test-database.ts';
import { connectionOptions } from '@/lib/store/connection-options.ts';
import { DERIVED_TABLES, digestTables, GROUND_TABLES } from '@/lib/store/digest.ts';

/**
 * reliability.md, point 25, in full: `npx tsx bench/soak/kills.ts [KILLS] [SEED]`. A quarter of linux-xfs is ingested
 * into an embedded database while `docket ingest` (three of four times) or the PostgreSQL server (every fourth) is
 * killed with -9 at random moments. When a run gets to its end the archive is emptied and the kills go on. Fails when
 * the rows differ from those of a run without kills.
 */
const KILLS = Number(process.argv[2] ?? 200);
const SEED = Number(process.argv[3] ?? 20_240_718);
const BUNDLE = corpusPath('linux-xfs-2024q3.bundle');
const DOCKET = join(import.meta.dirname, '..', '..', 'ingest', 'docket.mjs');
const TABLES = [...GROUND_TABLES, ...DERIVED_TABLES, 'operational.underived'];
/** From before the first batch to behind the last derivation on a 2-core machine. */
const KILL_AFTER_MS = { least: 400, spread: 6_000 };
const SERVER_EVERY = 4;

delete process.env['DATABASE_URL'];
const [whole, killed] = [await makeTestHome(), await makeTestHome()];
try {
  process.exitCode = await soak();
} finally {
  await removeTestHome(whole);
  await removeTestHome(killed);
}

async function soak(): Promise<number> {
  const random = createRandom(SEED);
  if ((await ingest(whole, null)) !== 0) throw new Error('the run without kills failed');
  const expected = await digest(whole);
  const counts = { command: 0, server: 0, late: 0, completed: 0, wrong: 0 };
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const victim = kill % SERVER_EVERY === 0 ? 'server' : 'command';
    const code = await ingest(killed, {
      victim,
      afterMs: KILL_AFTER_MS.least + random.below(KILL_AFTER_MS.spread),
    });
    if (code === 0) {
      counts.late += 1;
      counts.wrong += await isEqual(expected);
      counts.completed += 1;
      await empty(killed);
    } else counts[victim] += 1;
    if (kill % 10 === 0) console.log(`${kill} of ${KILLS} kills: ${JSON.stringify(counts)}`);
  }
  if ((await ingest(killed, null)) !== 0) throw new Error('the last run, without a kill, failed');
  counts.wrong += await isEqual(expected);
  console.log(`the rows ${counts.wrong === 0 ? 'are equal' : 'DIFFER'}: ${JSON.stringify(counts)}`);
  return counts.wrong === 0 ? 0 : 1;
}

type Kill = { readonly victim: 'command' | 'server'; readonly afterMs: number };

/** The exit code, null when the command was killed. */
async function ingest(home: string, kill: Kill | null): Promise<number | null> {
  const child = spawn(process.execPath, [DOCKET, 'ingest', '--json', BUNDLE], {
    env: { ...process.env, DOCKET_HOME: home },
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  if (kill !== null) {
    await Promise.race([ended, sleep(kill.afterMs)]);
    if (kill.victim === 'command') child.kill('SIGKILL');
    else killServer(home);
  }
  return ended;
}

/** The first line of postmaster.pid is the process of the server. */
function killServer(home: string): void {
  try {
    process.kill(
      Number(readFileSync(join(home, 'pgdata', 'postmaster.pid'), 'utf8').split('\n', 1)[0]),
      'SIGKILL',
    );
  } catch {
    // It does not run yet, or no more.
  }
}

async function withOwner<T>(home: string, use: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const lease = await acquireDatabase({ home, env: {} });
  const sql = postgres({ ...connectionOptions(lease.ownerUrl), max: 1, onnotice: () => undefined });
  try {
    return await use(sql);
  } finally {
    await sql.end();
    await lease.release();
  }
}

function digest(home: string): Promise<Readonly<Record<string, string>>> {
  return withOwner(home, (sql) => digestTables(sql, TABLES));
}

/** 0 when equal, 1 and a report when not. */
async function isEqual(expected: Readonly<Record<string, string>>): Promise<0 | 1> {
  const found = await digest(killed);
  const differing = Object.keys(expected).filter((table) => found[table] !== expected[table]);
  for (const table of differing) console.log(`${table}: ${found[table]} instead of ${expected[table]}`);
  return differing.length === 0 ? 0 : 1;
}

async function empty(home: string): Promise<void> {
  await withOwner(home, (sql) =>
    sql.unsafe(
      `TRUNCATE ${[...TABLES.filter((table) => table !== 'ground.judgement'), 'operational.source'].join(', ')}`,
    ),
  );
  rmSync(join(home, 'mirrors'), { recursive: true, force: true });
}
