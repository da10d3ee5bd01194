import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createParsePool } from '@/ingest/parse/pool.ts';
import { openTestArchive, type TestArchive } from '@/ingest/test-archive.ts';
import { ingestQuestions } from '@/ingest/test-questions.ts';
import { readThread } from '@/lib/design/read-thread.ts';
import { loadArchiveCounts } from '@/lib/store/archive-counts.ts';
import { loadDesign } from '@/lib/store/design.ts';
import { deriveDesigns } from '@/lib/store/designs.ts';
import { takeDown } from '@/lib/store/judge/take-down.ts';
import { runWrite } from '@/lib/store/write.ts';

/** One thread for which extraction throws: it is set aside, and all else is derived. */

let archive: TestArchive;
const pool = createParsePool();

beforeAll(async () => {
  archive = await openTestArchive();
  process.env['DOCKET_WEB_DATABASE_URL'] = archive.appUrl;
});
afterAll(async () => {
  delete process.env['DOCKET_WEB_DATABASE_URL'];
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
  expect(await runWrite((write) => takeDown(write, 'odd-1@x'))).toBe(1);
  expect(await rows()).toEqual(['odd@x about odd  0']);
  expect(await archive.sql`SELECT FROM operational.unjudged WHERE failure IS NOT NULL`).toHaveLength(0);
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
