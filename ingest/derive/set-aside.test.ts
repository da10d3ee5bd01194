import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { deriveEverything } from '@/ingest/derive/derive.ts';
import { createParsePool } from '@/ingest/parse/pool.ts';
import { showThread } from '@/ingest/show/show.ts';
import { openTestArchive, type TestArchive } from '@/ingest/test-archive.ts';
import { ingestQuestions } from '@/ingest/test-questions.ts';
import { readThread } from '@/lib/design/read-thread.ts';
import { deriveWhole } from '@/lib/series/derive.ts';
import { loadArchiveCounts } from '@/lib/store/archive-counts.ts';
import { derivePending } from '@/lib/store/derive/derive.ts';
import { deriveDesigns } from '@/lib/store/derive/designs.ts';
import { DERIVED_TABLES, digestTables } from '@/lib/store/derive/table-digests.ts';
import { loadDesign } from '@/lib/store/design/design.ts';
import { findThreadFailure } from '@/lib/store/find-list.ts';
import { takeDown } from '@/lib/store/judge/take-down.ts';
import { loadThread } from '@/lib/store/thread.ts';
import { runWrite } from '@/lib/store/write.ts';

/** One thread for which extraction throws: it is set aside, and all else is derived. */

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

const ingest = (...mails: readonly string[]): Promise<void> => ingestQuestions(archive, pool, mails);

/** As the reader of threads would be with a defect that one thread meets. */
const broken: typeof readThread = (thread, messages) => {
  if (thread.id === 'odd@x') throw new Error('Invariant broken: an odd\0 thread');
  return readThread(thread, messages);
};

async function rows(): Promise<readonly string[]> {
  const found = await archive.sql<{ line: string }[]>`
    SELECT d.id || ' ' || d.name || ' ' || coalesce(d.failure, '-') || ' ' ||
      (SELECT count(*) FROM derived.item i WHERE i.design_id = d.id) AS line
    FROM derived.design d ORDER BY d.id`;
  return found.map(({ line }) => line);
}

test('the thread is set aside with the reason, the others are derived', async () => {
  await ingest('a', 'odd', 'odd-1 < odd', 'z');
  expect(await deriveDesigns(archive.sql, broken)).toEqual({ designs: 3, items: 2 });
  expect(await rows()).toEqual([
    'a@x about a - 1',
    'odd@x about odd Invariant broken: an odd thread 0',
    'z@x about z - 1',
  ]);
  expect(await archive.sql`SELECT FROM operational.undesigned`).toHaveLength(0);
  expect((await loadDesign('odd-1@x'))?.extracted).toMatchObject({
    failure: 'Invariant broken: an odd thread',
    items: [],
    lists: ['devel'],
  });
  expect(await loadArchiveCounts(archive.sql)).toMatchObject({
    setAside: 1,
    firstSetAside: { id: 'odd@x', failure: 'Invariant broken: an odd thread' },
  });
});

/** As the derivation of series would be with a defect that these mails together meet. */
function brokenBy(...ids: readonly string[]): typeof deriveWhole {
  return (messages) => {
    const here = new Set<string>(messages.map(({ messageId }) => messageId));
    if (ids.every((id) => here.has(id))) throw new Error('Invariant broken: an odd\0 series');
    return deriveWhole(messages);
  };
}

/** Threads with their mails, series and failures. */
async function threads(): Promise<readonly string[]> {
  const found = await archive.sql<{ line: string }[]>`
    SELECT concat_ws(' ', t.id, t.message_count, (SELECT string_agg('v' || version, ',') FROM derived.series s
      WHERE s.thread_id = t.id), (SELECT failure FROM derived.thread_failure f WHERE f.thread_id = t.id)) AS line
    FROM derived.thread t ORDER BY t.id`;
  return found.map(({ line }) => line);
}

const PATCHES = ['[PATCH] p', '[PATCH v2] q'];
const FAILURE = 'Invariant broken: an odd series';

