import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { peekModel } from '@/app/_design/claims.ts';
import { MBOX, ROOT, replaceItems } from '@/app/_tests/test-judged-mails.ts';
import { createSend, loadRoutes, makeAccount, type Send, type TestAccount } from '@/app/_tests/test-site.ts';
import { runDocket } from '@/ingest/hostile/test-run-docket.ts';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { loadJudgedDesign } from '@/lib/store/judge/judged-design.ts';
import { loadSuggestions } from '@/lib/store/judge/load-suggestions.ts';
import { settleJudged } from '@/lib/store/judge/settle-judged.ts';
import { runAs } from '@/lib/store/reader.ts';
import { runWrite } from '@/lib/store/write.ts';
import { actFields } from '@/lib/view/text/judgement-text.ts';

/** Nothing that people said is lost by reading mail again, by another extractor, or by moving house. */

let home = '';
let databases: readonly TestDatabase[] = [];
let send: Send;
let ann: TestAccount;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'docket-again-'));
  await writeFile(join(home, 'mails.mbox'), MBOX);
  databases = [await open()];
  send = createSend(await loadRoutes());
  ann = await makeAccount({ email: 'ann@docket.example', name: 'Ann', roles: { devel: 'maintainer' } });
  // What the model says comes to the pages when it is known, whatever people say.
  for (let tries = 0; peekModel() === null && tries < 600; tries += 1) await sleep(100);
  expect(peekModel()).not.toBeNull();
}, 240_000);
afterAll(async () => {
  delete process.env['DOCKET_WEB_DATABASE_URL'];
  await Promise.all(databases.map((database) => database.drop()));
  await rm(home, { recursive: true });
});

/** An archive with the discussion in it, which the pages read from now on. */
async function open(): Promise<TestDatabase> {
  const database = await cloneDatabase(TEMPLATE);
  await docket(database, 'ingest', '--list', 'devel', join(home, 'mails.mbox'));
  await docket(database, 'derive');
  await use(database);
  await draw(0);
  return database;
}

/** Items as an extractor draws them, and what people made of these. */
async function draw(shift: number): Promise<void> {
  await runWrite((write) => replaceItems(write, shift));
  await settleJudged();
}

/** One process has one database: lib/store keeps its client. */
async function use(database: TestDatabase): Promise<void> {
  const holder = globalThis as unknown as { docketPrisma?: { $disconnect: () => Promise<void> } };
  await holder.docketPrisma?.$disconnect();
  delete holder.docketPrisma;
  process.env['DOCKET_WEB_DATABASE_URL'] = database.appUrl;
}

async function docket(database: TestDatabase, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runDocket(database, home, args);
  expect([code, stderr]).toEqual([0, expect.any(String)]);
  return stdout;
}

async function say(fields: Readonly<Record<string, unknown>>, to = '/api/judgements'): Promise<number> {
  return (await send(to, { json: { id: randomUUID(), ...fields }, token: ann.token })).status;
}

/** What the page of the design is made of, at two times, and what stands beside it. */
async function pageData(): Promise<unknown> {
  const states = [];
  for (const at of [null, Date.UTC(2024, 6, 20, 12)]) {
    const loaded = await runAs(null, () => loadJudgedDesign(ROOT, at));
    states.push(JSON.parse(JSON.stringify(loaded?.judged)));
  }
  const comments = await (await send('/api/comments?message=review@x')).json();
  return { states, comments, pages: await pages() };
}

