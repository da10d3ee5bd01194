import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { runDocket } from '@/ingest/hostile/test-run-docket.ts';
import { notifyAll } from '@/ingest/letters/notify.ts';
import { runLetters } from '@/ingest/letters/run-letters.ts';
import { account, asOwner, forget } from '@/ingest/letters/test-account.ts';
import { STEPS } from '@/ingest/letters/test-series.ts';
import { startSmtp, type TestSmtp, textOf } from '@/ingest/letters/test-smtp.ts';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { hashSecret } from '@/lib/auth/secret.ts';
import { privacyChanged, savePrivacy } from '@/lib/store/account/list-row.ts';
import { readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { unsubscribe } from '@/lib/store/letters/letter-row.ts';
import { insertNotifications } from '@/lib/store/letters/notification-row.ts';
import { saveWish, type Wish } from '@/lib/store/letters/wish-row.ts';
import { runWrite } from '@/lib/store/write.ts';

/** Notifications and mail about a series that is posted, reviewed and posted again, with a mail server of our own. */

const DAY = 86_400_000;
/** The morning after each of them. */
const AFTER = { reviewed: Date.UTC(2024, 7, 7, 6), v2: Date.UTC(2024, 7, 8, 6) };

let database: TestDatabase;
let home = '';
let smtp: TestSmtp;
let ann = '';
let ben = '';
let ofV1 = Number.NaN;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'docket-letters-'));
  database = await cloneDatabase(TEMPLATE);
  smtp = await startSmtp();
  Object.assign(process.env, {
    DOCKET_WEB_DATABASE_URL: database.appUrl,
    DOCKET_URL: 'https://docket.example',
    DOCKET_SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
    DOCKET_MAIL_FROM: 'Docket <docket@docket.example>',
  });
  ann = await account('ann');
  ben = await account('ben');
  await ingest('v1');
  ofV1 = await notify(AFTER.reviewed);
}, 240_000);
// Nobody wishes mail or got any: what earlier tests, or an earlier try of the same one, asked for is their own.
beforeEach(async () => {
  smtp.mails.length = 0;
  smtp.behave('takes');
  await asOwner(database, (owner) => owner`TRUNCATE operational.letter, operational.account_wish`);
});
afterAll(async () => {
  for (const name of ['DOCKET_URL', 'DOCKET_SMTP_URL', 'DOCKET_MAIL_FROM', 'DOCKET_WEB_DATABASE_URL']) {
    delete process.env[name];
  }
  await smtp.close();
  await database.drop();
  await rm(home, { recursive: true });
});

async function ingest(step: keyof typeof STEPS): Promise<void> {
  const file = join(home, `${step}.mbox`);
  await writeFile(file, STEPS[step]);
  expect((await runDocket(database, home, ['ingest', '--list', 'devel', file])).code).toBe(0);
  await derive();
}

async function derive(): Promise<void> {
  expect((await runDocket(database, home, ['derive'])).code).toBe(0);
}

async function wish(id: string, wanted: Wish): Promise<void> {
  await runWrite((write) => saveWish(write, id, wanted));
  // As if it had been asked for long ago: the mails of this test are old.
  const owner = sql`UPDATE operational.account_wish SET digest_since = digest_since - interval '9 years',
    notify_since = notify_since - interval '9 years'`;
  await runWrite((write) => write.rows(owner));
}

async function told(id: string): Promise<readonly { readonly kind: string; readonly detail: object }[]> {
  return readOperational(sql`
    SELECT kind, detail FROM operational.notification WHERE account_id = ${id}::uuid ORDER BY created_at, kind`);
}

async function notify(now: number): Promise<number> {
  const failed: unknown[] = [];
  const count = await notifyAll(now, failed);
  expect(failed).toEqual([]);
  return count;
}

const TURN = { kind: 'turn', detail: { turn: 'author' } };
const POINTS = { kind: 'points', detail: { answered: 1, skipped: 1, unclear: 0, earlier: 'v1@x' } };

test('a review makes it the turn of the author, once, however often it is derived', async () => {
  expect(ofV1).toBe(0);
  await forget(database, ann);
  await ingest('reviewed');
  expect(await notify(AFTER.reviewed)).toBe(1);
  expect(await told(ann)).toEqual([TURN]);
  // Ben wrote it himself.
  expect(await told(ben)).toEqual([]);
  await derive();
  expect(await notify(AFTER.reviewed)).toBe(0);
  expect(await notify(AFTER.v2 + 300 * DAY)).toBe(0);
});

