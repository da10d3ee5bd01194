import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { freePort } from '@/e2e/free-port.ts';
import { acquireDatabase } from '@/ingest/postgres/acquire.ts';
import { homePaths } from '@/ingest/postgres/paths.ts';
import { readPostmasterPid } from '@/ingest/postgres/postmaster-pid.ts';
import { makeTestHome, removeTestHome } from '@/ingest/postgres/test-database.ts';
import { hashSecret, makeSecret } from '@/lib/auth/secret.ts';
import { UNCOMPRESSED } from '@/lib/base/uncompressed.ts';
import { createAccount, saveRole } from '@/lib/store/account/account-row.ts';
import { insertToken } from '@/lib/store/account/session-row.ts';
import { client, readOperational } from '@/lib/store/database/client.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { enqueueJob, loadJobState } from '@/lib/store/jobs/job.ts';
import { runWrite } from '@/lib/store/write.ts';

/**
 * Twenty people judge, together twenty times a second:
 * `npx tsx bench/soak/writers.ts [SECONDS] [--kill[=EVERY]] [--within=SECONDS]`.
 * Needs a build (`npx next build`). Real requests to `docket serve` with an embedded database. With `--kill` the
 * database, the web process and the worker are killed with -9 in turn, each at least once, every EVERY seconds, and who
 * gets no answer sends the same again. Fails when an acknowledged judgement is lost, doubled or out of order, or when
 * it takes longer than `--within`, else 30 s, to serve again: a page that reads the database, and of a worker the next
 * job.
 */
const SECONDS = Number(process.argv.find((word) => /^\d+$/.test(word)) ?? 120);
const KILLS = process.argv.find((word) => word.startsWith('--kill')) ?? null;
const WRITERS = 20;
const KILL_EVERY_MS = 1_000 * Number(KILLS?.split('=')[1] ?? 20);
const VICTIMS = ['database', 'web', 'worker'] as const;
const AGAIN_MS = 500;
/** Beside other work more: the worker has the lowest priority. */
const WITHIN = process.argv.find((word) => word.startsWith('--within='))?.split('=')[1] ?? '30';
const SERVING_MS_MAX = 1_000 * Number(WITHIN);
const DOCKET = join(import.meta.dirname, '..', '..', 'ingest', 'docket.mjs');

type Written = { readonly id: string; readonly sent: number; readonly done: number; readonly tries: number };

