import { beforeAll, expect, test } from 'vitest';
import { createSend, loadRoutes, makeAccount, type Send } from '@/app/_tests/test-site.ts';
import { openPrivateArchive } from '@/ingest/hostile/test-private-archive.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { runWrite } from '@/lib/store/write.ts';

/** What was said on a private list is on no page of a design for others, at no time. */

let send: Send;

beforeAll(async () => {
  const shared = mail(
    'cover@x',
    'Ann Author',
    '[PATCH] frob: lock the frob',
    null,
    0,
    'Lock the frob before use.\n',
  );
  const open = [
    shared,
    mail('open@x', 'Bob Open', 'Re: frob', 'cover@x', 1, 'We could use a spinlock instead. Why not RCU?\n'),
    mail('also@x', 'Bea Orr', 'Re: frob', 'cover@x', 3, 'Could you use a mutex here? Why not a semaphore?\n'),
  ];
  const secret = [
    shared,
    mail(
      'hushed@x',
      'Hidden Person',
      'Re: frob',
      'open@x',
      2,
      'NAK, SECRETWORD. This is racy. We could use SECRETWORD.\n',
    ),
  ];
  const archive = await openPrivateArchive({ open: open.join(''), secret: secret.join('') });
  send = createSend(await loadRoutes());
  return archive.close;
}, 240_000);

function mail(
  id: string,
  name: string,
  subject: string,
  answers: string | null,
  minute: number,
  body: string,
): string {
  return [
    'From mboxrd@z Thu Jan  1 00:00:00 1970',
    `From: ${name} <${name.toLowerCase().replace(' ', '.')}@example.org>`,
    `Subject: ${subject}`,
    `Date: Thu, 18 Jul 2024 12:0${minute}:00 +0000`,
    `Message-ID: <${id}>`,
    ...(answers === null ? [] : [`In-Reply-To: <${answers}>`, `References: <${answers}>`]),
    '',
    body,
    '',
  ].join('\n');
}

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
