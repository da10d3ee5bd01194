import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type JudgedSite, openJudgedSite } from '@/app/_tests/test-judged-site.ts';
import { makeAccount, type Send, type TestAccount } from '@/app/_tests/test-site.ts';
import { hashSecret, makeSecret } from '@/lib/auth/secret.ts';
import { saveEmail } from '@/lib/store/account/email-row.ts';
import { privacyChanged, savePrivacy } from '@/lib/store/account/list-row.ts';
import { readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { claimLetter } from '@/lib/store/letters/letter-row.ts';
import { findKnownCauses, insertNotifications } from '@/lib/store/letters/notification-row.ts';
import { loadWish } from '@/lib/store/letters/wish-row.ts';
import { runWrite } from '@/lib/store/write.ts';

/** What a comment tells others, by real requests; ingest/letters has what mail does. */

let site: JudgedSite;
let send: Send;
let ann: TestAccount;
let ben: TestAccount;
let stranger: TestAccount;
let maintainer: TestAccount;

beforeAll(async () => {
  site = await openJudgedSite({ withItems: false });
  send = site.send;
  ann = await makeAccount({ email: 'ann@docket.example', name: 'Ann', roles: { devel: 'commenter' } });
  ben = await makeAccount({ email: 'ben@docket.example', roles: { devel: 'commenter' } });
  stranger = await makeAccount({ email: 'stranger@docket.example', roles: { '*': 'commenter' } });
  maintainer = await makeAccount({ email: 'mia@docket.example', roles: { devel: 'maintainer' } });
}, 240_000);
afterAll(() => site.close());

const WORDS = { about: 'words', message: 'review@x', start: 120, end: 150 } as const;

async function comment(who: TestAccount, text: string, answers: string | null = null): Promise<string> {
  const id = randomUUID();
  const fields = { id, ...WORDS, text, ...(answers === null ? {} : { answers }) };
  expect((await send('/api/comments', { json: fields, token: who.token })).status).toBe(200);
  return id;
}

type Told = {
  readonly unread: number;
  readonly notifications: readonly {
    readonly id: string;
    readonly kind: string;
    readonly read: boolean;
    readonly text: string;
    readonly path: string;
  }[];
};

async function told(who: TestAccount): Promise<Told> {
  const headers = { accept: 'application/json' };
  return (await (await send('/account/notifications', { token: who.token, headers })).json()) as Told;
}

/** The number in the header of any page; empty when there is none. */
async function badge(who: TestAccount): Promise<string> {
  const page = await (await send('/', { cookie: who.cookie })).text();
  return /class="unread"[^>]*>([^<]*)</.exec(page)?.[1] ?? '';
}

test('a mention and an answer are told, each comment once, and never to its author', async () => {
  const first = await comment(ann, 'What do @ben and @ann think? `@mia` is code.');
  expect(await told(maintainer)).toMatchObject({ unread: 0 });
  expect(await told(ben)).toMatchObject({
    unread: 1,
    notifications: [
      {
        kind: 'mention',
        read: false,
        text: expect.stringMatching(/^Ann mentions you in a comment on “.*”\.$/),
      },
    ],
  });
  // An answer that mentions as well is one notification; so is one that is edited.
  const answer = await comment(ben, 'I think so, @ann.', first);
  const edit = { id: randomUUID(), comment: answer, onTop: answer, text: 'I do, @ann and @mia.' };
  expect((await send('/api/comments/edit', { json: edit, token: ben.token })).status).toBe(200);
  expect((await told(ann)).notifications.map(({ kind }) => kind)).toEqual(['answer']);
  expect((await told(maintainer)).notifications.map(({ kind }) => kind)).toEqual(['mention']);
  expect((await told(ben)).notifications.length).toBe(1);
  const [notice] = (await told(ann)).notifications;
  expect((await send(notice?.path.split('#')[0] ?? '')).status).toBe(200);
});

test('an answer is told to who has another address by now', async () => {
  const una = await makeAccount({ email: 'una@docket.example', roles: { devel: 'commenter' } });
  const first = await comment(una, 'Under the old address.');
  await runWrite((write) => saveEmail(write, una.id, 'una@elsewhere.example'));
  await comment(ben, 'An answer.', first);
  expect((await told(una)).notifications.map(({ kind }) => kind)).toEqual(['answer']);
  // Not of the own answer.
  await comment(una, 'And mine.', first);
  expect((await told(una)).unread).toBe(1);
});

test('an account has a thousand, and the oldest give way', async () => {
  const full = await makeAccount({ email: 'full@docket.example' });
  const tell = (from: number, to: number): Promise<number> =>
    runWrite((write) =>
      insertNotifications(
        write,
        Array.from({ length: to - from }, (_, n) => ({
          ...{
            accountId: full.id,
            kind: 'turn' as const,
            cause: `${from + n}`,
            subject: 'cover@x',
            detail: {},
          },
        })),
      ),
    );
  for (let at = 0; at < 1_000; at += 250) await tell(at, at + 250);
  expect((await told(full)).unread).toBe(1_000);
  expect(await tell(1_000, 1_005)).toBe(5);
  expect((await told(full)).unread).toBe(1_000);
  const causes = Array.from({ length: 1_005 }, (_, n) => `${n}`);
  const known = await findKnownCauses(full.id, causes);
  expect(causes.slice(250).every((cause) => known.has(cause))).toBe(true);
});

test('the words of a comment keep their paragraphs', async () => {
  const pia = await makeAccount({ email: 'pia@docket.example', roles: { devel: 'commenter' } });
  await comment(maintainer, 'Seen twice\nby now.\n\n\nIs that so, @pia?');
  const page = await (await send('/account/notifications', { cookie: pia.cookie })).text();
  expect(page).toContain('Seen twice by now.\nIs that so, @pia?');
});

test('a comment on an item is linked at its place of the design', async () => {
  const eve = await makeAccount({ email: 'eve@docket.example', roles: { devel: 'commenter' } });
  const item = 'review@x#objection-120-150';
  const fields = { id: randomUUID(), about: 'item', item, text: 'Is that so, @eve?' };
  expect((await send('/api/comments', { json: fields, token: maintainer.token })).status).toBe(200);
  const page = await (await send('/account/notifications', { cookie: eve.cookie })).text();
  expect(page).toContain(`href="/design/review@x#comment-${fields.id}"`);
});

test('the count stands on every page until it is read, by its owner alone', async () => {
  expect(await badge(ben)).toBe('1');
  const id = (await told(ben)).notifications[0]?.id ?? '';
  const read = async (who: TestAccount, fields: Record<string, string>): Promise<number> =>
    (await send('/account/notifications/read', { form: fields, cookie: who.cookie })).status;
  expect(await read(ann, { id })).toBe(404);
  expect(await badge(ben)).toBe('1');
  expect(await read(ben, { id })).toBe(303);
  expect(await read(ben, { id })).toBe(303);
  expect(await badge(ben)).toBe('');
  expect((await told(ben)).notifications[0]?.read).toBe(true);
  expect(await read(ann, {})).toBe(303);
  expect(await badge(ann)).toBe('');
  expect(await badge(maintainer)).toBe('1');
});

test('a name that many answer to, a crowd of names, and nobody', async () => {
  for (let i = 0; i < 5; i += 1) await makeAccount({ email: `same@host${i}.example` });
  const names = Array.from({ length: 40 }, (_, i) => `@nobody${i}`).join(' ');
  const before = (await told(stranger)).unread;
  await comment(ann, `@same ${names} @stranger`);
  // Twenty names are looked at.
  expect((await told(stranger)).unread).toBe(before);
});

test('a name is meant in whatever case it is written', async () => {
  const one = await makeAccount({ email: 'x@case.example', roles: { devel: 'commenter' } });
  expect((await send('/account/name', { form: { name: 'İlker Groß' }, cookie: one.cookie })).status).toBe(
    303,
  );
  for (const name of ['İlker', 'ilker', 'İLKER.GROSS', 'İlkerGroß', 'X@CASE.example']) {
    const before = (await told(one)).unread;
    await comment(ann, `What do you think, @${name}?`);
    expect((await told(one)).unread, name).toBe(before + 1);
  }
});

test('what is hidden or private by now is not told', async () => {
  const id = await comment(ann, 'SECRETWORD for @stranger');
  const page = async (): Promise<string> =>
    (await send('/account/notifications', { cookie: stranger.cookie })).text();
  expect(await page()).toContain('SECRETWORD');
  const hide = { id: randomUUID(), comment: id, onTop: id, hidden: true, reason: 'rude' };
  expect((await send('/api/comments/moderate', { json: hide, token: maintainer.token })).status).toBe(200);
  expect(await page()).not.toContain('SECRETWORD');
  expect(await page()).toContain('What this was about is not here any more.');
  const other = await comment(ann, 'OTHERWORD for @stranger');
  expect(other).not.toBe('');
  expect(await page()).toContain('OTHERWORD');
  await runWrite((write) => savePrivacy(write, 'devel', true));
  privacyChanged();
  expect(await page()).not.toContain('OTHERWORD');
  const unread = (await told(stranger)).unread;
  await comment(ann, 'Not for @stranger, but for @ben');
  expect((await told(stranger)).unread).toBe(unread);
  expect((await told(ben)).notifications.length).toBe(2);
  await runWrite((write) => savePrivacy(write, 'devel', false));
  privacyChanged();
});

test('the link of a mail ends it without signing in; others are dead', async () => {
  const save = { digest: 'all', list: '', notify: 'yes' };
  expect((await send('/account/mail', { form: save, cookie: ann.cookie })).status).toBe(303);
  expect(await loadWish(ann.id)).toEqual({ digest: 'all', list: null, notify: true });
  const secret = makeSecret();
  const letter = {
    accountId: ann.id,
    kind: 'digest',
    cause: '2024-08-07',
    unsubscribeHash: hashSecret(secret),
  };
  await runWrite((write) => claimLetter(write, { ...letter, kind: 'digest' }));
  for (const dead of [makeSecret(), hashSecret(secret), 'x', `${secret}x`]) {
    expect((await send(`/unsubscribe/${dead}`, { form: {} })).status, dead).toBe(404);
  }
  const asked = await send(`/unsubscribe/${secret}`);
  expect([asked.status, asked.headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(await loadWish(ann.id)).toMatchObject({ digest: 'all' });
  const done = await send(`/unsubscribe/${secret}`, { form: {} });
  expect(await done.text()).toContain('No more mails with the daily digest');
  expect(await loadWish(ann.id)).toEqual({ digest: 'off', list: null, notify: true });
  expect((await send(`/unsubscribe/${secret}`, { form: {} })).status).toBe(200);
});

test('mail programs end it with a POST of their own; no other form may come from elsewhere', async () => {
  const save = { digest: 'all', list: '', notify: 'yes' };
  expect((await send('/account/mail', { form: save, cookie: ann.cookie })).status).toBe(303);
  const secret = makeSecret();
  const letter = { accountId: ann.id, cause: '2024-08-09', unsubscribeHash: hashSecret(secret) };
  await runWrite((write) => claimLetter(write, { ...letter, kind: 'digest' }));
  // RFC 8058: no cookie, no Origin, as either kind of form. A browser on another site has both.
  const lines = [
    '--x',
    'Content-Disposition: form-data; name="List-Unsubscribe"',
    '',
    'One-Click',
    '--x--',
    '',
  ];
  const multipart = { type: 'multipart/form-data; boundary=x', body: lines.join('\r\n') };
  const plain = { type: 'application/x-www-form-urlencoded', body: 'List-Unsubscribe=One-Click' };
  const elsewhere = { origin: null, 'sec-fetch-site': null };
  for (const { type, body } of [multipart, plain]) {
    const headers = { ...elsewhere, 'content-type': type };
    expect((await send(`/unsubscribe/${makeSecret()}`, { body, headers })).status).toBe(404);
    expect((await send('/account/mail', { body, headers, cookie: ann.cookie })).status).toBe(403);
    const page = { ...headers, origin: 'https://other.example', 'sec-fetch-site': 'cross-site' };
    expect((await send(`/unsubscribe/${secret}`, { body, headers: page })).status).toBe(403);
    expect((await send(`/unsubscribe/${secret}`, { body, headers, cookie: ben.cookie })).status).toBe(200);
  }
  expect(await loadWish(ann.id)).toEqual({ digest: 'off', list: null, notify: true });
  const [audit] = await readOperational<{ readonly n: number }>(sql`
    SELECT count(*)::int AS n FROM operational.audit
    WHERE action = 'account.unsubscribe' AND account_id = ${ben.id}::uuid`);
  expect(audit?.n).toBe(0);
});
