import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deriveEverything } from '@/ingest/derive/derive.ts';
import { identityMails } from '@/ingest/hostile/identity-mails.ts';
import { type HostileMail, shapeMails } from '@/ingest/hostile/shape-mails.ts';
import { type HostileArchive, openHostileArchive } from '@/ingest/hostile/test-hostile-archive.ts';
import { writeMail } from '@/ingest/hostile/write-mail.ts';
import { openSource } from '@/ingest/sources/open-source.ts';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { quoteMboxrd } from '@/lib/mail/mbox/test-mboxrd.ts';
import { messageKey } from '@/lib/store/keep/message-key.ts';
import { mboxrdEntry } from '@/lib/view/mail/mboxrd.ts';

/** Every generated attack, each followed by honest mail, in one mbox and through everything that real mail passes. */
const HOSTILE: readonly HostileMail[] = [...shapeMails(), ...identityMails()];
const honest = (n: number): Buffer => writeMail(`honest-${n}`, { From: 'Ann <ann@docket.example>' });
const MAILS: readonly Uint8Array[] = HOSTILE.flatMap(({ bytes }, n) => [bytes, honest(n)]);
/** reliability.md, section 6: a hostile message takes at most this long to be read. */
const MESSAGE_MS_MAX = 2_000;

let archive: HostileArchive;
let folder = '';
let first: Awaited<ReturnType<HostileArchive['ingest']>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docket-hostile-'));
  archive = await openHostileArchive();
  first = await ingestMbox(MAILS.map(quoteMboxrd));
});
afterAll(async () => {
  await archive.close();
  await rm(folder, { recursive: true });
});

async function ingestMbox(pieces: readonly Uint8Array[]): ReturnType<HostileArchive['ingest']> {
  const path = join(folder, 'archive.mbox');
  await writeFile(path, Buffer.concat(pieces));
  return archive.ingest(await openSource(path, { list: null, cursor: null, home: folder }));
}

async function codesOf(key: string): Promise<readonly string[]> {
  const rows = await archive.sql<{ code: string }[]>`
    SELECT code FROM derived.message_problem WHERE message_key = ${key}`;
  return rows.map((row) => row.code);
}

async function keyOf({ bytes }: HostileMail): Promise<string> {
  const [parsed] = await archive.pool.parse([{ bytes, list: null, where: 'test' }]);
  return messageKey(parsed?.email.messageId ?? '', parsed?.email.contentHash ?? '');
}

test('an mbox of nothing but attacks and honest mail is stored whole', async () => {
  expect(first).toEqual({ stored: MAILS.length, duplicates: 0, removed: 0, problems: 0 });
  const rows = await archive.sql<{ body: string }[]>`
    SELECT body FROM derived.message WHERE from_email = 'ann@docket.example'`;
  expect(rows.map((row) => row.body).sort()).toEqual(HOSTILE.map((_, n) => `body of honest-${n}\n`).sort());
});

test.each(HOSTILE)('point $point, $name: in time, flagged, its bytes kept', async (mail) => {
  const startedAt = cpuMs();
  const key = await keyOf(mail);
  expect(cpuMs() - startedAt).toBeLessThan(MESSAGE_MS_MAX);
  expect(await codesOf(key)).toEqual(expect.arrayContaining([...mail.codes]));
  const [row] = await archive.sql<
    { bytes: Buffer }[]
  >`SELECT bytes FROM ground.raw_message WHERE key = ${key}`;
  const end = mail.bytes.at(-1) === 10 ? '' : '\n';
  expect(row?.bytes.equals(Buffer.concat([mail.bytes, Buffer.from(end)]))).toBe(true);
});

test('again, backwards and as exported: nothing new', async () => {
  const before = await archive.digest();
  expect(await ingestMbox(MAILS.map(quoteMboxrd))).toMatchObject({ stored: 0, duplicates: MAILS.length });
  expect(await ingestMbox([...MAILS].reverse().map(quoteMboxrd))).toMatchObject({ stored: 0 });
  const rows = await archive.sql<{ bytes: Buffer }[]>`SELECT bytes FROM ground.raw_message ORDER BY key`;
  expect(await ingestMbox(rows.map((row) => mboxrdEntry(row.bytes)))).toMatchObject({ stored: 0 });
  expect(await archive.digest()).toEqual(before);
});

