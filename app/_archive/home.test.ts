import { beforeAll, expect, test } from 'vitest';
import { createSend, loadRoutes, makeAccount, type Send, type TestAccount } from '@/app/_tests/test-site.ts';
import { openTestDocket } from '@/ingest/hostile/test-docket.ts';
import { type Fields, writeMail } from '@/ingest/hostile/write-mail.ts';
import { savePerson } from '@/lib/store/account/account-row.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { runWrite } from '@/lib/store/write.ts';

/** What changed since the last visit of an account, or since a day in the address. */

const ANN = 'ann@docket.example';

const DIFF =
  '---\ndiff --git a/frob.c b/frob.c\n--- a/frob.c\n+++ b/frob.c\n@@ -1 +1,2 @@\n use();\n+lock();\n';

const BASE = `\nbase-commit: 0123456789abcdef0123456789abcdef01234567\nprerequisite-message-id: <first@x>\n`;

let send: Send;
let account: TestAccount;

beforeAll(async () => {
  const archive = await openTestDocket();
  const said = (day: number): Fields => ({
    Date: `${day} Feb 2026 10:00:00 +0000`,
    'List-Id': '<frob.docket.example>',
  });
  await archive.ingest('frob', [
    writeMail(
      'cover',
      { ...said(3), 'Message-ID': '<cover@x>', From: `ann <${ANN}>`, Subject: '[PATCH] frob: lock the frob' },
      `Lock the frob before use.\n${DIFF}${BASE}\n`,
    ),
    writeMail(
      'answer',
      {
        ...said(5),
        From: 'bob <bob@docket.example>',
        Subject: 'Re: [PATCH] frob: lock the frob',
        'In-Reply-To': '<cover@x>',
      },
      'This is racy.\n',
    ),
  ]);
  await archive.docket('derive');
  send = createSend(await loadRoutes());
  account = await makeAccount({});
  await runWrite((write) => savePerson(write, account.id, ANN));
  return archive.close;
}, 240_000);

/** How many rows the part on what changed has; null: there is no such part. */
async function check(path: string, cookie: string | null, expected: number | null): Promise<void> {
  const html = await (await send(path, { cookie })).text();
  const part = /changed since [^<]*<span class="note">(\d+)</.exec(html)?.[1];
  expect(part === undefined ? null : Number(part)).toBe(expected);
}

test('a series nobody answers any more is stalled in every table', async () => {
  for (const path of [
    '/',
    '/frob/',
    '/frob/?show=series',
    '/frob/cover@x/T/',
    '/search?q=frob&show=series',
  ]) {
    const html = await (await send(path, { cookie: null })).text();
    const states = [
      ...html.matchAll(/class="status [a-z]+"><span aria-hidden="true">.<\/span> (?:<!-- -->)?([^<]*)</g),
    ];
    expect([path, ...new Set(states.map((state) => state[1]))]).toEqual([path, 'stalled']);
  }
  const page = await (await send('/series/cover@x', { cookie: null })).text();
  expect(page).toMatch(/stalled.*before that/);
  expect(page).toContain('applies on 0123456789ab');
  expect(page).toContain('href="/frob/first@x/"');
});

test('since a day in the address', async () => {
  await check(`/?person=${ANN}`, null, null);
  await check(`/?person=${ANN}&since=2026-02-04`, null, 1);
  await check(`/?person=${ANN}&since=2026-02-06`, null, null);
  await check(`/?person=${ANN}&since=nonsense`, null, null);
  await check(`/?person=nobody@docket.example&since=2026-02-04`, null, null);
});

test('since the last visit: a visit is told once, and lasts while its views follow each other', async () => {
  const { cookie } = account;
  const html = await (await send('/', { cookie })).text();
  expect(html).toContain('data-visit=""');
  await check('/', cookie, null);
  const told = await send('/account/visit', { form: { seen: 'no' }, cookie });
  expect(told.status).toBe(303);
  expect(await (await send('/', { cookie })).text()).not.toContain('data-visit=""');
  // The first visit has nothing before it.
  await check('/', cookie, null);
  await visitedAt('2026-02-04T00:00Z');
  await check('/', cookie, 1);
  await send('/account/visit', { form: { seen: 'no' }, cookie });
  // A reload does not take away what is new.
  await check('/', cookie, 1);
  await send('/account/visit', { form: { seen: 'yes' }, cookie });
  await check('/', cookie, null);
});

async function visitedAt(time: string): Promise<void> {
  await runWrite((write) =>
    write.rows(sql`UPDATE operational.visit SET last_at = ${time}::timestamptz, since = NULL
      WHERE account_id = ${account.id}::uuid RETURNING 1 AS one`),
  );
}

test('what waits is called yours where it waits for who looks', async () => {
  const dt = /<dt>([^<]*?)\s*<span/g;
  const headings = async (path: string, cookie: string | null): Promise<readonly (string | undefined)[]> =>
    [...(await (await send(path, { cookie })).text()).matchAll(dt)].map(([, name]) => name);
  const own = await headings('/', account.cookie);
  expect(own).toContain('your turn');
  expect(own.filter((name) => name?.includes('their'))).toEqual([]);
  expect(await headings(`/?person=${ANN}`, account.cookie)).toEqual(own);
  expect(await headings(`/?person=${ANN}`, null)).toContain('their turn');
  const other = await headings('/?person=bob@docket.example', account.cookie);
  expect(other.filter((name) => name?.startsWith('your'))).toEqual([]);
});

test('an account without addresses in mail is told who can give it some, others are not', async () => {
  const hint = 'Once an admin has said which addresses in mail are yours';
  const { cookie } = await makeAccount({});
  expect(await (await send('/', { cookie })).text()).toContain(hint);
  expect(await (await send('/', { cookie: null })).text()).not.toContain(hint);
  expect(await (await send('/', { cookie: account.cookie })).text()).not.toContain(hint);
});

test('home leads to what every model says', async () => {
  const html = await (await send('/')).text();
  const links = [...html.matchAll(/href="(\/scenario[^"]*)"/g)].map(([, path]) => path);
  expect(links).toEqual(['/scenario', '/scenario?domain=refcount']);
});
