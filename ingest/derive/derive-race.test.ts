import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { deriveEverything } from '@/ingest/derive/derive.ts';
import { createParsePool } from '@/ingest/parse/pool.ts';
import { cloneDatabase, holdConnection, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { isDerivationStale } from '@/lib/store/derive/derivation.ts';
import { derivePending } from '@/lib/store/derive/derive.ts';
import { removeMessage } from '@/lib/store/keep/remove-message.ts';
import { type IncomingMessage, saveBatch } from '@/lib/store/keep/save-batch.ts';
import { saveMailmap } from '@/lib/store/mailmap.ts';
import { registerSource } from '@/lib/store/sources/source.ts';

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

type Held = Omit<IncomingMessage, 'lists'>;

function take({ row: { messageId, contentHash }, bytes }: Held): Promise<boolean> {
  return removeMessage(sql, 'test', null, { messageId, contentHash, bytes, reason: 'test' });
}

/** Runs `write` while a derivation of the same message has read it and not yet written its thread; then derives. */
async function check(write: () => Promise<unknown>, expected: readonly unknown[]): Promise<void> {
  const blocker = await holdConnection(sql);
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
  expect([...(await sql`SELECT lists FROM derived.thread ORDER BY id`)]).toEqual(expected);
  // Searches take lists and times from beside the words.
  const place = (key: string): string => `SELECT ${key}, lists, sent_at, received_at`;
  const rows = await sql.unsafe(`
    (${place('key')} FROM derived.message EXCEPT ${place('message_key')} FROM cache.message_search) UNION ALL
    (${place('message_key')} FROM cache.message_search EXCEPT ${place('key')} FROM derived.message)`);
  expect([...rows]).toEqual([]);
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
  await check(() => take({ ...mail, bytes: Buffer.from(MAIL) }), []);
});

test('a mail that is shown again beside one whose id goes back to another waits for no circle', async () => {
  const pool = createParsePool();
  const mails = [
    MAIL.replace('<a@', '<b@'),
    MAIL.replace('<a@', '<b@').replace('text', 'other text'),
    MAIL.replace('<a@', '<c@'),
  ];
  const parsed = await pool.parseRows(
    mails.map((text) => ({ bytes: Buffer.from(text), list: null, where: 'test' })),
  );
  await pool.close();
  const [first, heir, back] = parsed.map(({ row }, n) => ({ row, bytes: Buffer.from(mails[n] ?? '') }));
  const put = (list: string, ...some: readonly (Held | undefined)[]): Promise<unknown> => {
    const messages = some.flatMap((one) => (one === undefined ? [] : [{ ...one, lists: [list] }]));
    return saveBatch(sql, 'test', { messages, cursor: null, part: null, problem: null });
  };
  await put('one', first, heir, back);
  await take(first as Held);
  await derivePending(sql);
  // The derivation gives the id back to `first`, so it writes to `heir`, and has read that `back` is gone.
  await put('one', first);
  await take(back as Held);
  const lists = [['one', 'three', 'two'], ...[1, 2].map(() => ['one', 'two'])];
  await check(
    () => put('two', heir, back),
    lists.map((own) => ({ lists: own })),
  );
});

test('a mailmap that is given while everything is derived leaves the derivation due', async () => {
  const blocker = await holdConnection(sql);
  await blocker`BEGIN`;
  // The derivation comes here when it has read the mailmap.
  await blocker`LOCK TABLE operational.undesigned IN EXCLUSIVE MODE`;
  const pool = createParsePool();
  const deriving = deriveEverything(sql, pool, () => undefined);
  await pause();
  const saving = saveMailmap(sql, 'Ann <ann@example.org> <ann@new.example.org>\n');
  await pause();
  await blocker`COMMIT`;
  blocker.release();
  await Promise.all([deriving, saving]);
  await pool.close();
  expect(await isDerivationStale(sql)).toBe(true);
  await saveMailmap(sql, null);
});

test('a mail that is shown again has the hash it was archived with, whatever a better reader makes of it', async () => {
  const { row } = mail;
  const read = { bytes: Buffer.from(MAIL), lists: ['one'], row: { ...row, contentHash: 'f'.repeat(64) } };
  // What the reader of today takes back is what the reader of then archived.
  expect(await take(read)).toBe(true);
  await saveBatch(sql, 'test', { messages: [read], cursor: null, part: null, problem: null });
  const hashes =
    await sql`SELECT content_hash AS hash FROM derived.message WHERE message_id = ${row.messageId}`;
  expect([...hashes]).toEqual([{ hash: row.contentHash }]);
});