test('a new version tells a reviewer which points it answers and skips, and of no turn beside that', async () => {
  await forget(database, ben);
  await ingest('v2');
  expect(await notify(AFTER.v2)).toBe(1);
  expect(await told(ben)).toEqual([POINTS]);
  expect(await notify(AFTER.v2)).toBe(0);
  await derive();
  expect(await notify(AFTER.v2)).toBe(0);
  expect(await told(ann)).toEqual([TURN]);
});

test('history that is read in late is told to nobody', async () => {
  const old = await account('old');
  await ingest('old');
  const [series] = await readOperational<{ readonly turn: string }>(sql`
    SELECT turn FROM derived.series WHERE id = 'old@x'`);
  expect(series?.turn).toBe('author');
  expect(await notify(AFTER.v2)).toBe(0);
  expect(await told(old)).toEqual([]);
});

test('notifications by mail: who wished it, once; refused they come later', async () => {
  // An earlier try mailed it.
  await asOwner(database, (owner) => owner`UPDATE operational.notification SET mailed_at = NULL`);
  await runLetters(AFTER.v2);
  expect(smtp.mails).toEqual([]);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await wish(ben, { digest: 'off', list: null, notify: true });
  smtp.behave('refuses');
  await runLetters(AFTER.v2);
  expect(smtp.mails).toEqual([]);
  smtp.behave('takes');
  // Not at once again.
  await runLetters(AFTER.v2);
  expect(smtp.mails).toEqual([]);
  await runWrite((write) =>
    write.rows(sql`UPDATE operational.letter SET claimed_at = claimed_at - interval '1 hour'`),
  );
  await runLetters(AFTER.v2);
  await runLetters(AFTER.v2);
  expect(smtp.mails.length).toBe(1);
  expect(smtp.mails[0]?.to).toContain('<ben@docket.example>');
  expect(textOf(smtp)).toMatch(/answers 1 of your 2 review points and\s+skips 1\./);
  expect(textOf(smtp)).toContain('https://docket.example/series/v1@x');
  expect(textOf(smtp)).toMatch(/^List-Unsubscribe:\s+<https:\/\/docket\.example\/unsubscribe\/[\w-]{43}>$/m);
});

test('the digest of a day: its words, once, and none twice after a kill', async () => {
  await wish(ann, { digest: 'mine', list: null, notify: false });
  await runLetters(AFTER.v2);
  await runLetters(AFTER.v2);
  await runLetters(AFTER.v2 + 3_600_000);
  expect(smtp.mails.length).toBe(1);
  const text = textOf(smtp);
  expect(text).toMatch(/^Subject: Docket digest, 2024-08-01 to 2024-08-07$/m);
  expect(text).toContain('v2 posted: zero: flush the range');
  expect(text).toMatch(/Review points of v1 in v2: 1 answered, 1 skipped\./);
  expect(text).toContain('This loop never ends when step_over fails');
  expect(text).toContain('https://docket.example/design/v1@x');
  const body = text.slice(text.indexOf('\n\n'));
  const long = body.split('\n').filter((line) => line.length > 72 && !line.includes('https://'));
  expect(long).toEqual([]);
  // Killed after the claim and before the mail: that day is over, the next is not.
  await runWrite((write) =>
    write.rows(sql`UPDATE operational.letter SET state = 'sending' WHERE kind = 'digest'`),
  );
  await runLetters(AFTER.v2 + 7_200_000);
  expect(smtp.mails.length).toBe(1);
  // A day without news has no mail, and the next digest goes on from there.
  await runLetters(AFTER.v2 + DAY);
  expect(smtp.mails.length).toBe(1);
  const [empty] = await readOperational<{ readonly state: string }>(sql`
    SELECT state FROM operational.letter WHERE cause = '2024-08-08'`);
  expect(empty?.state).toBe('empty');
});

test('a server that hangs up after it has the mail gets it once', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const dan = await account('dan');
  await wish(dan, { digest: 'all', list: 'devel', notify: false });
  smtp.behave('hangs up');
  await runLetters(AFTER.v2);
  smtp.behave('takes');
  await runWrite((write) =>
    write.rows(sql`UPDATE operational.letter SET claimed_at = claimed_at - interval '1 day'`),
  );
  await runLetters(AFTER.v2);
  expect(smtp.mails.length).toBe(1);
});