/** Derived again with a defect: all that changed, then everything; the same is set aside. */
async function check(ids: readonly string[], expected: readonly string[]): Promise<void> {
  await ingest('a', 'odd', 'odd-1 < odd', 'z', ...PATCHES);
  await archive.sql`INSERT INTO operational.underived SELECT key FROM derived.message`;
  await derivePending(archive.sql, brokenBy(...ids));
  expect(await threads()).toEqual(expected);
  await deriveDesigns(archive.sql);
  const digests = await digestTables(archive.sql, DERIVED_TABLES);
  await deriveEverything(archive.sql, pool, () => undefined, { derive: brokenBy(...ids) });
  expect(await digestTables(archive.sql, DERIVED_TABLES)).toEqual(digests);
  // One after the other: a closure has what failed together.
  await archive.sql`
    INSERT INTO operational.underived SELECT key FROM derived.message WHERE message_id = ${ids[0] ?? ''}`;
  await derivePending(archive.sql, brokenBy(...ids));
  await deriveDesigns(archive.sql);
  expect(await digestTables(archive.sql, DERIVED_TABLES)).toEqual(digests);
}

test('a thread of which series cannot be derived keeps its mails, and all others are derived', async () => {
  await check(['odd-1@x'], ['a@x 1', `odd@x 2 ${FAILURE}`, 'p@x 1 v1', 'q@x 1 v2', 'z@x 1']);
  expect(await loadArchiveCounts(archive.sql)).toMatchObject({
    underived: 0,
    apart: 1,
    firstApart: { id: 'odd@x', failure: FAILURE },
  });
  const page = await loadThread('devel', 'odd-1@x');
  expect(page?.failure).toBe(FAILURE);
  expect(await showThread('devel', 'odd-1@x', false)).toMatch(/an odd\s+series/);
  expect(await findThreadFailure(archive.sql, 'odd-1@x')).toBe(FAILURE);
  expect((await loadThread('devel', 'a@x'))?.failure).toBeNull();
  // It is tried again when it changes.
  await ingest('odd-2 < odd');
  expect((await threads())[1]).toBe('odd@x 3');
  expect(await loadArchiveCounts(archive.sql)).toMatchObject({ apart: 0, firstApart: null });
});

test('threads that fail together are set aside together, and are tried together again', async () => {
  await check(['p@x', 'q@x'], ['a@x 1', 'odd@x 2', `p@x 1 ${FAILURE}`, `q@x 1 ${FAILURE}`, 'z@x 1']);
  await ingest('p-1 < p');
  expect(await threads()).toEqual(['a@x 1', 'odd@x 2', 'p@x 2 v1', 'q@x 1 v2', 'z@x 1']);
});

test('it is tried again when the thread changes', async () => {
  await ingest('odd');
  await deriveDesigns(archive.sql, broken);
  expect(await rows()).toEqual(['odd@x about odd Invariant broken: an odd thread 0']);
  await ingest('odd', 'odd-1 < odd');
  await deriveDesigns(archive.sql);
  expect(await rows()).toEqual(['odd@x about odd - 2']);
  expect(await loadArchiveCounts(archive.sql)).toMatchObject({ setAside: 0, firstSetAside: null });
});

test('the reason, which may quote mail, goes at once with what is taken down', async () => {
  await ingest('odd', 'odd-1 < odd');
  await deriveDesigns(archive.sql, broken);
  await archive.sql`INSERT INTO operational.unjudged (thread_id, failure) VALUES ('odd@x', 'an odd mail')`;
  await archive.sql`INSERT INTO derived.thread_failure VALUES ('odd@x', 'an odd mail')`;
  expect(await runWrite((write) => takeDown(write, 'odd-1@x'))).toBe(1);
  expect(await rows()).toEqual(['odd@x about odd  0']);
  expect(await archive.sql`SELECT FROM operational.unjudged WHERE failure IS NOT NULL`).toHaveLength(0);
  expect(await archive.sql`SELECT FROM derived.thread_failure WHERE failure <> ''`).toHaveLength(0);
});

test('what the database throws sets nothing aside: the notes stay for the next time', async () => {
  await ingest('a', 'odd');
  await archive.owner.unsafe(`
    CREATE FUNCTION derived.refuse() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'not now' USING ERRCODE = '40001'; END $$;
    CREATE TRIGGER refuse BEFORE INSERT ON derived.design FOR EACH ROW EXECUTE FUNCTION derived.refuse();`);
  try {
    await expect(deriveDesigns(archive.sql)).rejects.toThrow('not now');
  } finally {
    await archive.owner.unsafe('DROP TRIGGER refuse ON derived.design; DROP FUNCTION derived.refuse()');
  }
  expect(await rows()).toEqual([]);
  expect(await deriveDesigns(archive.sql)).toEqual({ designs: 2, items: 2 });
});
