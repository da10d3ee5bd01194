import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from '@/app/_tests/test-judged-mails.ts';
import { type JudgedSite, openJudgedSite } from '@/app/_tests/test-judged-site.ts';
import { makeAccount, type Send, type TestAccount } from '@/app/_tests/test-site.ts';
import { placeOfId } from '@/lib/judge/judgement.ts';
import { readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { judgedSeriesOf, type LoadedDesign, loadJudgedDesign } from '@/lib/store/judge/judged-design.ts';
import { loadMessages } from '@/lib/store/judge/load-judgements.ts';
import { settleJudged } from '@/lib/store/judge/settle-judged.ts';
import { runAs } from '@/lib/store/reader.ts';
import { loadSeries } from '@/lib/store/series/series.ts';
import { runWrite } from '@/lib/store/write.ts';

/** What maintainers say, by real requests on a real database. */

let site: JudgedSite;
let send: Send;
let ann: TestAccount;
let bob: TestAccount;

beforeAll(async () => {
  site = await openJudgedSite();
  send = site.send;
  ann = await makeAccount({ email: 'ann@docket.example', roles: { devel: 'maintainer' } });
  bob = await makeAccount({ email: 'bob@docket.example', roles: { devel: 'maintainer' } });
}, 240_000);
afterAll(() => site.close());

type Answer = { readonly status: number; readonly error: Record<string, unknown> | null };

/** With what a request leaves to the worker when the machine does much else. */
async function say(who: TestAccount, fields: Readonly<Record<string, unknown>>): Promise<Answer> {
  const response = await send('/api/judgements', { json: { id: randomUUID(), ...fields }, token: who.token });
  const body = (await response.json()) as { readonly error?: Record<string, unknown> };
  await settleJudged();
  return { status: response.status, error: body.error ?? null };
}

async function design(at: number | null = null): Promise<LoadedDesign['judged']> {
  const loaded = await runAs(null, () => loadJudgedDesign(ROOT, at));
  if (loaded === null) throw new Error('no design');
  return loaded.judged;
}

/** An item of a kind that nobody judged yet. */
async function pick(kind: string): Promise<string> {
  const { items } = await design();
  const found = items.find((item) => item.kind === kind && item.history.length === 0);
  if (found === undefined) throw new Error(`no ${kind}: ${items.map((item) => item.kind).join(' ')}`);
  return found.id;
}

test('an item is accepted, titled, given a status, and taken back', async () => {
  const item = await pick('objection');
  const id = randomUUID();
  expect(await say(ann, { id, verb: 'title', item, to: 'It is racy' })).toEqual({ status: 200, error: null });
  const status = randomUUID();
  const since = '2024-07-20T00:00:00Z';
  const met = { id: status, verb: 'status', item, to: 'resolved', since, reason: 'v2 has it', onTop: [id] };
  expect((await say(ann, met)).status).toBe(200);
  const find = async (at: number | null): Promise<LoadedDesign['judged']['items'][number] | undefined> =>
    (await design(at)).items.find((one) => one.id === item);
  expect(await find(null)).toMatchObject({ title: 'It is racy', status: 'resolved', head: status });
  // A correction holds at every time, a status from when it was said to.
  expect(await find(Date.parse(since) - 1)).toMatchObject({ title: 'It is racy', status: 'open' });
  expect(await find(Date.parse(since))).toMatchObject({ status: 'resolved' });
  expect((await say(bob, { verb: 'undo', judgement: status, onTop: [status] })).status).toBe(200);
  expect(await find(null)).toMatchObject({ status: 'open', history: [{ id }, { id: status }, {}] });
  const history = await send(`/api/judgements?item=${encodeURIComponent(item)}`);
  expect(((await history.json()) as { judgements: unknown[] }).judgements).toHaveLength(3);
});

test('who comes second sees the first and chooses', async () => {
  const item = await pick('question');
  const [earlier, first] = [randomUUID(), randomUUID()];
  const unsure = { id: earlier, verb: 'title', item, to: 'Perhaps', reason: 'unsure' };
  expect((await say(ann, unsure)).status).toBe(200);
  const then = { id: first, verb: 'title', item, to: 'By Ann', onTop: earlier };
  expect((await say(ann, then)).status).toBe(200);
  const second = { id: randomUUID(), verb: 'title', item, to: 'By Bob' };
  const refused = await say(bob, second);
  expect(refused.status).toBe(409);
  expect(refused.error).toMatchObject({
    code: 'CONFLICT',
    conflicts: [{ id: first, author: 'ann@docket.example', act: { verb: 'title', to: 'By Ann' } }],
  });
  const page = await send('/api/judgements', { form: { ...second, onTop: '' }, cookie: bob.cookie });
  const text = await page.text();
  expect(page.status).toBe(409);
  // All that was missed, with its reasons; on top of the last of it.
  expect(text).toMatch(/titled it “Perhaps”.*, because <q>unsure<.*titled it “By Ann”/);
  expect(text).toContain(`name="onTop" value="${first}"`);
  expect((await design()).items.find((one) => one.id === item)?.title).toBe('By Ann');
  // Also where a form had seen as much as one may say.
  const onTop = Array.from({ length: 50 }, () => randomUUID());
  const { again } = (await say(bob, { ...second, onTop })).error ?? {};
  expect((await say(bob, again as Readonly<Record<string, unknown>>)).status).toBe(200);
  expect((await design()).items.find((one) => one.id === item)?.title).toBe('By Bob');
});

test('sent again it is recorded once; another under the same id is refused', async () => {
  const item = await pick('action');
  const once = { id: randomUUID(), verb: 'reject', item };
  for (let n = 0; n < 3; n++) expect((await say(ann, once)).status).toBe(200);
  expect((await say(ann, { ...once, verb: 'accept' })).status).toBe(409);
  expect((await say(bob, once)).status).toBe(409);
  const { items, rejected } = await design();
  expect(items.some((one) => one.id === item)).toBe(false);
  expect(rejected.find((one) => one.id === item)?.history).toHaveLength(1);
});

test('taking back needs the role that saying it needed', async () => {
  const elsewhere = sql`UPDATE derived.message SET lists = '{other}' WHERE message_id = 'answer@x'`;
  await runWrite((write) => write.rows(elsewhere));
  const far = await makeAccount({ roles: { other: 'maintainer' } });
  const { items } = await design();
  const there = (id: string): boolean => id === 'answer@x';
  const free = items.find(({ kind, span, history }) => {
    return ['question', 'endorsement'].includes(kind) && !there(span.messageId) && history.length === 0;
  });
  const other = items.find(({ span }) => there(span.messageId))?.id;
  const link = { id: randomUUID(), verb: 'unlink', item: free?.id, other };
  expect((await say(far, link)).status).toBe(403);
  expect((await say(ann, link)).status).toBe(200);
  const undo = { id: randomUUID(), verb: 'undo', judgement: link.id, onTop: [link.id] };
  expect((await say(far, undo)).status).toBe(403);
  expect((await say(ann, undo)).status).toBe(200);
  // Bringing it about again by undoing the undoing is saying it.
  const both = await makeAccount({ roles: { devel: 'maintainer', other: 'maintainer' } });
  const cut = { id: randomUUID(), verb: 'cut', earlier: 'answer@x', later: ROOT };
  expect((await say(ann, cut)).status).toBe(403);
  expect((await say(both, cut)).status).toBe(200);
  const back = { id: randomUUID(), verb: 'undo', judgement: cut.id, onTop: [cut.id] };
  expect((await say(both, back)).status).toBe(200);
  expect((await say(ann, { verb: 'undo', judgement: back.id, onTop: [back.id] })).status).toBe(403);
  const here = sql`UPDATE derived.message SET lists = '{devel}' WHERE message_id = 'answer@x'`;
  await runWrite((write) => write.rows(here));
});

test('an item is added by its words, linked and given evidence', async () => {
  const words = 'Nobody marked this sentence about the weather in the hills.';
  const body = (await loadMessages(['review@x'])).get('review@x')?.[0]?.body ?? '';
  const start = body.indexOf(words);
  const objection = await pick('objection');
  const added = `review@x#objection-${start}-${start + words.length}`;
  const title = 'Marked by hand';
  expect((await say(ann, { verb: 'add', item: added, title })).status).toBe(200);
  const [head] = (await design()).items.flatMap((one) => (one.id === added ? [one.head] : []));
  const link = { verb: 'link', item: added, other: objection, relation: 'attacks', onTop: head };
  expect((await say(ann, link)).status).toBe(200);
  const url = 'https://example.org/result';
  expect((await say(bob, { verb: 'attach', item: added, evidence: 'link', value: url })).status).toBe(200);
  const item = (await design()).items.find((one) => one.id === added);
  expect(item).toMatchObject({
    title,
    kind: 'objection',
    status: 'open',
    verdict: 'accepted',
    extracted: false,
    targets: [{ id: objection, relation: 'attacks' }],
    evidence: [{ evidence: { kind: 'link', url } }],
  });
  expect(item?.quote).toBe(words);
});

test('an id in capitals is the same id, and a time finer than a millisecond is a time', async () => {
  const item = await pick('objection');
  const title = { id: randomUUID().toUpperCase(), verb: 'title', item, to: 'In capitals' };
  for (let n = 0; n < 2; n++) expect((await say(ann, title)).status).toBe(200);
  const since = '2024-07-20T00:00:00.123456Z';
  const status = { id: randomUUID().toUpperCase(), verb: 'status', item, to: 'overruled', since };
  expect((await say(ann, { ...status, onTop: [title.id] })).status).toBe(200);
  const find = async (): Promise<LoadedDesign['judged']['items'][number] | undefined> =>
    (await design()).items.find((one) => one.id === item);
  const effectiveAt = Date.parse('2024-07-20T00:00:00.123Z');
  expect(await find()).toMatchObject({ status: 'overruled', history: [{}, { effectiveAt }] });
  const undo = { verb: 'undo', judgement: status.id, onTop: [status.id] };
  expect((await say(ann, undo)).status).toBe(200);
  expect((await find())?.status).not.toBe('overruled');
});

test('options, designs and people are joined and parted', async () => {
  const { options } = await design();
  const [one, other] = options;
  expect(options.length).toBeGreaterThan(1);
  const join = { id: randomUUID(), verb: 'merge-options', item: one?.id, other: other?.id };
  expect((await say(ann, join)).status).toBe(200);
  expect((await design()).options).toHaveLength(options.length - 1);
  const part = { verb: 'split-option', item: other?.id, onTop: join.id };
  expect((await say(ann, part)).status).toBe(200);
  expect((await design()).options.map(({ mentions }) => mentions)).toEqual(
    options.map(({ mentions }) => mentions),
  );
  const before = (await design()).items.length;
  const merge = { id: randomUUID(), verb: 'merge-designs', design: ROOT, with: 'elsewhere@x' };
  expect((await say(ann, merge)).status).toBe(200);
  const merged = await design();
  expect(merged.design.threadIds).toEqual([ROOT, 'elsewhere@x']);
  expect(merged.items.length).toBeGreaterThan(before);
  const split = { verb: 'split-design', thread: 'elsewhere@x', onTop: merge.id };
  expect((await say(ann, split)).status).toBe(200);
  expect((await design()).items).toHaveLength(before);
  const people = { verb: 'merge-people', address: 'dave@example.org', with: 'Dave@other.example' };
  expect((await say(ann, people)).status).toBe(403);
  const admin = await makeAccount({ isAdmin: true });
  expect((await say(admin, people)).status).toBe(200);
});

test('version chains are confirmed and cut', async () => {
  const chains = async (): Promise<readonly unknown[]> => {
    const loaded = await runAs(null, () => loadJudgedDesign(ROOT, null));
    return loaded === null ? [] : judgedSeriesOf(loaded, null).map(({ id, supersedes }) => [id, supersedes]);
  };
  /** What the page of a series has: its state, its versions, and what ties it to others. */
  const shown = async (series: string): Promise<readonly unknown[]> => {
    const page = await runAs(null, () => loadSeries(series));
    const links = page?.links.map((link) => `${link.isLater ? 'later' : 'earlier'} ${link.series.id}`);
    return [page?.series.state, page?.chain.map((line) => line.id), links];
  };
  const before = [await shown(ROOT), await shown('renamed@x')];
  expect(before[0]?.slice(1)).toEqual([[ROOT], []]);
  expect(await chains()).toEqual([[ROOT, null]]);
  const id = randomUUID();
  expect((await say(ann, { id, verb: 'chain', earlier: ROOT, later: 'renamed@x' })).status).toBe(200);
  expect(await chains()).toEqual([
    [ROOT, null],
    ['renamed@x', ROOT],
  ]);
  const both = [ROOT, 'renamed@x'];
  expect(await shown(ROOT)).toEqual(['superseded', both, ['later renamed@x']]);
  expect((await shown('renamed@x')).slice(1)).toEqual([both, ['earlier cover@x']]);
  const html = await (await send('/series/cover@x', {})).text();
  expect(html).toContain('somebody who maintains the list said so');
  // Versions of a series are of one design.
  expect((await design()).design.threadIds).toEqual([ROOT, 'renamed@x']);
  const cut = { id: randomUUID(), verb: 'cut', earlier: ROOT, later: 'renamed@x', onTop: id };
  expect((await say(bob, cut)).status).toBe(200);
  expect(await chains()).toEqual([
    [ROOT, null],
    ['renamed@x', null],
  ]);
  expect([await shown(ROOT), await shown('renamed@x')]).toEqual(before);
  expect((await say(bob, { verb: 'undo', judgement: id, onTop: cut.id })).status).toBe(200);
  expect(await chains()).toEqual([[ROOT, null]]);
});

test('what cannot be is refused, with nothing recorded', async () => {
  const item = await pick('proposal');
  const count = (): Promise<unknown> => readOperational(sql`SELECT count(*)::int FROM ground.judgement`);
  const before = await count();
  const place = placeOfId(item);
  const cases: readonly (readonly [Readonly<Record<string, unknown>>, number])[] = [
    [{ verb: 'reject', item: 'nowhere@x#proposal-1-2' }, 404],
    [{ verb: 'reject', item: `${place?.messageId}#proposal-1-999999` }, 404],
    [{ verb: 'reject', item: 'no item' }, 400],
    [{ verb: 'reject', item, to: 'question' }, 400],
    [{ verb: 'reject', item, author: 'bob@docket.example' }, 400],
    [{ verb: 'reject', item, recordedAt: 1 }, 400],
    [{ verb: 'kind', item, to: 'nonsense' }, 400],
    [{ verb: 'kind', item: { not: 'x' }, to: 'question' }, 400],
    [{ verb: 'title', item, to: 'a\u0000b' }, 400],
    [{ verb: 'title', item, to: 'x'.repeat(161) }, 400],
    [{ verb: 'attach', item, evidence: 'link', value: 'javascript:alert(1)' }, 400],
    [{ verb: 'attach', item, evidence: 'message', value: 'nowhere@x' }, 404],
    [{ verb: 'chain', earlier: ROOT, later: 'nowhere@x' }, 404],
    [{ verb: 'chain', earlier: ROOT, later: 'cover@x' }, 400],
    [{ verb: 'chain', earlier: 'review@x', later: ROOT }, 400],
    [{ verb: 'undo', judgement: randomUUID() }, 404],
    [{ verb: 'toString', item }, 400],
    [{ id: 'not-a-uuid', verb: 'reject', item }, 400],
    [{ verb: 'status', item, to: 'adopted', since: '2024-02-30T00:00:00Z' }, 400],
  ];
  for (const [fields, status] of cases) {
    expect((await say(ann, fields)).status, JSON.stringify(fields).slice(0, 90)).toBe(status);
  }
  expect(await count()).toEqual(before);
  expect((await send('/api/comments?run=/run/%00')).status).toBe(400);
});

test('a form is answered by 303 to the page it came from, never elsewhere', async () => {
  const item = await pick('proposal');
  for (const [back, expected] of [
    [`/design/${ROOT}`, `/design/${ROOT}`],
    ['//evil.example/', '/'],
    ['https://evil.example/', '/'],
  ] as const) {
    const form = { id: randomUUID(), verb: 'attach', item, evidence: 'commit', value: 'abcdef123456', back };
    const response = await send('/api/judgements', { form, cookie: ann.cookie });
    expect([response.status, response.headers.get('location')]).toEqual([303, expected]);
  }
});
