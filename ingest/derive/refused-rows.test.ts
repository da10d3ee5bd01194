import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { deriveEverything } from '@/ingest/derive/derive.ts';
import { createParsePool } from '@/ingest/parse/pool.ts';
import { openTestArchive, type TestArchive } from '@/ingest/test-archive.ts';
import { ingestQuestions } from '@/ingest/test-questions.ts';
import { deriveWhole } from '@/lib/series/derive.ts';
import { loadArchiveCounts } from '@/lib/store/archive-counts.ts';
import { transact } from '@/lib/store/database/transact.ts';
import { derivePending } from '@/lib/store/derive/derive.ts';
import { deriveDesigns } from '@/lib/store/derive/designs.ts';
import { DERIVED_TABLES, digestTables } from '@/lib/store/derive/table-digests.ts';
import { withdraw } from '@/lib/store/keep/withdraw.ts';
import { loadThread } from '@/lib/store/thread.ts';

/** Rows that the database refuses: their thread or design is set aside with the reason, and all else is derived. */

let archive: TestArchive;
const pool = createParsePool();

beforeAll(async () => {
  archive = await openTestArchive();
});
afterAll(async () => {
  await pool.close();
  await archive.close();
});
beforeEach(async () => {
  await archive.empty();
  await archive.owner`TRUNCATE operational.undesigned`;
});

const MAILS = ['a', 'odd', 'odd-1 < odd', 'z', '[PATCH] p', 'p-1 < p', '[PATCH v2] q'];

/** A constraint that a defect meets. It is gone after `work`. */
async function refusing(table: string, condition: string, work: () => Promise<void>): Promise<void> {
  await archive.owner.unsafe(`ALTER TABLE ${table} ADD CONSTRAINT odd CHECK (${condition})`);
  try {
    await work();
  } finally {
    await archive.owner.unsafe(`ALTER TABLE ${table} DROP CONSTRAINT odd`);
  }
}

/** Threads with their mails, series and failures, and those of which a failure is all there is. */
async function threads(): Promise<readonly string[]> {
  const found = await archive.sql<{ line: string }[]>`
    SELECT concat_ws(' ', x.id, t.message_count, (SELECT string_agg('v' || version, ',') FROM derived.series s
      WHERE s.thread_id = x.id), f.failure) AS line
    FROM (SELECT id FROM derived.thread UNION SELECT thread_id FROM derived.thread_failure) x
      LEFT JOIN derived.thread t ON t.id = x.id LEFT JOIN derived.thread_failure f ON f.thread_id = x.id
    ORDER BY x.id`;
  return found.map(({ line }) => line);
}

/** The same comes out of what is derived when it comes in, again, and of a derivation of everything. */
async function check(expected: readonly string[], derive: typeof deriveWhole = deriveWhole): Promise<void> {
  await ingestQuestions(archive, pool, MAILS);
  await archive.sql`INSERT INTO operational.underived SELECT key FROM derived.message`;
  await derivePending(archive.sql, derive);
  expect(await threads()).toEqual(expected);
  await deriveDesigns(archive.sql);
  const digests = await digestTables(archive.sql, DERIVED_TABLES);
  await deriveEverything(archive.sql, pool, () => undefined, { derive });
  expect(await digestTables(archive.sql, DERIVED_TABLES)).toEqual(digests);
  await archive.sql`INSERT INTO operational.underived SELECT key FROM derived.message WHERE message_id LIKE '%-1@x'`;
  await derivePending(archive.sql, derive);
  await deriveDesigns(archive.sql);
  expect(await digestTables(archive.sql, DERIVED_TABLES)).toEqual(digests);
}

const REFUSED = 'The database refused it: new row for relation';
const WELL = ['a@x 1', 'odd@x 2', 'p@x 2 v1', 'q@x 1 v2', 'z@x 1'];
const instead = (id: string, line: string): readonly string[] =>
  WELL.map((one) => (one.startsWith(`${id}@x`) ? line : one));

test('a series that is refused: its thread keeps its mails, and doctor names it', async () => {
  const failure = `${REFUSED} "series" violates check constraint "odd"`;
  await refusing('derived.series', "thread_id <> 'p@x'", async () => {
    await check(instead('p', `p@x 2 ${failure}`));
    expect(await loadArchiveCounts(archive.sql)).toMatchObject({
      apart: 1,
      firstApart: { id: 'p@x', failure },
    });
    expect((await loadThread('devel', 'p-1@x'))?.failure).toBe(failure);
  });
  // It is tried again when its thread changes, and so are those that share a key with it.
  await archive.sql`INSERT INTO operational.underived SELECT key FROM derived.message WHERE message_id = 'q@x'`;
  await derivePending(archive.sql);
  expect(await threads()).toEqual(WELL);
});

