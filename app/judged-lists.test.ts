import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MBOX, ROOT, replaceItems } from '@/app/judged-mails.ts';
import { createSend, loadRoutes, makeAccount, type Send, type TestAccount } from '@/app/test-site.ts';
import { runDocket } from '@/ingest/hostile/run-docket.ts';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { readOperational } from '@/lib/store/client.ts';
import {
  loadJudgedDesigns,
  loadJudgedHome,
  loadJudgedListSeries,
  loadJudgedThreads,
} from '@/lib/store/judge/judged-lines.ts';
import { sql } from '@/lib/store/prisma.ts';
import { runAs } from '@/lib/store/reader.ts';
import { runWrite } from '@/lib/store/write.ts';

/** Home and lists show what people made of series and designs, as the pages of these do. */

let database: TestDatabase;
let folder = '';
let send: Send;
let ann: TestAccount;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docket-judged-lists-'));
  database = await cloneDatabase(TEMPLATE);
  process.env['DOCKET_WEB_DATABASE_URL'] = database.appUrl;
  await writeFile(join(folder, 'mails.mbox'), MBOX);
  for (const args of [['ingest', '--list', 'devel', join(folder, 'mails.mbox')], ['derive']]) {
    expect((await runDocket(database, folder, args)).code).toBe(0);
  }
  await runWrite((write) => replaceItems(write, 0));
  send = createSend(await loadRoutes((path) => import(path)));
  ann = await makeAccount({ email: 'ann@docket.example', roles: { devel: 'maintainer' } });
}, 240_000);
afterAll(async () => {
  delete process.env['DOCKET_WEB_DATABASE_URL'];
  await database.drop();
  await rm(folder, { recursive: true });
});

async function say(fields: Readonly<Record<string, unknown>>): Promise<string> {
  const id = randomUUID();
  const response = await send('/api/judgements', { json: { id, ...fields }, token: ann.token });
  expect([response.status, fields['verb']]).toEqual([200, fields['verb']]);
  return id;
}

type Look = {
  /** Versions, open objections and questions of each design, by its id. */
  readonly designs: Readonly<Record<string, readonly number[]>>;
  /** By its id: whether each series of the list is superseded. */
  readonly superseded: Readonly<Record<string, boolean>>;
  readonly home: readonly string[];
  readonly badges: readonly string[];
};

const NEWEST = { side: 'newest' } as const;

function look(): Promise<Look> {
  return runAs(null, async () => {
    const all = { list: 'devel', state: null, turn: null, sort: 'moved' } as const;
    const designs = await loadJudgedDesigns(all, { now: Date.now(), most: 20 });
    const series = await loadJudgedListSeries('devel', NEWEST);
    const threads = await loadJudgedThreads('devel', NEWEST);
    expect(designs?.fitting).toBe(designs?.rows.length);
    return {
      designs: Object.fromEntries(
        (designs?.rows ?? []).map((row) => [row.id, [row.versions, row.openObjections, row.openQuestions]]),
      ),
      superseded: Object.fromEntries((series?.rows ?? []).map((row) => [row.id, row.state === 'superseded'])),
      home: (await loadJudgedHome()).series.map(({ id }) => id).sort(),
      badges: (threads?.rows ?? []).flatMap((row) =>
        row.series?.state === 'superseded' ? [row.series.id] : [],
      ),
    };
  });
}

const UNTOUCHED: Look = {
  designs: { [ROOT]: [1, 2, 2], 'renamed@x': [1, 0, 0], 'elsewhere@x': [0, 0, 0] },
  superseded: { [ROOT]: false, 'renamed@x': false },
  home: [ROOT, 'renamed@x'],
  badges: [],
};

test('an objection that is none is not counted', async () => {
  expect(await look()).toEqual(UNTOUCHED);
  const [item] = await readOperational<{ readonly id: string }>(sql`
    SELECT id FROM derived.item WHERE kind = 'objection' ORDER BY id LIMIT 1`);
  const id = await say({ verb: 'reject', item: item?.id });
  expect(await look()).toEqual({ ...UNTOUCHED, designs: { ...UNTOUCHED.designs, [ROOT]: [1, 1, 2] } });
  await say({ verb: 'undo', judgement: id, onTop: id });
  expect(await look()).toEqual(UNTOUCHED);
});

test('a version that people tied to the next one is superseded, and both are one design', async () => {
  await runWrite((write) =>
    write.rows(sql`UPDATE derived.series SET turn = 'author' WHERE id = ${ROOT} RETURNING 1 AS one`),
  );
  expect(await isWaitingForAuthor()).toBe(true);
  const id = await say({ verb: 'chain', earlier: ROOT, later: 'renamed@x' });
  const { [ROOT]: _, 'renamed@x': __, ...others } = UNTOUCHED.designs;
  expect(await look()).toEqual({
    designs: { ...others, [ROOT]: [2, 2, 2] },
    superseded: { [ROOT]: true, 'renamed@x': false },
    home: ['renamed@x'],
    badges: [ROOT],
  });
  expect(await isWaitingForAuthor()).toBe(false);
  const pairs = await (await send(`/series/${ROOT}/diff/renamed@x`, {})).text();
  expect(pairs).toContain('aria-current="page">RFC → v2<');
  await say({ verb: 'cut', earlier: ROOT, later: 'renamed@x', onTop: id });
  expect((await look()).home).toEqual(UNTOUCHED.home);
  expect((await look()).superseded).toEqual(UNTOUCHED.superseded);
});

async function isWaitingForAuthor(): Promise<boolean> {
  const html = await (await send('/?person=ann@example.org', {})).text();
  const from = html.indexOf('aria-labelledby="attention"');
  expect(from).toBeGreaterThan(0);
  return html.slice(from, html.indexOf('</section>', from)).includes(`/series/${ROOT}"`);
}