/** The pages themselves, for whoever reads and for a maintainer, without what is drawn anew for each answer. */
async function pages(): Promise<Readonly<Record<string, readonly string[]>>> {
  const seen: Record<string, readonly string[]> = {};
  const at = `at=${new Date(Date.UTC(2024, 6, 20, 12)).toISOString()}`;
  const paths = [`/design/${ROOT}`, `/design/${ROOT}?${at}`, `/devel/${ROOT}/T/`, '/devel/review@x/'];
  const ben = await makeAccount({
    email: `ben-${randomUUID()}@docket.example`,
    roles: { devel: 'maintainer' },
  });
  for (const path of [
    ...paths,
    `/series/${ROOT}`,
    '/suggestions?show=all',
    '/unresolved',
    '/devel/?show=designs',
  ]) {
    for (const cookie of [null, ben.cookie]) {
      const response = await send(path, { cookie });
      expect(response.status, path).toBe(200);
      const html = await response.text();
      seen[`${path} ${cookie === null ? 'anonymous' : 'maintainer'}`] = html
        // Ids of judgements to come, ages, and who looks.
        .replaceAll(/data-mark="[0-9a-f]{32}"/g, '')
        .replaceAll(/name="id" value="[0-9a-f-]{36}"/g, '')
        .replaceAll(/(name="back" value="[^"]*#(?:said|comment)-)[0-9a-f-]{36}"/g, '$1"')
        .replaceAll(/<time title="[^"]*">/g, '<time>')
        .replaceAll(/<span class="who">.*?<\/span>/g, '')
        .split(/(?=<)/);
    }
  }
  return seen;
}

async function items(): Promise<ReadonlyMap<string, string>> {
  const rows = await readOperational<{ readonly id: string; readonly quote: string }>(sql`
    SELECT id, quote FROM derived.item`);
  return new Map(rows.map(({ id, quote }) => [quote, id]));
}

/** A judgement of every kind, on every item. */
async function judgeAll(): Promise<void> {
  const known = await items();
  const find = (start: string): string =>
    [...known].find(([quote]) => quote.startsWith(start))?.[1] ?? `no item: ${start}`;
  const [hoist, skip] = [find("Why don't we hoist"), find('Another option')];
  const all: readonly Readonly<Record<string, unknown>>[] = [
    { verb: 'accept', item: find('This series'), title: 'Flush the range first' },
    { verb: 'title', item: hoist, to: 'Hoist the flush' },
    { verb: 'merge-options', item: hoist, other: skip },
    {
      verb: 'status',
      item: find('That won'),
      to: 'resolved',
      since: '2024-07-20',
      reason: 'The mapping lock',
    },
    { verb: 'kind', item: find('Does the mapping'), to: 'objection' },
    { verb: 'link', item: find("I don't think"), other: find('This series'), relation: 'attacks' },
    { verb: 'reject', item: find('I agree') },
    { verb: 'attach', item: skip, evidence: 'link', value: 'https://example.org/xfs' },
    { verb: 'status', item: find("I'll hoist"), to: 'done', since: '2024-07-21' },
    { verb: 'reject', item: find('Is there a reason') },
    { verb: 'accept', item: find('Can you send'), title: 'Send a test' },
  ];
  for (const fields of all) expect([await say(fields), fields['verb']]).toEqual([200, fields['verb']]);
  const comment = { about: 'item', item: hoist, text: 'See **v2**.' };
  expect(await say(comment, '/api/comments')).toBe(200);
}

test('a judgement survives a new ingest, derive, another extractor, and an empty database', async () => {
  await judgeAll();
  const [first] = databases as readonly [TestDatabase];
  const before = await pageData();
  await writeFile(join(home, 'again.mbox'), MBOX);
  await docket(first, 'ingest', '--list', 'devel', join(home, 'again.mbox'));
  await docket(first, 'derive');
  await draw(0);
  expect(await pageData()).toEqual(before);

  // Every item was judged but that of the other thread: an extractor that draws all of them otherwise changes nothing.
  await draw(-3);
  const shifted = JSON.stringify(await pageData()).replaceAll(/"reasons":\[\],?/g, '');
  expect(JSON.parse(shifted)).toEqual(JSON.parse(JSON.stringify(before).replaceAll(/"reasons":\[\],?/g, '')));
  await draw(0);

  const file = join(home, 'log.jsonl');
  expect(await docket(first, 'judgements', 'export', file)).toContain('12 entries');
  const exported = await readFile(file, 'utf8');
  const second = await open();
  databases = [...databases, second];
  expect(await docket(second, 'judgements', 'import', file)).toContain('12 entries added, 0 known');
  // The log has addresses; what they are called, the accounts say that each house has of its own.
  await makeAccount({ email: ann.email, name: 'Ann' });
  expect(await pageData()).toEqual(before);
  expect(await docket(second, 'judgements', 'export')).toBe(exported);
  expect(await docket(second, 'judgements', 'import', file)).toContain('0 entries added, 12 known');
  await use(first);
}, 180_000);

test('a damaged file is refused and changes nothing', async () => {
  const [first] = databases as readonly [TestDatabase];
  const file = join(home, 'damaged.jsonl');
  const whole = await docket(first, 'judgements', 'export');
  const [line = ''] = whole.split('\n');
  await writeFile(file, `${whole}{"type":"judgement"}\n`);
  const { code, stderr } = await runDocket(first, home, ['judgements', 'import', file]);
  expect([code, stderr.split('\n').length]).toEqual([2, 3]);
  await writeFile(file, line.replace('Flush the range first', 'Another title'));
  expect((await runDocket(first, home, ['judgements', 'import', file])).code).toBe(1);
  expect(await docket(first, 'judgements', 'export')).toBe(whole);
});

test('a #docket line is a suggestion until a maintainer says it', async () => {
  const load = async (): ReturnType<typeof loadSuggestions> => {
    return runAs(null, () => loadSuggestions([ROOT]));
  };
  const [suggestion, ...others] = await load();
  expect(others).toEqual([]);
  expect(suggestion).toMatchObject({
    messageId: 'third@x',
    reason: 'it was met',
    standing: { kind: 'waiting' },
  });
  if (suggestion === undefined) return;
  const { messageId: suggestedBy, start: suggestedAt, act } = suggestion;
  expect(await say({ ...actFields(act), reason: suggestion.reason, suggestedBy, suggestedAt })).toBe(200);
  expect((await load())[0]?.standing).toMatchObject({
    kind: 'accepted',
    by: { suggestedBy: { messageId: 'third@x' } },
  });
});

/** Twenty people, each once a second, some of it sent twice at once as a browser retries. */
test('twenty writers: none lost, none doubled, in order', async () => {
  const SECONDS = 4;
  const writers = await Promise.all(
    Array.from({ length: 20 }, () => makeAccount({ roles: { devel: 'maintainer' } })),
  );
  const [item] = (await items()).values();
  const acknowledged: { readonly id: string; readonly sent: number; readonly done: number }[] = [];
  const write = async (who: TestAccount, n: number): Promise<void> => {
    const id = randomUUID();
    const json = { id, verb: 'attach', item, evidence: 'link', value: `https://example.org/${n}` };
    const sent = performance.now();
    const both = n % 3 === 0 ? 2 : 1;
    const answers = await Promise.all(
      Array.from({ length: both }, () => send('/api/judgements', { json, token: who.token })),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    acknowledged.push({ id, sent, done: performance.now() });
  };
  await Promise.all(
    writers.map(async (who, n) => {
      await sleep(n * 50);
      for (let second = 0; second < SECONDS; second++) {
        const next = sleep(1_000);
        await write(who, second * 20 + n);
        await next;
      }
    }),
  );
  const response = await send(`/api/judgements?message=${encodeURIComponent(item?.split('#')[0] ?? '')}`);
  const { judgements } = (await response.json()) as { judgements: { id: string; recordedAt: number }[] };
  const order = new Map(judgements.map(({ id }, index) => [id, index]));
  expect(judgements).toHaveLength(order.size);
  expect(acknowledged.filter(({ id }) => !order.has(id))).toEqual([]);
  expect(acknowledged).toHaveLength(20 * SECONDS);
  const mine = new Set(acknowledged.map(({ id }) => id));
  const times = judgements.map(({ recordedAt }) => recordedAt);
  expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
  expect(judgements.filter(({ id }) => mine.has(id))).toHaveLength(20 * SECONDS);
  // What was acknowledged before another was sent stands before it.
  for (const one of acknowledged) {
    for (const other of acknowledged) {
      if (one.done < other.sent) expect(order.get(one.id)).toBeLessThan(order.get(other.id) ?? 0);
    }
  }
});
