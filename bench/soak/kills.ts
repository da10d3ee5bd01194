import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { corpusPath } from '@/ingest/corpus-path.ts';
import { settledDigest } from '@/ingest/derive/settled-digest.ts';
import { createRandom } from '@/ingest/hostile/random.ts';
import { acquireDatabase } from '@/ingest/postgres/acquire.ts';
import { readPostmasterPid } from '@/ingest/postgres/postmaster-pid.ts';
import { makeTestHome, removeTestHome } from '@/ingest/postgres/test-database.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { DERIVED_TABLES, GROUND_TABLES } from '@/lib/store/derive/table-digests.ts';

/**
 * reliability.md, point 25, in full: `npx tsx bench/soak/kills.ts [KILLS] [SEED]`. A quarter of linux-xfs is ingested
 * into an embedded database while, in turn, `docket ingest` is killed with -9 at a random moment, again, right behind
 * the commit of a batch, and the PostgreSQL server at a random moment. When a run gets to its end the rows are
 * compared with those of a run without kills, the index with the rows, the archive is emptied, and the kills go on.
 * Fails when rows differ, when a command that was not killed fails, or when one of the four ways was never gone.
 */
const KILLS = Number(process.argv[2] ?? 200);
const SEED = Number(process.argv[3] ?? 20_240_718);
const BUNDLE = corpusPath('linux-xfs-2024q3.bundle');
const DOCKET = join(import.meta.dirname, '..', '..', 'ingest', 'docket.mjs');
/** How far it was read. */
const READ = ['operational.source', 'operational.source_part', 'operational.source_problem'];
const TABLES = [...GROUND_TABLES, ...DERIVED_TABLES, 'operational.underived'];
/** Their trigger refuses TRUNCATE; no ingest writes them. */
const LOGS: readonly string[] = ['ground.comment', 'ground.judgement'];
/** Words that are looked up in the index of each archive. */
const WORDS = 200;
/** From before the first batch to behind the last derivation on a 2-core machine. */
const KILL_AFTER_MS = { least: 400, spread: 4_000 };
/** Batches of the bundle; the last ones are followed by the derivation. */
const BATCHES = 14;
const LOOK_EVERY_MS = 4;
const NOTICED_MS = 250;
/** So many commands that fail by themselves are not worth waiting for more. */
const FAILED_MAX = 5;

type Victim = 'command' | 'boundary' | 'server';
const VICTIMS: readonly Victim[] = ['command', 'boundary', 'command', 'server'];

type Counts = Readonly<Record<Victim | 'late' | 'wrong' | 'failed', number>>;
type Run = { readonly code: number | null; readonly stderr: string };

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
  await finish(whole);
  const expected = await digest(whole);
  let counts: Counts = { command: 0, boundary: 0, server: 0, late: 0, wrong: 0, failed: 0 };
  const count = (what: keyof Counts, by = 1): void => {
    counts = { ...counts, [what]: counts[what] + by };
  };
  for (let turn = 0; killsOf(counts) < KILLS; turn += 1) {
    const victim = VICTIMS[turn % VICTIMS.length] ?? 'command';
    const { code, stderr } = await killDuring(victim, random);
    if (code === 0) {
      count('late');
      count('wrong', await differing(expected));
      await empty(killed);
    } else if (code === null || victim === 'server') count(victim);
    else {
      count('failed');
      console.log(`a command that was not killed ended with ${code}: ${stderr}`);
      if (counts.failed > FAILED_MAX) break;
    }
    if (turn % 10 === 9) console.log(`${killsOf(counts)} of ${KILLS}: ${JSON.stringify(counts)}`);
  }
  await finish(killed);
  count('wrong', await differing(expected));
  const never = (['command', 'boundary', 'server', 'late'] as const).filter((way) => counts[way] === 0);
  console.log(`${counts.wrong === 0 ? 'the rows are equal' : 'ROWS DIFFER'}: ${JSON.stringify(counts)}`);
  if (never.length > 0) console.log(`never: ${never.join(', ')}`);
  return counts.wrong + counts.failed + never.length === 0 ? 0 : 1;
}

/** Runs that came to their end before the kill are none. */
function killsOf(counts: Counts): number {
  return counts.command + counts.boundary + counts.server;
}