delete process.env['DATABASE_URL'];
const home = await makeTestHome();
process.env['DOCKET_HOME'] = home;
const port = await freePort();
const address = `http://127.0.0.1:${port}`;
const site = spawn(process.execPath, [DOCKET, 'serve', '--host', '127.0.0.1', '--port', String(port)], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
try {
  process.exitCode = await soak();
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await stop(site);
  await removeTestHome(home);
}

async function soak(): Promise<number> {
  await untilServing(120_000);
  const lease = await acquireDatabase({ home, onLog: () => undefined });
  process.env['DOCKET_WEB_DATABASE_URL'] = lease.appUrl;
  const { item, list } = await findItem();
  // One after the other: twenty at once may wait longer for a connection than a page may.
  const tokens: string[] = [];
  while (tokens.length < WRITERS) tokens.push(await makeMaintainer(list));
  await client().$disconnect();
  const written: Written[] = [];
  const down: string[] = [];
  const ending = new AbortController();
  const killing = KILLS === null ? Promise.resolve() : killInTurn(ending.signal, down, lease.ownerUrl);
  const until = performance.now() + SECONDS * 1_000;
  const goesOn = (): boolean => performance.now() < until || (KILLS !== null && down.length < VICTIMS.length);
  await Promise.all(
    tokens.map(async (token, n) => {
      await sleep((n * 1_000) / WRITERS);
      for (let second = 0; goesOn(); second += 1) {
        const next = sleep(1_000);
        written.push(await write(token, item, second * WRITERS + n));
        await next;
      }
    }),
  );
  ending.abort();
  await killing;
  await untilServing(SERVING_MS_MAX);
  const faults = [...(await check(item, written)), ...down.filter((line) => line.includes('TOO LONG'))];
  report(written, down);
  for (const fault of faults) console.log(`FAULT: ${fault}`);
  await lease.release();
  return faults.length === 0 ? 0 : 1;
}

/** One judgement, sent again with the same id until somebody answers. */
async function write(token: string, item: string, n: number): Promise<Written> {
  const id = randomUUID();
  const value = `https://example.org/${n}`;
  const body = JSON.stringify({ id, verb: 'attach', item, evidence: 'link', value });
  const sent = performance.now();
  for (let tries = 1; ; tries += 1) {
    const response = await fetch(`${address}/api/judgements`, {
      method: 'POST',
      headers: { ...UNCOMPRESSED, 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body,
      signal: AbortSignal.timeout(10_000),
    }).catch(() => null);
    await response?.text().catch(() => '');
    if (response?.status === 200) return { id, sent, done: performance.now(), tries };
    if (response !== null && response.status < 500 && response.status !== 429)
      throw new Error(`answered ${response.status}`);
    await sleep(AGAIN_MS);
  }
}

async function check(item: string, written: readonly Written[]): Promise<readonly string[]> {
  const message = encodeURIComponent(item.slice(0, item.lastIndexOf('#')));
  const response = await fetch(`${address}/api/judgements?message=${message}`);
  const { judgements } = (await response.json()) as {
    readonly judgements: readonly { readonly id: string; readonly recordedAt: number }[];
  };
  const faults: string[] = [];
  const order = new Map(judgements.map(({ id }, index) => [id, index]));
  const lost = written.filter(({ id }) => !order.has(id)).length;
  if (lost > 0) faults.push(`${lost} lost`);
  if (judgements.length !== written.length) faults.push(`${judgements.length} kept of ${written.length}`);
  const times = judgements.map(({ recordedAt }) => recordedAt);
  if (times.some((time, index) => index > 0 && time <= (times[index - 1] ?? 0)))
    faults.push('times not in order');
  // What was acknowledged before another was sent stands before it.
  let last = -1;
  const done = [...written].sort((a, b) => a.done - b.done);
  let next = 0;
  for (const one of [...written].sort((a, b) => a.sent - b.sent)) {
    for (; (done[next]?.done ?? Number.POSITIVE_INFINITY) < one.sent; next += 1) {
      last = Math.max(last, order.get(done[next]?.id ?? '') ?? -1);
    }
    if ((order.get(one.id) ?? Number.POSITIVE_INFINITY) < last) faults.push(`${one.id} out of order`);
  }
  return faults;
}

function report(written: readonly Written[], down: readonly string[]): void {
  const times = written.map(({ sent, done }) => done - sent).sort((a, b) => a - b);
  const at = (share: number): string => `${Math.round(times[Math.floor(times.length * share)] ?? 0)} ms`;
  const again = written.filter(({ tries }) => tries > 1).length;
  console.log(
    `${written.length} judgements by ${WRITERS} people in ${SECONDS} s: p50 ${at(0.5)}, p99 ${at(0.99)}, ` +
      `longest ${at(0.999999)}; ${again} sent more than once`,
  );
  for (const line of down) console.log(line);
}

async function killInTurn(ending: AbortSignal, down: string[], ownerUrl: string): Promise<void> {
  for (let turn = 0; !ending.aborted; turn += 1) {
    await sleep(KILL_EVERY_MS, undefined, { signal: ending }).catch(() => undefined);
    if (ending.aborted) return;
    const victim = VICTIMS[turn % VICTIMS.length] ?? 'web';
    const pid = await untilThere(victim);
    if (pid === null) {
      down.push(`${victim}: TOO LONG, it was not there for ${SERVING_MS_MAX} ms`);
      continue;
    }
    process.kill(pid, 'SIGKILL');
    const began = performance.now();
    await sleep(100);
    const serving = victim === 'worker' ? untilWorking(ownerUrl) : untilServing(SERVING_MS_MAX);
    const served = await serving.then(
      () => true,
      () => false,
    );
    const ms = Math.round(performance.now() - began);
    down.push(`${victim} (${pid}) killed, serving after ${ms} ms${served ? '' : ': TOO LONG'}`);
  }
}

/** It may be being started just now, after an end of its own; null when it is not in time. */
async function untilThere(victim: (typeof VICTIMS)[number]): Promise<number | null> {
  for (const until = performance.now() + SERVING_MS_MAX; ; ) {
    const pid = victim === 'database' ? await postmaster() : findChild(victim);
    if (pid !== null || performance.now() > until) return pid;
    await sleep(AGAIN_MS);
  }
}

async function postmaster(): Promise<number | null> {
  const found = await readPostmasterPid(homePaths(home).data);
  return found.kind === 'ours' ? found.pid : null;
}

/** A process below `site`, by its arguments. */
function findChild(victim: 'web' | 'worker'): number | null {
  const pattern = victim === 'web' ? /next.*start|next-server/ : /docket\.mjs worker/;
  const parents = new Map<number, number>();
  const texts = new Map<number, string>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
      texts.set(Number(name), readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' '));
    } catch {
      // It ended between the two looks.
    }
  }
  const isBelow = (pid: number): boolean => {
    for (
      let at = parents.get(pid) ?? 0, steps = 0;
      at > 1 && steps < 20;
      at = parents.get(at) ?? 0, steps += 1
    ) {
      if (at === site.pid) return true;
    }
    return false;
  };
  return [...texts].find(([pid, text]) => pattern.test(text) && isBelow(pid))?.[0] ?? null;
}

