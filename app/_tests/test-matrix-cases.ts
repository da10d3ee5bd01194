import { randomUUID } from 'node:crypto';
import { makeAccount, type TestAccount } from '@/app/_tests/test-site.ts';
import { makeLink } from '@/lib/auth/link.ts';
import { hashPassword } from '@/lib/auth/password.ts';
import { hashSecret, makeSecret } from '@/lib/auth/secret.ts';
import { loadSettings } from '@/lib/auth/settings.ts';
import { saveNewEmail } from '@/lib/store/account/email-row.ts';
import { readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { startCheckRun } from '@/lib/store/jobs/check-run.ts';
import { recordComment } from '@/lib/store/judge/comment-rows.ts';
import { claimLetter } from '@/lib/store/letters/letter-row.ts';
import { insertNotifications } from '@/lib/store/letters/notification-row.ts';
import type { Role } from '@/lib/store/reader.ts';
import { runWrite } from '@/lib/store/write.ts';

/** What every endpoint that writes expects, and of whom: the lines of matrix.test.ts. */

export const PEOPLE = [
  'anonymous',
  'reader',
  'commenter',
  'other maintainer',
  'maintainer',
  'admin',
] as const;
export type Who = (typeof PEOPLE)[number];

export const ROLES: Readonly<Record<Who, Readonly<Record<string, Role>>>> = {
  anonymous: {},
  reader: {},
  commenter: { '*': 'commenter' },
  'other maintainer': { elsewhere: 'maintainer' },
  maintainer: { open: 'maintainer', secret: 'maintainer' },
  admin: {},
};

const PASSWORD = 'a long enough password';

export type Case = {
  /** Who may; the others get 401 without an account, else what `denied` says. */
  readonly may: readonly Who[];
  readonly denied?: 403 | 404;
  /** Only with a session: a token gets 403 whoever has it. */
  readonly sessionOnly?: true;
  readonly path?: (token: string) => string;
  readonly body: (me: TestAccount | null) => Promise<Readonly<Record<string, string>>>;
};

export const SIGNED_IN = PEOPLE.filter((who) => who !== 'anonymous');
const OWN = { may: SIGNED_IN, sessionOnly: true } as const;
const ADMIN = { may: ['admin'] } as const;

const someone = (): Promise<TestAccount> => makeAccount({});
let count = 0;
export function next(): number {
  count += 1;
  return count;
}
const fresh = (): string => `fresh-${next()}@docket.example`;
/** One for all: making it takes a third of a second. */
let hash: Promise<string> | null = null;
export function passwordHash(): Promise<string> {
  hash ??= hashPassword(PASSWORD);
  return hash;
}

export async function linkFor(kind: 'invite' | 'reset' | 'email'): Promise<string> {
  const account = await someone();
  const purpose =
    kind === 'invite'
      ? ({ kind, email: fresh(), grant: null } as const)
      : ({ kind, email: kind === 'email' ? fresh() : account.email, accountId: account.id } as const);
  const link = await runWrite((write) => makeLink(write, purpose, loadSettings({})));
  return link.url.split('/').at(-1) ?? '';
}

async function idOf(table: 'session' | 'token' | 'link', account: TestAccount | null): Promise<string> {
  const id = account?.id ?? (await someone()).id;
  const statement = {
    session: sql`SELECT id::text FROM operational.account_session WHERE account_id = ${id}::uuid`,
    token: sql`SELECT id::text FROM operational.api_token WHERE account_id = ${id}::uuid`,
    link: sql`SELECT id::text FROM operational.account_link WHERE used_at IS NULL ORDER BY created_at DESC LIMIT 1`,
  }[table];
  return (await readOperational<{ readonly id: string }>(statement))[0]?.id ?? '';
}

let unsubscribeSecret = '';

/** The secret in a digest that was sent to somebody. */
async function letterSecret(): Promise<string> {
  const secret = makeSecret();
  const { id: accountId } = await someone();
  const letter = {
    accountId,
    kind: 'digest',
    cause: '2026-01-01',
    unsubscribeHash: hashSecret(secret),
  } as const;
  await runWrite((write) => claimLetter(write, letter));
  return secret;
}

async function notificationOf(me: TestAccount | null): Promise<string> {
  const accountId = (me ?? (await someone())).id;
  const told = { accountId, kind: 'turn', cause: `test ${next()}`, subject: 'v1@x', detail: {} } as const;
  await runWrite((write) => insertNotifications(write, [told]));
  const rows = await readOperational<{ readonly id: string }>(
    sql`SELECT id::text FROM operational.notification WHERE account_id = ${accountId}::uuid LIMIT 1`,
  );
  return rows[0]?.id ?? '';
}

/** The key of a run of this account that waits. */
async function runOf(me: TestAccount | null): Promise<Readonly<Record<string, string>>> {
  const key = randomUUID().replaceAll('-', '');
  const request = { scenario: '', script: 'falloc 0 4k', strategy: '', profile: '', events: '' };
  const accountId = (me ?? (await someone())).id;
  await runWrite((write) => startCheckRun(write, { key, request, accountId }));
  return { key };
}

/** Fields of a further entry on a comment of this account. */
async function commentOf(me: TestAccount | null): Promise<Readonly<Record<string, string>>> {
  const id = randomUUID();
  const subject = { kind: 'step', run: '/run/x', step: 1 } as const;
  const act = { verb: 'create', subject, answers: null, text: 'Words', effectiveAt: null } as const;
  const author = (me ?? (await someone())).email;
  await runWrite((write) => recordComment(write, { id, comment: id, author, act }, []));
  return { id: randomUUID(), comment: id, onTop: id };
}

export const WRITES: Readonly<Record<string, Case>> = {
  'POST /sign-in': {
    may: PEOPLE,
    body: async () => ({
      email: (await makeAccount({ passwordHash: await passwordHash() })).email,
      password: PASSWORD,
    }),
  },
  // Who comes from no provider is refused whoever it is; app/_account/oidc.test.ts has the rest.
  'POST /sign-in/oidc/callback': { may: [], body: async () => ({ query: 'code=x' }) },
  'POST /sign-out': { ...OWN, body: async () => ({}) },
  'POST /account/name': { ...OWN, body: async () => ({ name: 'Another Name' }) },
  'POST /account/password': {
    ...OWN,
    body: async () => ({ password: PASSWORD, fresh: 'quite another password' }),
  },
  'POST /account/email': { ...OWN, body: async () => ({ email: fresh(), password: PASSWORD }) },
  'POST /account/visit': { ...OWN, body: async () => ({ seen: 'yes' }) },
  'POST /account/tokens': { ...OWN, body: async () => ({ name: 'script', days: '30' }) },
  'POST /account/tokens/end': { ...OWN, body: async (me) => ({ id: await idOf('token', me) }) },
  'POST /account/notifications/read': { ...OWN, body: async (me) => ({ id: await notificationOf(me) }) },
  'POST /account/mail': { ...OWN, body: async () => ({ digest: 'mine', list: '*', notify: 'yes' }) },
  'POST /account/sessions/end': { ...OWN, body: async (me) => ({ id: await idOf('session', me) }) },
  'POST /admin/invite': {
    ...ADMIN,
    body: async () => ({ email: fresh(), role: 'commenter', list: '*' }),
  },
  'POST /admin/links/end': {
    ...ADMIN,
    body: async () => {
      await linkFor('invite');
      return { id: await idOf('link', null) };
    },
  },
  'POST /admin/reset': { ...ADMIN, body: async () => ({ account: (await someone()).id }) },
  'POST /admin/email': {
    ...ADMIN,
    body: async () => {
      const { id } = await someone();
      await runWrite((write) => saveNewEmail(write, id, fresh()));
      return { account: id };
    },
  },
  'POST /email/[token]': { may: PEOPLE, path: (token) => `/email/${token}`, body: async () => ({}) },
  'POST /admin/role': {
    ...ADMIN,
    body: async () => ({ account: (await someone()).id, list: 'open', role: 'maintainer' }),
  },
  'POST /admin/rights': {
    ...ADMIN,
    body: async () => ({ account: (await someone()).id, admin: 'yes', disabled: 'no' }),
  },
  'POST /admin/person': {
    ...ADMIN,
    body: async () => ({ account: (await someone()).id, email: fresh(), claims: 'yes' }),
  },
  'POST /admin/list': { ...ADMIN, body: async () => ({ list: 'third', private: 'yes' }) },
  // app/_tests/take-down.test.ts has the rest.
  'POST /admin/take-down': {
    ...ADMIN,
    body: async () => {
      const message = `taken-${next()}@x`;
      await runWrite((write) =>
        write.rows(sql`INSERT INTO ground.raw_message VALUES (gen_random_uuid(), ${message}, '', true, 'x')`),
      );
      return { message, reason: 'spam' };
    },
  },
  'POST /invite/[token]': {
    may: PEOPLE,
    path: (token) => `/invite/${token}`,
    body: async () => ({ name: 'New Person', password: PASSWORD }),
  },
  'POST /unsubscribe/[token]': {
    may: PEOPLE,
    path: () => `/unsubscribe/${unsubscribeSecret}`,
    body: async () => {
      unsubscribeSecret = await letterSecret();
      return {};
    },
  },
  'POST /reset': { may: PEOPLE, body: async () => ({ email: fresh() }) },
  'POST /reset/[token]': {
    may: PEOPLE,
    path: (token) => `/reset/${token}`,
    body: async () => ({ password: PASSWORD }),
  },
  // About people: on no list, so for those who maintain every one. app/_judge/judgements.test.ts has the rest.
  'POST /api/judgements': {
    may: ['admin'],
    body: async () => ({ id: randomUUID(), verb: 'split-person', address: fresh() }),
  },
  'POST /api/comments': {
    may: ['commenter', 'admin'],
    body: async () => ({ id: randomUUID(), about: 'step', run: '/run/x', step: '1', text: 'Words' }),
  },
  'POST /api/comments/edit': {
    may: ['commenter', 'admin'],
    body: async (me) => ({ ...(await commentOf(me)), text: 'Other words' }),
  },
  'POST /api/comments/resolve': {
    may: ['commenter', 'admin'],
    body: async (me) => ({ ...(await commentOf(me)), resolved: 'yes' }),
  },
  'POST /api/comments/moderate': {
    may: ['admin'],
    body: async (me) => ({ ...(await commentOf(me)), hidden: 'yes', reason: 'rude' }),
  },
  'POST /run/job': {
    may: SIGNED_IN,
    body: async () => ({ script: `falloc 0 4k\npwrite 0 ${next()}\ntruncate 2k\n` }),
  },
  'POST /run/job/cancel': { may: SIGNED_IN, body: runOf },
  // Writes on a list, by handlers of this test.
  'POST /test/open/commenter': { may: ['commenter', 'maintainer', 'admin'], body: async () => ({}) },
  'POST /test/open/maintainer': { may: ['maintainer', 'admin'], body: async () => ({}) },
  'POST /test/secret/commenter': { may: ['maintainer', 'admin'], denied: 404, body: async () => ({}) },
  'POST /test/secret/maintainer': { may: ['maintainer', 'admin'], denied: 404, body: async () => ({}) },
  'POST /test/nowhere/maintainer': { may: [], denied: 404, body: async () => ({}) },
};
