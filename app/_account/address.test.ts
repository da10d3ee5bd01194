import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { newAddress, PASSWORD } from '@/app/_tests/test-sign-in.ts';
import { createSend, loadRoutes, makeAccount, type Send, type TestAccount } from '@/app/_tests/test-site.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { hashPassword } from '@/lib/auth/password.ts';
import { readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { runWrite } from '@/lib/store/write.ts';

/** 51: another address for an account needs the password and a link that works once (docs/accounts.md). */

let send: Send;
let admin: TestAccount;
let hash = '';

beforeAll(async () => {
  const database = await cloneForPages();
  send = createSend(await loadRoutes());
  hash = await hashPassword(PASSWORD);
  admin = await makeAccount({ isAdmin: true });
  return database.drop;
});

async function person(email: string): Promise<TestAccount> {
  return makeAccount({ email, passwordHash: hash, roles: { '*': 'commenter' } });
}

async function ask(who: TestAccount, email: string, password = PASSWORD): Promise<number> {
  return (await send('/account/email', { json: { email, password }, cookie: who.cookie })).status;
}

/** The link that an admin makes; null when nobody asked. */
async function link(who: TestAccount): Promise<string | null> {
  const response = await send('/admin/email', { json: { account: who.id }, cookie: admin.cookie });
  return response.status === 200 ? ((await response.json()) as { readonly link: string }).link : null;
}

async function confirm(path: string | null): Promise<number> {
  return (await send(path ?? '/email/none', { json: {}, address: newAddress() })).status;
}

async function emailOf(who: TestAccount): Promise<string | undefined> {
  const rows = await readOperational<{ readonly email: string }>(sql`
    SELECT email FROM operational.account WHERE id = ${who.id}::uuid`);
  return rows[0]?.email;
}

async function canSignIn(email: string): Promise<boolean> {
  const sent = { json: { email, password: PASSWORD }, address: newAddress() };
  return (await send('/sign-in', sent)).status === 200;
}

test('asked for, seen by an admin, confirmed once; audited, and signed in with from then on', async () => {
  const ann = await person('ann@old.example');
  expect(await link(ann)).toBeNull();
  expect(await ask(ann, 'Ann@New.example')).toBe(200);
  expect(await emailOf(ann)).toBe('ann@old.example');
  expect(await (await send('/account', { cookie: ann.cookie })).text()).toContain('ann@new.example');
  expect(await (await send('/admin', { cookie: admin.cookie })).text()).toContain(
    'wants the address ann@new.example',
  );
  const path = await link(ann);
  expect(path).toMatch(/^\/email\/[\w-]{43}$/);
  // Looking at it, as mail programs do, changes nothing.
  const page = await send(path ?? '');
  expect([page.status, page.headers.get('referrer-policy')]).toEqual([200, 'no-referrer']);
  expect(await emailOf(ann)).toBe('ann@old.example');
  expect(await Promise.all([confirm(path), confirm(path), confirm(path)])).toContain(200);
  expect(await confirm(path)).toBe(404);
  expect(await emailOf(ann)).toBe('ann@new.example');
  expect([await canSignIn('ann@old.example'), await canSignIn('ann@new.example')]).toEqual([false, true]);
  const lines = await readOperational<{ readonly action: string; readonly detail: object }>(sql`
    SELECT action, detail FROM operational.audit WHERE account_id = ${ann.id}::uuid AND action LIKE 'account.email%'
    ORDER BY id`);
  expect(lines).toEqual([
    { action: 'account.email-asked', detail: { email: 'ann@new.example' } },
    { action: 'account.email', detail: { before: 'ann@old.example' } },
  ]);
});

test('without the password, with a token, as somebody else, or too often it is refused', async () => {
  const ben = await person('ben@old.example');
  expect(await ask(ben, 'ben@new.example', 'not the password')).toBe(403);
  expect(await ask(ben, 'ben@old.example')).toBe(400);
  const json = { email: 'ben@new.example', password: PASSWORD };
  expect((await send('/account/email', { json, token: ben.token })).status).toBe(403);
  expect((await send('/account/email', { json, headers: { origin: 'http://evil.example' } })).status).toBe(
    403,
  );
  expect(
    (await send('/account/email', { json: { ...json, account: admin.id }, cookie: ben.cookie })).status,
  ).toBe(400);
  expect(await link(ben)).toBeNull();
  const tries = [];
  for (let n = 0; n < 6; n += 1) tries.push(await ask(ben, 'ben@new.example', `guess number ${n}`));
  expect(tries.at(-1)).toBe(429);
  expect(await emailOf(ben)).toBe('ben@old.example');
});

test('a link of another kind is none; a wish ends with a new password, a newer wish, and time', async () => {
  const cam = await person('cam@old.example');
  const reset = (await (
    await send('/admin/reset', { json: { account: cam.id }, cookie: admin.cookie })
  ).json()) as { readonly link: string };
  expect(await confirm(reset.link.replace('/reset/', '/email/'))).toBe(404);
  expect(await ask(cam, 'cam@one.example')).toBe(200);
  const first = await link(cam);
  expect(await ask(cam, 'cam@two.example')).toBe(200);
  const second = await link(cam);
  expect([await confirm(first), await confirm(first?.replace('/email/', '/reset/') ?? null)]).toEqual([
    404, 400,
  ]);
  const fresh = { password: 'quite another password' };
  expect((await send(reset.link, { json: fresh, address: newAddress() })).status).toBe(200);
  expect(await confirm(second)).toBe(404);
  const late = await person('late@old.example');
  expect(await ask(late, 'late@new.example')).toBe(200);
  const path = await link(late);
  await runWrite((write) =>
    write.rows(sql`UPDATE operational.account_link SET expires_at = now() - interval '1 second'
      WHERE account_id = ${late.id}::uuid`),
  );
  expect(await confirm(path)).toBe(404);
  expect([await emailOf(cam), await emailOf(late)]).toEqual(['cam@old.example', 'late@old.example']);
});

test('a link for a new password that went to the old address ends with it', async () => {
  const fay = await person('fay@old.example');
  const made = await send('/admin/reset', { json: { account: fay.id }, cookie: admin.cookie });
  const reset = (await made.json()) as { readonly link: string };
  expect((await send(reset.link)).status).toBe(200);
  expect(await ask(fay, 'fay@new.example')).toBe(200);
  expect(await confirm(await link(fay))).toBe(200);
  const fresh = { password: 'quite another password' };
  expect((await send(reset.link, { json: fresh, address: newAddress() })).status).toBe(404);
  expect(await canSignIn('fay@new.example')).toBe(true);
});

test('nobody gets the address of another, nor one that another had; what was said stays its author’s', async () => {
  const [dan, eve] = [await person('dan@old.example'), await person('eve@old.example')];
  const id = randomUUID();
  const catalogue = await (await send('/scenario', {})).text();
  const run = (/href="(\/run\/\d[^"]*)"/.exec(catalogue)?.[1] ?? '').replaceAll('&amp;', '&');
  const comment = { id, about: 'step', run: run.replace(/&step=\d+/, ''), step: 1, text: 'Mine' };
  expect((await send('/api/comments', { json: comment, token: dan.token })).status).toBe(200);
  // It is not told before the link is used that there is such an account.
  expect(await ask(eve, 'dan@old.example')).toBe(200);
  expect(await confirm(await link(eve))).toBe(409);
  expect(await ask(dan, 'dan@new.example')).toBe(200);
  expect(await confirm(await link(dan))).toBe(200);
  expect(await ask(eve, 'dan@old.example')).toBe(200);
  expect(await confirm(await link(eve))).toBe(409);
  const invite = { json: { email: 'dan@old.example', role: 'reader', list: '*' }, cookie: admin.cookie };
  const invited = (await (await send('/admin/invite', invite)).json()) as { readonly link: string };
  const taken = { json: { name: 'Not Dan', password: PASSWORD }, address: newAddress() };
  expect((await send(invited.link, taken)).status).toBe(409);
  const edit = { id: randomUUID(), comment: id, onTop: id, text: 'Mine still' };
  expect((await send('/api/comments/edit', { json: edit, token: eve.token })).status).toBe(403);
  for (const [who, sees] of [
    [dan, true],
    [eve, false],
  ] as const) {
    const page = await (await send(run, { cookie: who.cookie })).text();
    expect(page).toContain('Mine');
    expect(page.includes('action="/api/comments/edit"')).toBe(sees);
  }
  expect((await send('/api/comments/edit', { json: edit, token: dan.token })).status).toBe(200);
  expect(await ask(dan, 'dan@old.example')).toBe(200);
  expect(await confirm(await link(dan))).toBe(200);
  expect(await emailOf(dan)).toBe('dan@old.example');
});