/** Names of the messages that a word finds. */
async function found(word: string): Promise<readonly string[]> {
  const rows = await archive.sql<{ name: string }[]>`
    SELECT split_part(m.message_id, '@', 1) AS name FROM cache.message_search s
    JOIN derived.message m ON m.key = s.message_key
    WHERE s.text @@ plainto_tsquery('simple', ${word}) AND m.message_id LIKE 'search-%' ORDER BY 1`;
  return rows.map((row) => row.name);
}

test('point 4: what stands beside damaged letters is found, each message has its row in the index', async () => {
  const damage = Buffer.from([0xff, 0xc0, 0xaf, 0xed, 0xa0, 0x80]);
  await archive.ingest([
    writeMail('search-bytes', {}, Buffer.concat([Buffer.from('zebra '), damage, Buffer.from(' quagga\n')])),
    writeMail('search-charset', { 'Content-Type': 'text/plain; charset=y' }, 'quagga\n'),
    writeMail('search-utf-7', { 'Content-Type': 'text/plain; charset=utf-7' }, 'quagga +ADw-x+AD4-\n'),
    writeMail('search-subject', { Subject: '=?utf-16le?b?ANg=?= quagga' }),
    writeMail('search-nul', { 'Content-Type': 'text/plain; charset=utf-8' }, 'quagga \0 zebra\n'),
  ]);
  expect(await found('quagga')).toEqual([
    'search-bytes',
    'search-charset',
    'search-nul',
    'search-subject',
    'search-utf-7',
  ]);
  expect(await found('zebra')).toEqual(['search-bytes', 'search-nul']);
  const missing = await archive.sql`
    SELECT m.message_id FROM derived.message m LEFT JOIN cache.message_search s ON s.message_key = m.key
    WHERE s.message_key IS NULL`;
  expect([...missing]).toEqual([]);
});

test('a full derivation gives the same rows', async () => {
  const before = await archive.digest();
  await deriveEverything(archive.sql, archive.pool, () => undefined);
  expect(await archive.digest()).toEqual(before);
});

/** Root of the thread that holds a message. */
async function threadOf(name: string): Promise<string | undefined> {
  const [row] = await archive.sql<{ thread_id: string }[]>`
    SELECT thread_id FROM derived.thread_node
    WHERE message_id = ${`${name}@hostile.example`} AND message_key IS NOT NULL`;
  return row?.thread_id;
}

test('every message stands in exactly one thread', async () => {
  const rows = await archive.sql`
    SELECT key FROM derived.message m
    WHERE (SELECT count(*) FROM derived.thread_node n WHERE n.message_key = m.key) <> 1`;
  expect([...rows]).toEqual([]);
});

test('point 21: a message that cites fifty threads joins one and merges none', async () => {
  const roots = await Promise.all(Array.from({ length: 50 }, (_, n) => threadOf(`unrelated-${n}`)));
  expect(new Set(roots).size).toBe(50);
  expect(await threadOf('claims-fifty')).toBe('unrelated-49@hostile.example');
});

test('point 15: the first of an id keeps its place, the poison is beside it and marked', async () => {
  const rows = await archive.sql<{ line: string }[]>`
    SELECT m.first_of_id || ' ' || m.from_email AS line FROM derived.thread_node n
    JOIN derived.message m ON m.key = n.message_key
    WHERE n.thread_id = 'poisoned@hostile.example' ORDER BY n.position`;
  expect(rows.map((row) => row.line)).toEqual(['true eve@hostile.example', 'false mallory@hostile.example']);
});

test('point 22: no list page is led by a date of the future', async () => {
  const [row] = await archive.sql<{ last: Date }[]>`SELECT max(last_at) AS last FROM derived.thread`;
  expect(row?.last.toISOString()).toBe('2024-07-18T10:00:05.000Z');
});

test('point 23: what a sender claims of himself is no address', async () => {
  const rows = await archive.sql<{ from_email: string }[]>`
    SELECT from_email FROM derived.message WHERE message_id LIKE 'from-%@hostile.example'
      AND from_email <> 'eve@hostile.example' ORDER BY message_id`;
  expect(rows.map((row) => row.from_email)).toEqual([
    'e@hostile.example',
    'e@hostile.example',
    '',
    'e@hostile.example',
    'e@hostile.example',
    'owner@docket.example',
    'e@hostile.example',
  ]);
});
