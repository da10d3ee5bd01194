import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createParsePool } from '@/ingest/parse/pool.ts';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { connectionOptions } from '@/lib/store/connection-options.ts';
import { derivePending } from '@/lib/store/derive.ts';
import { messageKey } from '@/lib/store/message-key.ts';
import { removeMessage } from '@/lib/store/remove-message.ts';
import { type IncomingMessage, saveBatch } from '@/lib/store/save-batch.ts';
import { registerSource } from '@/lib/store/source.ts';

const MAIL = `From: Ann <ann@example.org>
Date: Thu, 18 Jul 2024 10:00:00 +0000
Message-ID: <a@example.org>
Subject: x

text
`;
/** Far longer than either needs to reach its lock on a busy machine. */
const UNDER_WAY_MS = 500;

let database: TestDatabase;
let sql: Sql;
let mail: Pick<IncomingMessage, 'row'>;

beforeAll(async () => {
  database = await cloneDatabase(TEMPLATE);
  sql = postgres({ ...connectionOptions(database.appUrl), max: 4, onnotice: () => undefined });
  const pool = createParsePool();
  const [parsed] = await pool.parseRows([{ bytes: Buffer.from(MAIL), list: null, where: 'test' }]);
  await pool.close();
  mail = parsed as typeof mail;
  await registerSource(sql, { name: 'test', location: 'test', list: null });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});
beforeEach(() => save('one'));

async function save(list: string): Promise<void> {
  const messages = [{ bytes: Buffer.from(MAIL), lists: [list], ...mail }];
  await saveBatch(sql, 'test', { messages, cursor: null, part: null, problem: null });
}

/** Runs `write` while a derivation of the same message has read it and not yet written its thread; then derives. */
async function check(write: () => Promise<unknown>, expected: readonly unknown[]): Promise<void> {
  const blocker = await sql.reserve();
  await blocker`BEGIN`;
  await blocker`LOCK TABLE derived.thread IN ACCESS EXCLUSIVE MODE`;
  const deriving = derivePending(sql);
  await pause();
  const writing = write();
  await pause();
  await blocker`COMMIT`;
  blocker.release();
  await Promise.all([deriving, writing]);
  await derivePending(sql);
  expect([...(await sql`SELECT lists FROM derived.thread`)]).toEqual(expected);
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, UNDER_WAY_MS));
}

test('a list that is added while its message is derived is not forgotten', async () => {
  await check(() => save('two'), [{ lists: ['one', 'two'] }]);
});

test('a message that is withdrawn while it is derived leaves its thread', async () => {
  // Noted anew, as after an ingest that was killed before it derived.
  await save('three');
  const key = messageKey(mail.row.messageId, mail.row.contentHash);
  await check(() => removeMessage(sql, 'test', null, { key, reason: 'test' }), []);
});