test('two workers at once send one digest', async () => {
  await wish(await account('eve'), { digest: 'all', list: null, notify: false });
  await Promise.all([runLetters(AFTER.v2), runLetters(AFTER.v2)]);
  expect(smtp.mails.length).toBe(1);
});

test('the link in a mail ends it, and no other link does', async () => {
  const fay = await account('fay');
  await wish(fay, { digest: 'all', list: null, notify: false });
  await runLetters(AFTER.v2);
  const secret = /\/unsubscribe\/([\w-]{43})/.exec(textOf(smtp))?.[1] ?? '';
  expect(await runWrite((write) => unsubscribe(write, hashSecret(`${secret.slice(1)}A`)))).toBeNull();
  const ended = await runWrite((write) => unsubscribe(write, hashSecret(secret)));
  expect(ended).toEqual({ kind: 'digest', accountId: fay });
  await runLetters(AFTER.v2 + 30 * DAY);
  expect(smtp.mails.filter(({ to }) => to.includes('fay')).length).toBe(1);
});

test('an account whose digest cannot be made keeps no mail from the others', async () => {
  // Digests are made in the order of ids.
  const [first = '', other] = [ann, ben].sort();
  const refuse = `
    CREATE OR REPLACE FUNCTION operational.refuse() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'no letter for this one'; END $$;
    CREATE OR REPLACE TRIGGER refuse BEFORE INSERT ON operational.letter
      FOR EACH ROW WHEN (NEW.account_id = '${first}') EXECUTE FUNCTION operational.refuse();`;
  await asOwner(database, (owner) => owner.unsafe(refuse));
  try {
    for (const id of [ann, ben]) await wish(id, { digest: 'all', list: null, notify: false });
    expect(await runLetters(AFTER.v2)).toMatch(/ mails; 1 failed, the first: .*no letter for this one/s);
    const got = (id = ''): number =>
      smtp.mails.filter(({ to }) => to.includes(id === ann ? '<ann@' : '<ben@')).length;
    expect([got(first), got(other)]).toEqual([0, 1]);
  } finally {
    const end = 'DROP TRIGGER refuse ON operational.letter; DROP FUNCTION operational.refuse()';
    await asOwner(database, (owner) => owner.unsafe(end));
  }
});

test('the worker does it by itself', async () => {
  const ida = await account('ida');
  await wish(ida, { digest: 'off', list: null, notify: true });
  const cause = {
    accountId: ida,
    kind: 'turn',
    cause: randomUUID(),
    subject: 'v2@x',
    detail: { turn: 'author' },
  } as const;
  await runWrite((write) => insertNotifications(write, [cause]));
  const worker = spawn(process.execPath, [join(import.meta.dirname, '..', 'docket.mjs'), 'worker'], {
    env: {
      ...{ ...process.env, DOCKET_HOME: home },
      ...{ DATABASE_URL: database.ownerUrl, DOCKET_APP_DATABASE_URL: database.appUrl },
    },
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => worker.once('close', resolve));
  try {
    while (smtp.mails.length === 0) await sleep(100);
    expect(smtp.mails.map(({ to }) => to)).toEqual([expect.stringContaining('<ida@docket.example>')]);
    expect(textOf(smtp)).toMatch(/It is your turn, as the author: v2 of/);
  } finally {
    worker.kill('SIGTERM');
    await ended;
  }
});

test('a private list is in the mail of its people alone', async () => {
  const gus = await account('gus');
  await wish(gus, { digest: 'all', list: null, notify: true });
  await runWrite((write) => savePrivacy(write, 'devel', true));
  privacyChanged();
  await runLetters(AFTER.v2);
  expect(smtp.mails).toEqual([]);
  expect(await told(gus)).toEqual([]);
});

test('docket digest prints it on the terminal', async () => {
  const args = ['digest', '--since', '2024-08-07', '--until', '2024-08-07', '--person', 'ben@example.org'];
  const { code, stdout } = await runDocket(database, home, args);
  expect(code).toBe(0);
  expect(stdout).toContain('v2 posted: zero: flush the range');
  expect(stdout).toContain('WAITING FOR YOU');
  expect(stdout.split('\n').filter((line) => line.length > 72)).toEqual([]);
  expect((await runDocket(database, home, ['digest', '--since', 'yesterday'])).code).toBe(2);
});
