import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT, replaceItems } from '@/app/_tests/test-judged-mails.ts';
import { type JudgedSite, openJudgedSite } from '@/app/_tests/test-judged-site.ts';
import { HOST, makeAccount, type Send, type TestAccount } from '@/app/_tests/test-site.ts';
import { readOperational } from '@/lib/store/database/client.ts';
import { CHANNEL, onChanged } from '@/lib/store/database/live.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { runWrite } from '@/lib/store/write.ts';

/** A page that is open hears of what colleagues say, from the commit on, and of nothing that was refused. */

let site: JudgedSite;
let send: Send;
let docket: JudgedSite['docket'];
let ann: TestAccount;

beforeAll(async () => {
  site = await openJudgedSite();
  ({ send, docket } = site);
  ann = await makeAccount({ roles: { devel: 'maintainer' } });
}, 240_000);
afterAll(() => site.close());

/** Comes back when all that was committed before is heard: PostgreSQL tells in the order of commits. */
async function allHeard(): Promise<void> {
  const last = `last ${randomUUID()}`;
  let hear: () => void = () => undefined;
  const heard = new Promise<void>((resolve) => {
    hear = resolve;
  });
  const stop = await onChanged((threadId) => {
    if (threadId === last) hear();
  });
  await runWrite((write) => write.rows(sql`SELECT pg_notify(${CHANNEL}, ${last}) IS NULL AS told`));
  await heard;
  stop();
}

/** How many changes the page of a design hears of while `work` is done; `mark`: as painted. */
async function changesDuring(
  design: string,
  work: () => Promise<unknown>,
  mark: string | null = null,
): Promise<number> {
  const { GET } = await import('@/app/api/live/route.ts');
  const closing = new AbortController();
  const url = `http://${HOST}/api/live?design=${encodeURIComponent(design)}${mark === null ? '' : `&mark=${mark}`}`;
  const response = await GET(new Request(url, { signal: closing.signal }));
  expect(response.status).toBe(200);
  let text = '';
  const heard = (async (): Promise<void> => {
    for await (const part of response.body ?? []) text += new TextDecoder().decode(part);
  })();
  // `retry` is sent once it listens.
  for (let tries = 0; !text.includes('retry:') && tries < 1_200; tries += 1) await sleep(25);
  await work();
  await allHeard();
  closing.abort();
  await heard;
  return text.split('event: changed').length - 1;
}

async function say(fields: Readonly<Record<string, unknown>>, to = '/api/judgements'): Promise<number> {
  return (await send(to, { json: { id: randomUUID(), ...fields }, token: ann.token })).status;
}

async function itemOf(start: string): Promise<string> {
  const rows = await readOperational<{ readonly id: string; readonly quote: string }>(sql`
    SELECT id, quote FROM derived.item`);
  return rows.find(({ quote }) => quote.startsWith(start))?.id ?? '';
}

test('a judgement and every step of a comment are heard, once each', async () => {
  const item = await itemOf('That won');
  const id = randomUUID();
  const heard = await changesDuring(ROOT, async () => {
    expect(await say({ id, verb: 'title', item, to: 'Racy' })).toBe(200);
  });
  expect(heard).toBe(1);
  const comment = randomUUID();
  const edit = randomUUID();
  const talked = await changesDuring(ROOT, async () => {
    expect(await say({ id: comment, about: 'item', item, text: 'Words' }, '/api/comments')).toBe(200);
    const first = { id: edit, comment, onTop: comment };
    expect(await say({ ...first, text: 'Other words' }, '/api/comments/edit')).toBe(200);
    const second = { comment, onTop: edit };
    expect(await say({ ...second, resolved: true }, '/api/comments/resolve')).toBe(200);
  });
  expect(talked).toBe(3);
});

/** What the page of the design is painted with now. */
async function paint(design: string): Promise<string> {
  const page = await (await send(`/design/${design}`, {})).text();
  return /data-mark="([0-9a-f]{32})"/.exec(page)?.[1] ?? '';
}

test('what changed after the page was painted and before it listened is told once', async () => {
  const nothing = async (): Promise<void> => undefined;
  const item = await itemOf('That won');
  const early = await paint(ROOT);
  expect(await changesDuring(ROOT, nothing, early)).toBe(0);
  const comment = { about: 'item', text: 'Meanwhile' };
  expect(await say({ ...comment, item }, '/api/comments')).toBe(200);
  expect(await changesDuring(ROOT, nothing, early)).toBe(1);
  // What is about another design is none of it.
  const late = await paint(ROOT);
  expect(await say({ ...comment, item: await itemOf('I propose') }, '/api/comments')).toBe(200);
  expect(await changesDuring(ROOT, nothing, late)).toBe(0);
  await docket('derive');
  expect(await changesDuring(ROOT, nothing, late)).toBe(1);
  await runWrite((write) => replaceItems(write, 0));
  expect(await changesDuring(ROOT, nothing, await paint(ROOT))).toBe(0);
});

