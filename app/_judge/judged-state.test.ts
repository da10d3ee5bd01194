import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from '@/app/_tests/test-judged-mails.ts';
import { type JudgedSite, openJudgedSite } from '@/app/_tests/test-judged-site.ts';
import { makeAccount, type TestAccount } from '@/app/_tests/test-site.ts';
import { privacyChanged, savePrivacy } from '@/lib/store/account/list-row.ts';
import { readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { loadDesigns } from '@/lib/store/design/design-list.ts';
import { find } from '@/lib/store/find.ts';
import { settleJudged } from '@/lib/store/judge/settle-judged.ts';
import { findTurns } from '@/lib/store/letters/find-turns.ts';
import { type Reader, runAs } from '@/lib/store/reader.ts';
import { runWrite } from '@/lib/store/write.ts';

/** The rows that all pages read of what people judged: made when it is said, and again by `docket derive`. */

let site: JudgedSite;
let ann: TestAccount;

beforeAll(async () => {
  site = await openJudgedSite({ withItems: false });
  await site.docket('derive');
  ann = await makeAccount({ email: 'ann@docket.example', roles: { devel: 'maintainer' } });
}, 240_000);
afterAll(() => site.close());

const WORDS = 'Nobody marked this sentence about the weather in the hills.';

/** The id of an item that somebody makes of these words. */
async function idOf(kind: string, words: string): Promise<string> {
  const [row] = await readOperational<{ readonly id: string; readonly start: number }>(sql`
    SELECT message_id AS id, position(${words} IN body) - 1 AS start FROM derived.message
    WHERE position(${words} IN body) > 0 ORDER BY sent_at LIMIT 1`);
  return `${row?.id}#${kind}-${row?.start}-${(row?.start ?? 0) + words.length}`;
}

async function itemOf(kind: string): Promise<string> {
  const [row] = await readOperational<{ readonly id: string }>(sql`
    SELECT id FROM derived.item WHERE kind = ${kind} ORDER BY at, id LIMIT 1`);
  return row?.id ?? `no ${kind}`;
}

function say(fields: Readonly<Record<string, unknown>>): Promise<string> {
  return site.say(ann, fields);
}

/** Titles of items that a search finds, of those that are not made of mails. */
async function found(text: string, reader: Reader | null = null): Promise<readonly string[]> {
  return (await titles(text, reader)).filter((title) => /^It rains|^Known/.test(title));
}

async function titles(text: string, reader: Reader | null = null): Promise<readonly string[]> {
  const asked = {
    text,
    show: 'items',
    list: null,
    order: 'date',
    after: null,
    limit: 50,
    now: Date.now(),
  } as const;
  const answer = await runAs(reader, () => find(asked));
  return 'page' in answer && answer.show === 'items' ? answer.page.rows.map(({ title }) => title) : [];
}

test('searches find what people added, as they called it, and no more what they rejected', async () => {
  expect(await found('weather kind:objection')).toEqual([]);
  const added = await idOf('objection', WORDS);
  await say({ verb: 'add', item: added, title: 'It rains in the hills' });
  expect(await found('weather kind:objection')).toEqual(['It rains in the hills']);
  expect(await found('by:ben@example.org status:open kind:objection weather')).toHaveLength(1);
  const second = await say({ verb: 'kind', item: added, to: 'question' });
  expect(await found('weather kind:objection')).toEqual([]);
  expect(await found('weather kind:question')).toEqual(['It rains in the hills']);
  await say({ verb: 'status', item: added, to: 'answered', reason: 'It does' });
  expect(await found('weather status:answered')).toEqual(['It rains in the hills']);
  const run = { evidence: 'run', value: 'trunc-down-unwritten-eof skip' };
  await say({ verb: 'attach', item: added, ...run });
  expect(await found('verdict:posteof')).toEqual(['It rains in the hills']);
  const question = await itemOf('question');
  const before = await titles('kind:question');
  await say({ verb: 'reject', item: question });
  expect(await titles('kind:question')).toHaveLength(before.length - 1);
  await say({ verb: 'undo', judgement: second });
  expect(await found('weather kind:objection')).toEqual(['It rains in the hills']);
  await say({ verb: 'reject', item: added });
  expect(await found('weather kind:objection')).toEqual([]);
});

test('a letter about a turn goes by the chain that people made', async () => {
  const reader: Reader = {
    accountId: ann.id,
    name: 'Ann',
    email: ann.email,
    formerEmails: [],
    isAdmin: false,
    roles: {},
    unread: 0,
  };
  const turns = async (): Promise<readonly string[]> =>
    (await runAs(reader, () => findTurns({ reader, emails: ['ann@example.org'] }, 0, []))).map(
      ({ subject }) => subject,
    );
  await runWrite((write) =>
    write.rows(sql`UPDATE derived.series SET turn = 'author', state = 'changes-requested',
      state_because = '{"messageId": "review@x", "start": 0, "end": 5}' WHERE id = ${ROOT}`),
  );
  expect(await turns()).toEqual([ROOT]);
  // By mails it stays the turn of its author; people say that the next version took it up.
  const tie = await say({ verb: 'chain', earlier: ROOT, later: 'renamed@x' });
  expect(await turns()).toEqual([]);
  await say({ verb: 'undo', judgement: tie });
  expect(await turns()).toEqual([ROOT]);
  await site.docket('derive');
});

const TABLES = {
  design: sql`derived.judged_design`,
  series: sql`derived.judged_series`,
  item: sql`derived.judged_item`,
};

/** The rows by their tables, whatever their order. */
async function rows(): Promise<Readonly<Record<keyof typeof TABLES, readonly string[]>>> {
  const read = async (table: ReturnType<typeof sql>): Promise<readonly string[]> => {
    const all = await readOperational<{ readonly line: string }>(sql`
      SELECT to_jsonb(j)::text AS line FROM ${table} j ORDER BY 1`);
    return all.map(({ line }) => line);
  };
  const { design, series, item } = TABLES;
  return { design: await read(design), series: await read(series), item: await read(item) };
}

test('docket derive makes the same rows, also where they were lost or wrong', async () => {
  await say({ verb: 'add', item: await idOf('objection', WORDS), title: 'It rains' });
  await say({ verb: 'chain', earlier: ROOT, later: 'renamed@x' });
  await say({ verb: 'merge-designs', design: ROOT, with: 'elsewhere@x' });
  await say({ verb: 'split-design', thread: 'elsewhere@x' });
  await say({ verb: 'title', item: await itemOf('proposal'), to: 'Another name' });
  const before = await rows();
  expect(before.design).toHaveLength(2);
  expect([before.series.length > 0, before.item.length > 0]).toEqual([true, true]);
  await site.docket('derive');
  expect(await rows()).toEqual(before);
  await runWrite(async (write) => {
    await write.rows(sql`DELETE FROM derived.judged_item`);
    await write.rows(
      sql`UPDATE derived.judged_design SET objections = 99, thread_ids = '{elsewhere@x,gone@x}'`,
    );
  });
  await site.docket('derive');
  expect(await rows()).toEqual(before);
  expect(await readOperational(sql`SELECT thread_id FROM operational.unjudged`)).toEqual([]);
});

test('docket show works in what was judged before it shows a series', async () => {
  const next = async (): Promise<string | null> =>
    JSON.parse(await site.docket('show', 'series', ROOT, '--json')).series.supersededBy;
  const before = await next();
  expect(before).toBe('renamed@x');
  // As who judges leaves it when others are at it.
  await runWrite(async (write) => {
    await write.rows(sql`
      INSERT INTO operational.unjudged (thread_id) SELECT unnest(thread_ids) FROM derived.judged_design`);
    for (const table of Object.values(TABLES)) await write.rows(sql`DELETE FROM ${table}`);
  });
  expect(await next()).toBe(before);
});

test('what is noted while rows are made stays noted', async () => {
  const before = await rows();
  const item = await itemOf('proposal');
  await Promise.all(['One', 'Two', 'Three'].map((to) => say({ verb: 'title', item, to }).catch(() => null)));
  // Whoever came first: the rows are of the last one that was recorded.
  const [last] = await readOperational<{ readonly to: string }>(sql`
    SELECT value ->> 'to' AS to FROM ground.judgement WHERE verb = 'title' ORDER BY recorded_at DESC LIMIT 1`);
  expect((await rows()).item.join()).toContain(`"title": "${last?.to}"`);
  expect(await readOperational(sql`SELECT thread_id FROM operational.unjudged`)).toEqual([]);
  expect(before.design).toHaveLength(2);
});

test('who may not see a list sees the designs without what it has', async () => {
  const mail = [
    'From mboxrd@z Thu Jan  1 00:00:00 1970',
    'From: Sam Secret <sam@example.org>',
    'To: s@example.org',
  ];
  await writeFile(
    join(site.folder, 'secret.mbox'),
    [
      ...mail,
      'Subject: [RFC] a bitmap that nobody knows',
      'Date: 28 Jul 2024 10:00:00 +0000',
      'Message-ID: <secret@x>',
      '',
      'I propose to keep a bitmap. I will post patches next week. This sentence is known to few.\n\n',
    ].join('\n'),
  );
  await site.docket('ingest', '--list', 'secret', join(site.folder, 'secret.mbox'));
  await site.docket('derive');
  await runWrite((write) => savePrivacy(write, 'secret', true));
  privacyChanged();
  const admin = await makeAccount({ email: 'root@docket.example', isAdmin: true });
  await site.say(admin, { verb: 'merge-designs', design: ROOT, with: 'secret@x' });
  const secret = { verb: 'add', item: await idOf('objection', 'This sentence is known to few.') };
  await site.say(admin, { ...secret, title: 'Known to few' });
  // Who judges waits for half a second; the worker, which is not here, does the rest.
  await settleJudged();
  const reader = (isAdmin: boolean): Reader => ({
    accountId: admin.id,
    name: '',
    email: admin.email,
    formerEmails: [],
    isAdmin,
    roles: {},
    unread: 0,
  });
  const look = (who: Reader | null): Promise<readonly (readonly string[])[]> =>
    runAs(who, async () => {
      const filter = { list: null, state: null, turn: null, sort: 'moved' } as const;
      const page = await loadDesigns(filter, { now: Date.now(), most: 20 });
      return (page?.rows ?? []).map(({ id, lists }) => [id, ...lists]);
    });
  const outside = [
    ['elsewhere@x', 'devel'],
    [ROOT, 'devel'],
  ];
  expect(await look(null)).toEqual(outside);
  expect(await look(reader(true))).toEqual([
    [ROOT, 'devel', 'secret'],
    ['elsewhere@x', 'devel'],
  ]);
  expect([await found('known', null), await found('known', reader(true))]).toEqual([[], ['Known to few']]);
  expect(await found('weather kind:objection', null)).toEqual(['It rains']);
  // Everybody may see it: at once by mails, then as people left it.
  await runWrite((write) => savePrivacy(write, 'secret', false));
  privacyChanged();
  await settleJudged();
  expect((await look(null))[0]).toEqual([ROOT, 'devel', 'secret']);
  await runWrite((write) => savePrivacy(write, 'secret', true));
  privacyChanged();
  expect((await look(null)).map(([id]) => id)).not.toContain('secret@x');
  await settleJudged();
  expect(await look(null)).toEqual(outside);
});

test('what is taken down goes from the rows at once', async () => {
  const taken = await site.send('/admin/take-down', {
    json: { message: 'review@x', reason: 'asked' },
    cookie: (await makeAccount({ isAdmin: true })).cookie,
  });
  expect(taken.status).toBe(200);
  const all = JSON.stringify(await rows());
  expect(all).not.toContain('weather');
  expect(all).not.toContain('It rains');
});