async function killDuring(victim: Victim, random: ReturnType<typeof createRandom>): Promise<Run> {
  const { child, ended } = startIngest(killed);
  const afterMs = KILL_AFTER_MS.least + random.below(KILL_AFTER_MS.spread);
  const watching = victim === 'boundary' ? batchesStored(1 + random.below(BATCHES), ended) : sleep(afterMs);
  await Promise.race([ended, watching]);
  if (victim === 'server') await killServer(killed);
  else child.kill('SIGKILL');
  const run = await ended;
  if (victim === 'boundary') await watching;
  return run;
}

/** Comes back when `count` batches were committed, each seen within a few milliseconds, or the command ended. */
async function batchesStored(count: number, ended: Promise<Run>): Promise<void> {
  let isRunning = true;
  void ended.then(() => {
    isRunning = false;
  });
  await withOwner(killed, async (sql) => {
    const look = async (): Promise<string> => {
      // A command that was killed early may not have made the tables.
      const [table] = await sql`SELECT to_regclass('operational.source') IS NOT NULL AS exists`;
      if (table?.['exists'] !== true) return '';
      const [row] = await sql<{ cursor: string | null }[]>`SELECT cursor::text FROM operational.source`;
      return row?.cursor ?? '';
    };
    let last = await look();
    for (let seen = 0; seen < count && isRunning; ) {
      await sleep(LOOK_EVERY_MS);
      const cursor = await look();
      if (cursor !== last) seen += 1;
      last = cursor;
    }
  });
}

type Started = { readonly child: ChildProcess; readonly ended: Promise<Run> };

/** The exit code is null when the command was killed. */
function startIngest(home: string): Started {
  const child = spawn(process.execPath, [DOCKET, 'ingest', '--json', BUNDLE], {
    env: { ...process.env, DOCKET_HOME: home },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr = `${stderr}${chunk}`.slice(-1_000);
  });
  const ended = new Promise<Run>((resolve) => child.once('close', (code) => resolve({ code, stderr })));
  return { child, ended };
}

/** Without a kill. */
async function finish(home: string): Promise<void> {
  const { code, stderr } = await startIngest(home).ended;
  if (code !== 0) throw new Error(`a run without a kill failed: ${stderr}`);
}

/** Its supervisor needs a moment to notice. */
async function killServer(home: string): Promise<void> {
  const found = await readPostmasterPid(join(home, 'pgdata'));
  // It does not run yet, or no more: then its number may be another process's by now.
  if (found.kind === 'ours') process.kill(found.pid, 'SIGKILL');
  await sleep(NOTICED_MS);
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
  return withOwner(home, async (sql) => {
    const tables = await settledDigest(sql, TABLES);
    return { ...tables, 'index of words': `${await countMissed(sql)} words with missing rows` };
  });
}

/** Words, most of which wait in a list, that the index finds in fewer or more rows than hold them. */
async function countMissed(sql: postgres.Sql): Promise<number> {
  await sql`SET enable_seqscan = off`;
  const rows = await sql`
    SELECT w.word FROM (
      SELECT word, ndoc FROM ts_stat('SELECT text FROM cache.message_search') ORDER BY md5(word) LIMIT ${WORDS}
    ) w WHERE w.ndoc <> (
      SELECT count(*) FROM cache.message_search s
      WHERE s.text @@ concat('''', replace(w.word, '''', ''''''), '''')::tsquery)`;
  return rows.length;
}

/** The number of tables that are not as in the run without kills; each is told. */
async function differing(expected: Readonly<Record<string, string>>): Promise<number> {
  const found = await digest(killed);
  const tables = Object.keys(expected).filter((table) => found[table] !== expected[table]);
  for (const table of tables) console.log(`${table}: ${found[table]} instead of ${expected[table]}`);
  return tables.length;
}

async function empty(home: string): Promise<void> {
  await withOwner(home, (sql) =>
    sql.unsafe(`TRUNCATE ${[...TABLES.filter((table) => !LOGS.includes(table)), ...READ].join(', ')}`),
  );
  rmSync(join(home, 'mirrors'), { recursive: true, force: true });
}
