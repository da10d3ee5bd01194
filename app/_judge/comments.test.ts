import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type JudgedSite, openJudgedSite } from '@/app/_tests/test-judged-site.ts';
import { makeAccount, type Send, type TestAccount } from '@/app/_tests/test-site.ts';
import type { Comment } from '@/lib/judge/comment.ts';
import { privacyChanged, savePrivacy } from '@/lib/store/account/list-row.ts';
import { runWrite } from '@/lib/store/write.ts';

/** Comments by real requests (reliability.md, points 39, 45, 47, 57). */

let site: JudgedSite;
let send: Send;
let ann: TestAccount;
let ben: TestAccount;
let maintainer: TestAccount;

beforeAll(async () => {
  site = await openJudgedSite({ withItems: false });
  send = site.send;
  ann = await makeAccount({ email: 'ann@docket.example', roles: { '*': 'commenter' } });
  ben = await makeAccount({ email: 'ben@docket.example', roles: { devel: 'commenter' } });
  maintainer = await makeAccount({ roles: { devel: 'maintainer' } });
}, 240_000);
afterAll(() => site.close());

const WORDS = { about: 'words', message: 'review@x', start: 120, end: 150 } as const;

async function post(who: TestAccount, path: string, fields: object): Promise<Response> {
  return send(`/api/comments${path}`, { json: { id: randomUUID(), ...fields }, token: who.token });
}

type Shown = Comment & { readonly html: string };

async function read(who: TestAccount | null): Promise<readonly Shown[]> {
  const response = await send('/api/comments?message=review@x', { token: who?.token ?? null });
  return ((await response.json()) as { readonly comments: readonly Shown[] }).comments;
}

async function make(text: string): Promise<string> {
  const id = randomUUID();
  expect((await post(ann, '', { id, ...WORDS, text })).status).toBe(200);
  return id;
}

async function find(id: string, who: TestAccount | null = null): Promise<Shown | undefined> {
  return (await read(who)).find((comment) => comment.id === id);
}

test('a comment is made, changed by its author alone, settled, and hidden by a maintainer', async () => {
  const comment = await make('First **words** <script>alert(1)</script>');
  expect((await find(comment))?.html).toBe(
    '<p>First <strong>words</strong> &lt;script>alert(1)&lt;/script></p>',
  );
  const edit = { comment, onTop: comment, text: 'Second' };
  expect((await post(ben, '/edit', edit)).status).toBe(403);
  const id = randomUUID();
  expect((await post(ann, '/edit', { ...edit, id })).status).toBe(200);
  expect(await find(comment)).toMatchObject({ text: 'Second', history: [{}, {}], head: id });
  expect((await post(ben, '/resolve', { comment, onTop: id, resolved: true })).status).toBe(200);
  const head = (await find(comment))?.head;
  expect(await find(comment)).toMatchObject({ resolved: { by: 'ben@docket.example' } });
  const hide = { comment, onTop: head, hidden: true, reason: 'off topic' };
  expect((await post(ann, '/moderate', hide)).status).toBe(403);
  expect((await post(maintainer, '/moderate', hide)).status).toBe(200);
  expect(await find(comment)).toMatchObject({ text: '', html: '', history: [] });
  expect(await find(comment, maintainer)).toMatchObject({ text: 'Second', hidden: { reason: 'off topic' } });
});

test('of twenty edits at once one is taken, the others see it; none is lost', async () => {
  const comment = await make('Start');
  const edits = await Promise.all(
    Array.from({ length: 20 }, (_, n) => post(ann, '/edit', { comment, onTop: comment, text: `Edit ${n}` })),
  );
  expect(edits.filter(({ status }) => status === 200)).toHaveLength(1);
  const refused = edits.filter(({ status }) => status === 409);
  expect(refused).toHaveLength(19);
  const text = (await find(comment))?.text;
  for (const response of refused) {
    const { error } = (await response.json()) as { readonly error: { readonly comment: Comment } };
    expect(error.comment.text).toBe(text);
  }
});