test('a page that is closed before it is heard leaves nothing open', async () => {
  const { GET } = await import('@/app/api/live/route.ts');
  const closing = new AbortController();
  const url = `http://${HOST}/api/live?design=${encodeURIComponent(ROOT)}`;
  const response = await GET(new Request(url, { signal: closing.signal }));
  closing.abort();
  expect(await response.text()).toMatch(/^(?:retry: 10000\n\n)?$/);
});

test('what is refused, repeated, or about another design is not heard', async () => {
  const [item, elsewhere] = [await itemOf('Can you send'), await itemOf('I propose')];
  const id = randomUUID();
  expect(await say({ id, verb: 'title', item, to: 'A test' })).toBe(200);
  const heard = await changesDuring(ROOT, async () => {
    expect(await say({ verb: 'title', item, to: 'Crossing' })).toBe(409);
    expect(await say({ id, verb: 'title', item, to: 'A test' })).toBe(200);
    expect(await say({ verb: 'title', item, to: '' })).toBe(400);
    expect(await say({ verb: 'accept', item: elsewhere })).toBe(200);
  });
  expect(heard).toBe(0);
});

test('designs that people joined hear of each other, people are heard everywhere, an import too', async () => {
  const merge = { id: randomUUID(), verb: 'merge-designs', design: ROOT, with: 'elsewhere@x' };
  expect(await changesDuring('elsewhere@x', async () => say(merge))).toBe(1);
  const item = await itemOf('I propose');
  const joined = { verb: 'attach', item, evidence: 'link', value: 'https://example.org/' };
  expect(await changesDuring(ROOT, async () => say(joined))).toBe(1);
  const admin = await makeAccount({ isAdmin: true });
  const people = { id: randomUUID(), verb: 'merge-people', address: 'a@example.org', with: 'b@example.org' };
  const met = await changesDuring('renamed@x', async () => {
    expect((await send('/api/judgements', { json: people, token: admin.token })).status).toBe(200);
  });
  expect(met).toBe(1);
  const file = join(site.folder, 'one.jsonl');
  const log = (await docket('judgements', 'export')).trim().split('\n');
  const line = log.find((one) => one.includes('attach')) ?? '';
  const { id } = JSON.parse(line) as { readonly id: string };
  await writeFile(file, `${line.replace(id, randomUUID())}\n`);
  expect(await changesDuring(ROOT, () => docket('judgements', 'import', file))).toBe(1);
  // What is said about people is for every page, whatever else comes with it.
  const aboutPeople = log.find((one) => one.includes(people.id))?.replace(people.id, randomUUID()) ?? '';
  await writeFile(file, `${line.replace(id, randomUUID())}\n${aboutPeople}\n`);
  expect(await changesDuring('renamed@x', () => docket('judgements', 'import', file))).toBe(1);
});

test('a question for the head alone takes no place: nobody reads its body, and hears that it ended', async () => {
  const { GET } = await import('@/app/api/live/route.ts');
  const url = `http://${HOST}/api/live?design=${encodeURIComponent(ROOT)}`;
  for (let n = 0; n < 70; n += 1) {
    const { status, body, headers } = await GET(new Request(url, { method: 'HEAD' }));
    expect([status, body, headers.get('Content-Type')]).toEqual([
      200,
      null,
      'text/event-stream; charset=utf-8',
    ]);
  }
  expect((await GET(new Request(`http://${HOST}/api/live?design=no@x`, { method: 'HEAD' }))).status).toBe(
    404,
  );
});

test('one client takes some of the places, and leaves the others', async () => {
  const { GET } = await import('@/app/api/live/route.ts');
  const before = process.env['DOCKET_PEER_HEADER'];
  process.env['DOCKET_PEER_HEADER'] = 'x-peer';
  const closing: AbortController[] = [];
  const ask = async (peer: string, design = ROOT): Promise<Response> => {
    const one = new AbortController();
    closing.push(one);
    const url = `http://${HOST}/api/live?design=${encodeURIComponent(design)}`;
    return GET(new Request(url, { signal: one.signal, headers: { 'x-peer': peer } }));
  };
  try {
    // What is refused gives its place back.
    for (let n = 0; n < 70; n += 1) expect((await ask('192.0.2.1', 'nothing@x')).status).toBe(404);
    // At once, as who wants all of them would.
    const answers = await Promise.all(Array.from({ length: 70 }, () => ask('192.0.2.1')));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(60);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.map(({ headers }) => headers.get('Retry-After'))).toEqual(Array(10).fill('60'));
    expect((await ask('192.0.2.2')).status).toBe(200);
    for (const one of closing.splice(0)) one.abort();
    await expect.poll(async () => (await ask('192.0.2.1')).status).toBe(200);
  } finally {
    for (const one of closing) one.abort();
    if (before === undefined) delete process.env['DOCKET_PEER_HEADER'];
    else process.env['DOCKET_PEER_HEADER'] = before;
  }
});
