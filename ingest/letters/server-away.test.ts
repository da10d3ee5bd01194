import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { runDocket } from '@/ingest/hostile/test-run-docket.ts';
import { runLetters } from '@/ingest/letters/run-letters.ts';
import { STEPS } from '@/ingest/letters/test-series.ts';
import { startSmtp, type TestSmtp } from '@/ingest/letters/test-smtp.ts';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { createAccount } from '@/lib/store/account/account-row.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { insertNotifications } from '@/lib/store/letters/notification-row.ts';
import { saveWish } from '@/lib/store/letters/wish-row.ts';
import { runWrite } from '@/lib/store/write.ts';

/** A mail server that is away for long costs a round one try, and no letter; one that refuses a letter is asked on. */

const NOW = Date.UTC(2024, 7, 8, 6);
const PEOPLE = ['ann', 'ben', 'cid'];

let database: TestDatabase;
let home = '';
let smtp: TestSmtp;
let deaf: Server;
let tries = 0;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'docket-away-'));
  database = await cloneDatabase(TEMPLATE);
  smtp = await startSmtp();
  deaf = createServer((socket) => {
    tries += 1;
    socket.on('error', () => undefined);
    socket.destroy();
  });
  await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve));
  Object.assign(process.env, {
    DOCKET_WEB_DATABASE_URL: database.appUrl,
    DOCKET_URL: 'https://docket.example',
    DOCKET_MAIL_FROM: 'Docket <docket@docket.example>',
  });
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const file = join(home, 'v1.mbox');
  await writeFile(file, STEPS.v1);
  expect((await runDocket(database, home, ['ingest', '--list', 'devel', file])).code).toBe(0);
  expect((await runDocket(database, home, ['derive'])).code).toBe(0);
}, 240_000);
/** A second try of a test begins as the first one did. */
beforeEach(async () => {
  tries = 0;
  smtp.behave('takes');
  await runWrite((write) => write.rows(sql`DELETE FROM operational.letter`));
  await runWrite((write) => write.rows(sql`UPDATE operational.notification SET mailed_at = now()`));
});
afterAll(async () => {
  for (const name of ['DOCKET_URL', 'DOCKET_SMTP_URL', 'DOCKET_MAIL_FROM', 'DOCKET_WEB_DATABASE_URL'])
    delete process.env[name];
  deaf.close();
  await smtp.close();
  await database.drop();
  await rm(home, { recursive: true });
});

/** An account with something to be mailed. */
async function tellOf(name: string): Promise<void> {
  await runWrite(async (write) => {
    const fields = {
      email: `${name}-${randomUUID()}@docket.example`,
      name,
      passwordHash: null,
      isAdmin: false,
    };
    const accountId = (await createAccount(write, fields)) ?? '';
    await saveWish(write, accountId, { digest: 'off', list: null, notify: true });
    const told = { kind: 'turn', cause: name, subject: 'v1@x', detail: { turn: 'author' } } as const;
    await insertNotifications(write, [{ accountId, ...told }]);
  });
}

function useServer(port: number): void {
  process.env['DOCKET_SMTP_URL'] = `smtp://127.0.0.1:${port}`;
}

/** As if so many hours had passed since the last try. */
async function wait(hours: number): Promise<void> {
  await runWrite((write) =>
    write.rows(
      sql`UPDATE operational.letter SET claimed_at = claimed_at - make_interval(hours => ${hours}::int)`,
    ),
  );
}

async function round(): Promise<readonly string[]> {
  smtp.mails.length = 0;
  await runLetters(NOW, false);
  return smtp.mails.map(({ to }) => /<(\w+)-/.exec(to)?.[1] ?? '').sort();
}

test('a server that is away is tried once a round, and when it is back after days all get their mail', async () => {
  for (const name of PEOPLE) await tellOf(name);
  const address = deaf.address();
  useServer(typeof address === 'object' && address !== null ? address.port : 0);
  for (let times = 1; times <= 12; times += 1) {
    expect(await runLetters(NOW, false)).toMatch(/ 0 mails; the mail server cannot be reached/);
    expect(tries).toBe(times);
    await wait(24);
  }
  useServer(smtp.port);
  expect(await round()).toEqual(PEOPLE);
  expect(await round()).toEqual([]);
});

const PAUSES = [1, 1, 2, 4, 8, 16, 24, 24];

test('a letter that is refused is tried at longer and longer intervals for four days, then no more', async () => {
  useServer(smtp.port);
  for (const [name, lastly] of [
    ['dan', 'takes'],
    ['fay', 'refuses'],
  ] as const) {
    await tellOf(name);
    smtp.behave('refuses');
    await round();
    for (const pause of PAUSES) {
      // Not before.
      smtp.behave('takes');
      expect(await round()).toEqual([]);
      smtp.behave('refuses');
      await wait(pause);
      await round();
    }
    smtp.behave(lastly);
    await wait(24);
    expect(await round()).toEqual(lastly === 'takes' ? [name] : []);
    smtp.behave('takes');
    await wait(240);
    expect(await round()).toEqual([]);
  }
});

test('a clock that was set back delays nothing', async () => {
  useServer(smtp.port);
  await tellOf('eva');
  smtp.behave('refuses');
  await round();
  smtp.behave('takes');
  await wait(-25);
  expect(await round()).toEqual(['eva']);
});
