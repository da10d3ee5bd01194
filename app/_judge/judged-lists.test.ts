import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from '@/app/_tests/test-judged-mails.ts';
import { type JudgedSite, openJudgedSite } from '@/app/_tests/test-judged-site.ts';
import { makeAccount, type TestAccount } from '@/app/_tests/test-site.ts';
import { readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { type DesignFilter, type DesignListPage, loadDesigns } from '@/lib/store/design/design-list.ts';
import { loadHome } from '@/lib/store/home.ts';
import { settleJudged } from '@/lib/store/judge/settle-judged.ts';
import { loadListSeries, loadThreads } from '@/lib/store/list.ts';
import { runAs } from '@/lib/store/reader.ts';
import { runWrite } from '@/lib/store/write.ts';

/** Home and lists show what people made of series and designs, as the pages of these do. */

let site: JudgedSite;
let ann: TestAccount;

beforeAll(async () => {
  site = await openJudgedSite();
  ann = await makeAccount({ email: 'ann@docket.example', roles: { devel: 'maintainer' } });
}, 240_000);
afterAll(() => site.close());

function say(fields: Readonly<Record<string, unknown>>): Promise<string> {
  return site.say(ann, fields);
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
    const designs = await loadDesigns(all, { now: Date.now(), most: 20 });
    const series = await loadListSeries('devel', NEWEST);
    const threads = await loadThreads('devel', NEWEST);
    expect(designs?.fitting).toBe(designs?.rows.length);
    return {
      designs: Object.fromEntries(
        (designs?.rows ?? []).map((row) => [row.id, [row.versions, row.openObjections, row.openQuestions]]),
      ),
      superseded: Object.fromEntries((series?.rows ?? []).map((row) => [row.id, row.state === 'superseded'])),
      home: (await loadHome()).series.map(({ id }) => id).sort(),
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

test('by open objections, what was applied stands last', async () => {
  const setState = (state: string): Promise<unknown> =>
    runWrite((write) =>
      write.rows(sql`UPDATE derived.series SET state = ${state} WHERE id = ${ROOT} RETURNING 1 AS one`),
    );
  const [series] = await readOperational<{ readonly state: string }>(sql`
    SELECT state FROM derived.series WHERE id = ${ROOT}`);
  const ids = async (): Promise<readonly string[] | undefined> =>
    (await designsBy({ sort: 'objections' }))?.rows.map(({ id }) => id);
  expect((await ids())?.[0]).toBe(ROOT);
  await setState('accepted');
  expect((await ids())?.at(-1)).toBe(ROOT);
  await setState(series?.state ?? 'new');
  expect((await ids())?.[0]).toBe(ROOT);
});

test('an objection that is none is not counted', async () => {
  expect(await look()).toEqual(UNTOUCHED);
  const [item] = await readOperational<{ readonly id: string }>(sql`
    SELECT id FROM derived.item WHERE kind = 'objection' ORDER BY id LIMIT 1`);
  const id = await say({ verb: 'reject', item: item?.id });
  expect(await look()).toEqual({ ...UNTOUCHED, designs: { ...UNTOUCHED.designs, [ROOT]: [1, 1, 2] } });
  await say({ verb: 'undo', judgement: id });
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
  const pairs = await (await site.send(`/series/${ROOT}/diff/renamed@x`, {})).text();
  expect(pairs).toContain('aria-current="page">RFC → v2<');
  // Two covers without patches: why there is nothing, not a table without rows.
  expect(pairs).toContain('There is nothing to compare: this archive has no patch of RFC or v2');
  expect(pairs).not.toContain('<table');
  const cut = await say({ verb: 'cut', earlier: ROOT, later: 'renamed@x' });
  expect((await look()).home).toEqual(UNTOUCHED.home);
  expect((await look()).superseded).toEqual(UNTOUCHED.superseded);
  for (const judgement of [cut, id]) await say({ verb: 'undo', judgement });
  expect(await look()).toEqual(UNTOUCHED);
});

async function isWaitingForAuthor(): Promise<boolean> {
  const html = await (await site.send('/?person=ann@example.org', {})).text();
  const from = html.indexOf('aria-labelledby="attention"');
  expect(from).toBeGreaterThan(0);
  return html.slice(from, html.indexOf('</section>', from)).includes(`/series/${ROOT}"`);
}

const ANYTHING = { list: 'devel', state: null, turn: null, sort: 'moved' } as const;

function designsBy(filter: Partial<DesignFilter>): Promise<DesignListPage | null> {
  const asked = { now: Date.now(), most: 20 };
  return runAs(null, () => loadDesigns({ ...ANYTHING, ...filter }, asked));
}

test('order and numbers beside the filters go by what people left', async () => {
  const turns = async (): Promise<Readonly<Record<string, number>>> =>
    Object.fromEntries((await designsBy({}))?.turns.map(({ turn, count }) => [turn, count]) ?? []);
  const byObjections = async (): Promise<string | undefined> =>
    (await designsBy({ sort: 'objections' }))?.rows[0]?.id;
  const before = await turns();
  expect(await byObjections()).toBe(ROOT);
  const items = await readOperational<{ readonly id: string }>(sql`
    SELECT id FROM derived.item WHERE kind = 'objection' ORDER BY id`);
  const said: string[] = [];
  for (const { id } of items) said.push(await say({ verb: 'reject', item: id }));
  // Nothing has objections now, and the others moved later.
  expect(await byObjections()).toBe('elsewhere@x');
  const tie = await say({ verb: 'chain', earlier: ROOT, later: 'renamed@x' });
  const joined = await designsBy({});
  expect(joined?.rows.map(({ id }) => id)).toEqual(['elsewhere@x', ROOT]);
  expect(joined?.turns.reduce((sum, { count }) => sum + count, 0)).toBe(2);
  expect((await designsBy({ turn: 'reviewers' }))?.fitting).toBe((await turns())['reviewers']);
  for (const id of [tie, ...said]) await say({ verb: 'undo', judgement: id });
  expect(await turns()).toEqual(before);
});

test('a thread that people parted from a design has a row', async () => {
  const joined = await say({ verb: 'merge-designs', design: ROOT, with: 'elsewhere@x' });
  const ids = async (): Promise<readonly string[]> =>
    (await designsBy({}))?.rows.map(({ id }) => id).sort() ?? [];
  expect(await ids()).toEqual([ROOT, 'renamed@x']);
  const parted = await say({ verb: 'split-design', thread: 'elsewhere@x' });
  expect(await ids()).toEqual([ROOT, 'elsewhere@x', 'renamed@x']);
  await say({ verb: 'undo', judgement: parted });
  expect(await ids()).toEqual([ROOT, 'renamed@x']);
  await say({ verb: 'undo', judgement: joined });
});

test('a thread that mails join to a design has a row once people parted it', async () => {
  await runWrite((write) =>
    write.rows(sql`
    WITH moved AS (UPDATE derived.design_thread SET design_id = (
      SELECT design_id FROM derived.design_thread WHERE thread_id = ${ROOT}) WHERE thread_id = 'elsewhere@x'
      RETURNING design_id)
    UPDATE derived.design SET thread_ids = ARRAY[${ROOT}, 'elsewhere@x'] FROM moved WHERE id = moved.design_id
    RETURNING 1 AS one`),
  );
  await runWrite((write) =>
    write.rows(sql`
    DELETE FROM derived.design WHERE id NOT IN (SELECT design_id FROM derived.design_thread) RETURNING 1 AS one`),
  );
  await runWrite((write) =>
    write.rows(sql`INSERT INTO operational.unjudged (thread_id) SELECT thread_id FROM derived.design_thread`),
  );
  await settleJudged();
  const ids = async (): Promise<readonly string[]> =>
    (await designsBy({}))?.rows.map(({ id }) => id).sort() ?? [];
  expect(await ids()).toEqual([ROOT, 'renamed@x']);
  await say({ verb: 'split-design', thread: 'elsewhere@x' });
  expect(await ids()).toEqual([ROOT, 'elsewhere@x', 'renamed@x']);
});

test('the badge on the page of a mail and of its thread is the state in the chain that people made', async () => {
  const badge = async (path: string): Promise<boolean> =>
    (await (await site.send(path, {})).text()).includes('superseded');
  for (const path of [`/devel/${ROOT}/`, `/devel/${ROOT}/T/`])
    expect([path, await badge(path)]).toEqual([path, false]);
  const tie = await say({ verb: 'chain', earlier: ROOT, later: 'renamed@x' });
  for (const path of [`/devel/${ROOT}/`, `/devel/${ROOT}/T/`])
    expect([path, await badge(path)]).toEqual([path, true]);
  await say({ verb: 'undo', judgement: tie });
});
