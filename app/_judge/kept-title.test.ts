import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { mbox, OPEN, SECRET, SHARED } from '@/app/_tests/test-private-list-mails.ts';
import { createSend, loadRoutes, makeAccount, type Send } from '@/app/_tests/test-site.ts';
import { openPrivateArchive } from '@/ingest/hostile/test-private-archive.ts';

/** A title that borrows words of a private mail is not written into a judgement or comment that others may read. */

const ANSWER = 'nod@x';
/** Of the hidden mail that it answers: what it says has no object of its own, so its titles have this one. */
const HUSHED = 'SECRETWORD';
const NOD = {
  id: ANSWER,
  subject: 'Re: shared thing',
  answers: 'cited@x',
  body: 'Yes, I will do that.\n',
  minute: 10,
};

let send: Send;

beforeAll(async () => {
  const archive = await openPrivateArchive({
    open: mbox([...SHARED, ...OPEN, NOD]),
    secret: mbox([...SHARED, ...SECRET]),
  });
  send = createSend(await loadRoutes());
  return archive.close;
}, 240_000);

async function text(path: string, cookie: string | null): Promise<string> {
  const response = await send(path, { cookie });
  expect(response.status, path).toBe(200);
  return response.text();
}

test('what a maintainer who sees it all accepts, links and comments on', async () => {
  const roles = { open: 'maintainer', secret: 'maintainer' } as const;
  const { cookie } = await makeAccount({ roles });
  const page = await text('/design/cover@x/export.json', cookie);
  expect(page).toContain(`Do that: flush the ${HUSHED}`);
  const items = [...new Set(page.match(/\b(?:public-answer|nod)@x#[a-z]+-\d+-\d+/g))].sort();
  expect(items.length).toBeGreaterThan(1);
  for (const item of items) {
    const json = { verb: 'accept', id: randomUUID(), item };
    expect((await send('/api/judgements', { json, cookie })).status, item).toBe(200);
    const comment = { about: 'item', id: randomUUID(), item, text: 'Well said.' };
    expect((await send('/api/comments', { json: comment, cookie })).status, item).toBe(200);
  }
  const [first, second] = items;
  const link = { verb: 'link', id: randomUUID(), item: first, other: second, relation: 'supports' };
  const { status } = await send('/api/judgements', { json: { ...link, onTop: await headOf(first) }, cookie });
  expect(status).toBe(200);

  const log = await text(`/api/judgements?message=${ANSWER}`, null);
  expect(log).toContain('"Yes, I will do that."');
  expect(log).not.toContain(HUSHED);
  for (const path of ['/design/cover@x', `/open/${ANSWER}/`, '/design/cover@x/export.json']) {
    expect(await text(path, null), path).not.toContain(HUSHED);
  }
});

async function headOf(item: string | undefined): Promise<string> {
  const log = await text(`/api/judgements?item=${encodeURIComponent(item ?? '')}`, null);
  return (JSON.parse(log) as { judgements: { id: string }[] }).judgements.at(-1)?.id ?? '';
}