/** A worker takes a job and finishes it. */
async function untilWorking(ownerUrl: string): Promise<void> {
  const terminal = postgres({ ...connectionOptions(ownerUrl), max: 1, onnotice: () => undefined });
  try {
    const id = await enqueueJob(terminal, { kind: 'settle', payload: {} });
    const until = performance.now() + SERVING_MS_MAX;
    for (;;) {
      const job = await loadJobState(terminal, id);
      if (job?.state === 'done') return;
      if (performance.now() > until) throw new Error(`the job is ${job?.state} after ${SERVING_MS_MAX} ms`);
      await sleep(50);
    }
  } finally {
    await terminal.end();
  }
}

/** A page that reads the database answers. */
async function untilServing(ms: number): Promise<void> {
  const until = performance.now() + ms;
  while (performance.now() < until) {
    const signal = AbortSignal.timeout(5_000);
    const response = await fetch(`${address}/`, { signal, headers: UNCOMPRESSED }).catch(() => null);
    await response?.text().catch(() => '');
    if (response?.status === 200) return;
    await sleep(100);
  }
  throw new Error(`no page after ${ms} ms`);
}

/** An item of the sample, which the worker extracts. */
async function findItem(): Promise<{ readonly item: string; readonly list: string }> {
  for (let tries = 0; tries < 600; tries += 1) {
    const [row] = await readOperational<{ readonly item: string; readonly list: string }>(sql`
      SELECT i.id AS item, m.lists[1] AS list FROM derived.item i
      JOIN derived.message m ON m.message_id = i.message_id ORDER BY i.id LIMIT 1`);
    if (row !== undefined) return row;
    await sleep(200);
  }
  throw new Error('the sample has no items');
}

async function makeMaintainer(list: string): Promise<string> {
  const token = `docket_${makeSecret()}`;
  await runWrite(async (write) => {
    const email = `${randomUUID()}@docket.example`;
    const account = { email, name: 'Writer', passwordHash: null, isAdmin: false };
    const accountId = (await createAccount(write, account)) ?? '';
    await saveRole(write, accountId, list, 'maintainer');
    await insertToken(write, { accountId, tokenHash: hashSecret(token), name: 'soak', days: 1 });
  });
  return token;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