test('a comment becomes a reply to the mail it stands beside', async () => {
  const comment = await make('It is not.');
  const path = `/api/comments/${comment}/draft`;
  expect((await send(path)).status).toBe(401);
  const eml = await send(path, { token: ann.token });
  expect(eml.headers.get('content-disposition')).toBe('attachment; filename="reply.eml"');
  const text = await eml.text();
  expect(text).toContain('To: Ben Reviewer <ben@example.org>\r\nCc: devel@example.org\r\n');
  expect(text).toContain('In-Reply-To: <review@x>\r\nReferences: <cover@x> <review@x>\r\n');
  expect(text).toMatch(/Ben Reviewer wrote:\r\n>> [\s\S]*\r\n\r\nIt is not\.\r\n$/);
  // What was drafted is read back as an answer.
  const mbox = Buffer.from(await (await send(`${path}?as=mbox`, { token: ann.token })).arrayBuffer());
  await writeFile(join(site.folder, 'reply.mbox'), mbox);
  const printed = await site.docket('analyze', join(site.folder, 'reply.mbox'));
  expect(printed).toContain('review@x');
  const json = (await (await send(`${path}?as=json`, { token: ann.token })).json()) as {
    readonly mailto: string;
  };
  expect(json.mailto).toMatch(
    /^mailto:ben@example\.org\?cc=devel@example\.org&in-reply-to=%3Creview%40x%3E&/,
  );
});

test('what is no comment is refused', async () => {
  const other = await make('Another');
  const cases: readonly (readonly [string, object, number])[] = [
    ['', { ...WORDS, text: ' \n ' }, 400],
    ['', { ...WORDS, text: 'x'.repeat(16_385) }, 400],
    ['', { ...WORDS, text: 'x'.repeat(200_000) }, 413],
    ['', { ...WORDS, text: 'x', author: 'ben@docket.example' }, 400],
    ['', { ...WORDS, text: { not: 'x' } }, 400],
    ['', { ...WORDS, end: 9_999, text: 'x' }, 404],
    ['', { ...WORDS, message: 'nowhere@x', text: 'x' }, 404],
    ['', { ...WORDS, text: 'x', answers: randomUUID() }, 404],
    ['/edit', { comment: randomUUID(), onTop: other, text: 'x' }, 404],
    ['/edit', { comment: other, onTop: randomUUID(), text: 'x' }, 409],
  ];
  const before = (await read(null)).length;
  const who = await makeAccount({ roles: { devel: 'commenter' } });
  for (const [path, fields, status] of cases) {
    const got = (await post(path === '/edit' ? ann : who, path, fields)).status;
    expect(got, JSON.stringify(fields).slice(0, 80)).toBe(status);
  }
  expect(await read(null)).toHaveLength(before);
});

test('a private list keeps its comments, and nobody writes too many', async () => {
  const comment = await make('Hush');
  const setPrivate = async (isPrivate: boolean): Promise<void> => {
    await runWrite((write) => savePrivacy(write, 'devel', isPrivate));
    privacyChanged();
  };
  await setPrivate(true);
  try {
    expect(await read(null)).toEqual([]);
    // A role on every public list is none here.
    expect(await read(ann)).toEqual([]);
    expect((await post(ann, '', { ...WORDS, text: 'x' })).status).toBe(404);
    expect((await post(ann, '/edit', { comment, onTop: comment, text: 'x' })).status).toBe(404);
    expect((await send(`/api/comments/${comment}/draft`, { token: ann.token })).status).toBe(404);
    expect(await find(comment, ben)).toMatchObject({ text: 'Hush' });
  } finally {
    await setPrivate(false);
  }
  const eager = await makeAccount({ roles: { devel: 'commenter' } });
  const statuses: number[] = [];
  let wait: string | null = null;
  for (let n = 0; n < 32; n++) {
    const response = await post(eager, '', { ...WORDS, text: `Comment ${n}` });
    statuses.push(response.status);
    wait = response.headers.get('retry-after');
  }
  expect(statuses).toEqual([...Array.from({ length: 30 }, () => 200), 429, 429]);
  expect(Number(wait)).toBeGreaterThan(0);
});