test('keys that are refused: the thread is derived by itself', () =>
  refusing('derived.series_key', "thread_id <> 'p@x'", () =>
    check(instead('p', `p@x 2 ${REFUSED} "series_key" violates check constraint "odd"`)),
  ));

test('a thread that is refused itself is left out', async () => {
  await refusing('derived.thread', "id <> 'odd@x'", () =>
    check(instead('odd', `odd@x ${REFUSED} "thread" violates check constraint "odd"`)),
  );
  await deriveEverything(archive.sql, pool, () => undefined);
  expect(await threads()).toEqual(WELL);
});

test('a number that does not fit into its field is refused on the way', () =>
  check(
    instead(
      'p',
      'p@x 2 The database refused it: The value of "value" is out of range. It must be >= -2147483648 and <= ' +
        '2147483647. Received 1_099_511_627_776',
    ),
    (messages) => {
      const derived = deriveWhole(messages);
      const series = derived.series.map((one) => (one.id === 'p@x' ? { ...one, total: 2 ** 40 } : one));
      return { ...derived, series };
    },
  ));

test('an item that is refused: its design is set aside', async () => {
  const failure = `${REFUSED} "item" violates check constraint "odd"`;
  await refusing('derived.item', "message_id <> 'odd-1@x'", async () => {
    await check(WELL);
    expect(await loadArchiveCounts(archive.sql)).toMatchObject({
      setAside: 1,
      firstSetAside: { id: 'odd@x', failure },
    });
  });
  // What q asks is p's question again, and no item (lib/design/without-repeats.ts).
  expect(await archive.sql`SELECT FROM derived.item`).toHaveLength(MAILS.length - 2 - 1);
});

test('a table that is not as it should be sets nothing aside: the notes stay', async () => {
  await ingestQuestions(archive, pool, MAILS);
  await archive.sql`INSERT INTO operational.underived SELECT key FROM derived.message`;
  await archive.owner`ALTER TABLE derived.patch RENAME TO gone`;
  try {
    await expect(derivePending(archive.sql)).rejects.toThrow('derived.patch');
  } finally {
    await archive.owner`ALTER TABLE derived.gone RENAME TO patch`;
  }
  expect(await threads()).toEqual(WELL);
  await derivePending(archive.sql);
  expect(await loadArchiveCounts(archive.sql)).toMatchObject({ underived: 0, apart: 0 });
});

test('a message that is refused is kept as one that cannot be read, whatever it is read with', async () => {
  const odd = async (): Promise<unknown> => {
    const [row] = await archive.sql`
      SELECT subject, body, (SELECT detail FROM derived.message_problem WHERE message_key = key) AS problem
      FROM derived.message WHERE message_id = 'odd-1@x'`;
    return row;
  };
  await refusing('derived.message', "message_id <> 'odd-1@x' OR body = ''", async () => {
    await ingestQuestions(archive, pool, MAILS);
    expect(await threads()).toEqual(WELL);
    const problem = `${REFUSED} "message" violates check constraint "odd"`;
    expect(await odd()).toEqual({ subject: 'about odd-1', body: '', problem });
    expect(await loadArchiveCounts(archive.sql)).toMatchObject({ messages: 7, quarantined: 1 });
    await deriveDesigns(archive.sql);
    const digests = await digestTables(archive.sql, DERIVED_TABLES);
    await deriveEverything(archive.sql, pool, () => undefined);
    expect(await digestTables(archive.sql, DERIVED_TABLES)).toEqual(digests);
  });
  // The bytes are there: what is mended reads it.
  await deriveEverything(archive.sql, pool, () => undefined);
  expect(await odd()).toMatchObject({ body: expect.stringContaining('dirty'), problem: null });
});

test('a message that is held again after it was withdrawn, and refused by then, fails no reading', async () => {
  await ingestQuestions(archive, pool, MAILS);
  const keys = await archive.sql<{ key: string }[]>`
    SELECT key FROM derived.message WHERE message_id IN ('odd-1@x', 'z@x')`;
  const withdrawn = keys.map(({ key }) => key);
  await transact(archive.sql, (transaction) => withdraw(transaction, 'test', withdrawn, 'spam'));
  await refusing('derived.message', "message_id <> 'odd-1@x' OR body = ''", async () => {
    await ingestQuestions(archive, pool, MAILS);
    expect(await threads()).toEqual(WELL);
    expect(await loadArchiveCounts(archive.sql)).toMatchObject({ messages: 7, quarantined: 1 });
    await deriveDesigns(archive.sql);
    const digests = await digestTables(archive.sql, DERIVED_TABLES);
    await deriveEverything(archive.sql, pool, () => undefined);
    expect(await digestTables(archive.sql, DERIVED_TABLES)).toEqual(digests);
  });
});
