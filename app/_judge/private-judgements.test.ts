import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { mbox, OPEN, SECRET, SHARED } from '@/app/_tests/test-private-list-mails.ts';
import { createSend, loadRoutes, makeAccount, type Send, type TestAccount } from '@/app/_tests/test-site.ts';
import { openPrivateArchive } from '@/ingest/hostile/test-private-archive.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { loadLiveMark } from '@/lib/store/judge/live-mark.ts';
import { runAs } from '@/lib/store/reader.ts';
import { withoutLists } from '@/lib/store/visibility.ts';
import { runWrite } from '@/lib/store/write.ts';

/** What was said about private mail together with public mail is told to nobody who may not see the former. */

const PUBLIC = 'public-answer@x#objection-0-36';
const ALSO_PUBLIC = 'public-answer@x#objection-38-84';
const HUSHED = 'cited@x#proposal-0-67';
/** A private mail that asks for something about the public one. */
const ASKING = {
  id: 'asking@x',
  subject: 'Re: hushed ask',
  answers: 'public-answer@x',
  body: '#docket reject question 86-118\n',
  minute: 12,
};

let send: Send;
let insider: TestAccount;
let outsider: TestAccount;

beforeAll(async () => {
  const archive = await openPrivateArchive({
    open: mbox([...SHARED, ...OPEN]),
    secret: mbox([...SHARED, ...SECRET, ASKING]),
  });
  send = createSend(await loadRoutes());
  insider = await makeAccount({ roles: { open: 'maintainer', secret: 'maintainer' } });
  outsider = await makeAccount({ roles: { open: 'maintainer' } });
  return archive.close;
}, 240_000);

type Said = { readonly id: string; readonly status: number; readonly text: string };

async function say(path: string, who: TestAccount, fields: Readonly<Record<string, unknown>>): Promise<Said> {
  const id = randomUUID();
  const response = await send(path, { json: { id, ...fields }, token: who.token });
  return { id, status: response.status, text: await response.text() };
}

test.each([
  {
    name: 'a link to a private item',
    private: { verb: 'link', item: PUBLIC, other: HUSHED, relation: 'attacks' },
    public: { verb: 'accept', item: PUBLIC },
  },
  {
    name: 'a design joined with a private one',
    private: { verb: 'merge-designs', design: 'cover@x', with: 'hidden-alone@x' },
    public: { verb: 'split-design', thread: 'cover@x' },
  },
])("$name is in nobody else's way", async (judged) => {
  const first = await say('/api/judgements', insider, judged.private);
  expect(first.status, first.text).toBe(200);
  const second = await say('/api/judgements', outsider, judged.public);
  expect(second.text).not.toMatch(/SECRETWORD|cited@x|hidden-alone@x/);
  expect(second.status, second.text).toBe(200);
});

test('what a judgement was made on top of, and which mail asked for it, is told to who sees that', async () => {
  const linked = await say('/api/judgements', insider, {
    verb: 'link',
    item: ALSO_PUBLIC,
    other: HUSHED,
    relation: 'attacks',
  });
  expect(linked.status, linked.text).toBe(200);
  const suggested = { suggestedBy: ASKING.id, suggestedAt: 0 };
  const common = { verb: 'accept', item: ALSO_PUBLIC, onTop: linked.id };
  const { id, status, text } = await say('/api/judgements', insider, { ...common, ...suggested });
  expect(status, text).toBe(200);
  const log = async (token: string | null): Promise<string> =>
    (await send('/api/judgements?message=public-answer@x', { token })).text();
  expect(await log(insider.token)).toContain(linked.id);
  expect(await log(insider.token)).toContain(ASKING.id);
  for (const token of [null, outsider.token]) {
    const shown = await log(token);
    expect(shown).toContain(id);
    expect(shown).not.toContain(linked.id);
    expect(shown).not.toContain(ASKING.id);
  }
});

test('an open page is not told that something happened which it does not show', async () => {
  const mark = (who: 'all' | 'nobody'): Promise<string> => {
    const work = (): Promise<string> => loadLiveMark('cover@x');
    return who === 'all' ? withoutLists([], work) : runAs(null, work);
  };
  const [all, nobody] = [await mark('all'), await mark('nobody')];
  const hushed = await say('/api/judgements', insider, { verb: 'accept', item: HUSHED });
  expect(hushed.status, hushed.text).toBe(200);
  expect(await mark('all')).not.toBe(all);
  expect(await mark('nobody')).toBe(nobody);
  // As a derivation does when a hidden mail arrives.
  await runWrite((write) => write.rows(sql`UPDATE derived.design SET name = name`));
  expect(await mark('nobody')).toBe(nobody);
  const said = { about: 'words', message: 'public-answer@x', start: 0, end: 9, text: 'Seen.' };
  expect((await say('/api/comments', outsider, said)).status).toBe(200);
  expect(await mark('nobody')).not.toBe(nobody);
});

test('who hears of changes of an open page hears of those that it shows', async () => {
  const closing = new AbortController();
  const { GET } = await import('@/app/api/live/route.ts');
  const response = await GET(new Request('http://x/api/live?design=cover@x', { signal: closing.signal }));
  let text = '';
  const heard = (async (): Promise<void> => {
    for await (const part of response.body ?? []) text += new TextDecoder().decode(part);
  })();
  await until(() => text.includes('retry:'));
  const words = { about: 'words', start: 0, end: 9, text: 'Hear.' };
  expect((await say('/api/comments', insider, { ...words, message: 'cited@x' })).status).toBe(200);
  expect((await say('/api/comments', insider, { ...words, message: 'cover@x' })).status).toBe(200);
  await until(() => text.includes('event: changed'));
  // A second word would come behind the first: changes are looked at in their order.
  await sleep(500);
  closing.abort();
  await heard;
  expect(text.split('event: changed').length - 1).toBe(1);
});

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo() && tries < 1_200; tries += 1) await sleep(25);
}

test('an answer stands beside what it answers', async () => {
  const place = { about: 'words', start: 0, end: 9 };
  const hushed = await say('/api/comments', insider, { ...place, message: 'cited@x', text: 'Hush.' });
  expect(hushed.status, hushed.text).toBe(200);
  const answer = { ...place, message: 'public-answer@x', text: 'Aha.', answers: hushed.id };
  expect((await say('/api/comments', insider, answer)).status).toBe(404);
  expect((await say('/api/comments', insider, { ...answer, message: 'cited@x' })).status).toBe(200);
});
