import { beforeAll, expect, test } from 'vitest';
import { type Mail, mbox } from '@/app/_tests/test-private-list-mails.ts';
import { createSend, loadRoutes, makeAccount, type Send } from '@/app/_tests/test-site.ts';
import { openPrivateArchive } from '@/ingest/hostile/test-private-archive.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { runWrite } from '@/lib/store/write.ts';

/** What was said on a private list is on no page of a design for others, at no time. */

let send: Send;

beforeAll(async () => {
  const shared: Mail = {
    ...{ id: 'cover@x', subject: '[PATCH] frob: lock the frob', minute: 0 },
    body: 'Lock the frob before use.\n',
  };
  const bob: Mail = {
    ...{ id: 'open@x', from: 'Bob Open <bob.open@example.org>', minute: 1 },
    ...{ subject: 'Re: frob', answers: 'cover@x' },
    body: 'We could use a spinlock instead. Why not RCU?\n',
  };
  const bea: Mail = {
    ...{ id: 'also@x', from: 'Bea Orr <bea.orr@example.org>', minute: 3 },
    ...{ subject: 'Re: frob', answers: 'cover@x' },
    body: 'Could you use a mutex here? Why not a semaphore?\n',
  };
  const hushed: Mail = {
    ...{ id: 'hushed@x', from: 'Hidden Person <hidden.person@example.org>', minute: 2 },
    ...{ subject: 'Re: frob', answers: 'open@x' },
    body: 'NAK, SECRETWORD. This is racy. We could use SECRETWORD.\n',
  };
  const archive = await openPrivateArchive({
    open: mbox([shared, bob, bea]),
    secret: mbox([shared, hushed]),
  });
  send = createSend(await loadRoutes());
  return archive.close;
}, 240_000);

const PATHS = [
  '/design/cover@x',
  '/design/cover@x?at=2024-07-18T12:01:00Z',
  '/design/cover@x?from=2024-07-18T12:00:00Z',
  '/open/?show=designs',
  '/open/open@x/T/',
  '/?person=hidden.person@example.org',
];

test.each(PATHS)('%s tells nobody else', async (path) => {
  for (const me of [null, await makeAccount({ roles: { '*': 'maintainer' } })]) {
    const response = await send(path, { cookie: me?.cookie ?? null });
    expect(response.status).toBe(200);
    const text = (await response.text()).replaceAll('value="hidden.person@example.org"', '');
    expect(text).not.toMatch(/SECRETWORD|Hidden Person|hushed@x|\/secret\/|>secret</);
  }
});

test('a change of status does not name the hidden posting that brought it', async () => {
  await runWrite((write) =>
    write.rows(sql`
      UPDATE derived.item SET events = jsonb_set(events, '{0,because,series}', '"hushed@x"')
      WHERE message_id = 'open@x' AND events <> '[]'`),
  );
  const read = async (cookie: string | null): Promise<string> =>
    (await send('/design/cover@x/export.json', { cookie })).text();
  const reader = await makeAccount({ roles: { secret: 'reader' } });
  expect(await read(reader.cookie)).toContain('"series": "hushed@x"');
  expect(await read(null)).not.toContain('hushed@x');
});

test('who may read the list sees it', async () => {
  const reader = await makeAccount({ roles: { secret: 'reader' } });
  const text = await (await send('/design/cover@x', { cookie: reader.cookie })).text();
  expect(text).toContain('SECRETWORD');
});

test('two people with the same initials have letters of their own', async () => {
  const text = await (await send('/design/cover@x', {})).text();
  expect(text).toMatch(/<abbr title="Bob Open, for, 2024-07-18">BO<\/abbr>/);
  expect(text).toMatch(/<abbr title="Bea Orr">BOR<\/abbr>/);
});

test('a design is only told live to who sees it', async () => {
  expect((await send('/api/live?design=nothing@x')).status).toBe(404);
  expect((await send('/api/live?design=hushed@x')).status).toBe(404);
});
