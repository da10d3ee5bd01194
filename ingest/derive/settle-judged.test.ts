import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createParsePool } from '@/ingest/parse/pool.ts';
import { holdConnection } from '@/ingest/postgres/test-database.ts';
import { openTestArchive, type TestArchive } from '@/ingest/test-archive.ts';
import { ingestQuestions } from '@/ingest/test-questions.ts';
import type { Act, Seen } from '@/lib/judge/judgement.ts';
import { savePrivacy } from '@/lib/store/account/list-row.ts';
import { loadArchiveCounts } from '@/lib/store/archive-counts.ts';
import { LOCKS } from '@/lib/store/database/locks.ts';
import { deriveDesigns } from '@/lib/store/derive/designs.ts';
import { importEntries } from '@/lib/store/judge/import-log.ts';
import { settleJudged, settleJudgement } from '@/lib/store/judge/settle-judged.ts';
import { runWrite } from '@/lib/store/write.ts';

/** The rows of judged designs where something goes wrong, or comes between. */

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
  await archive.owner`TRUNCATE operational.undesigned, operational.unjudged, operational.private_list`;
});
// The log stays, so each test has mails of its own.

async function ingest(...mails: readonly string[]): Promise<void> {
  await ingestQuestions(archive, pool, mails);
  await deriveDesigns(archive.sql);
}

let recordedAt = Date.UTC(2024, 8, 1);

/** Gives the id of the judgement. */
async function judge(act: Act<Seen>): Promise<string> {
  recordedAt += 1_000;
  const id = randomUUID();
  const said = { id, author: 'ann@docket.example', recordedAt, effectiveAt: null, reason: null };
  const judgement = { ...said, onTop: [], suggestedBy: null, act };
  expect(await importEntries([{ type: 'judgement', judgement }])).toEqual([{ kind: 'added' }]);
  return id;
}

/** Somebody says that a mail has an objection; gives the id of the judgement. */
async function object(messageId: string): Promise<string> {
  const [row] = await archive.sql<{ item: Seen }[]>`
    SELECT json_build_object('kind', 'objection', 'title', 'No', 'anchor', json_build_object('messageId', message_id,
      'contentHash', content_hash, 'bodyHash', body_hash, 'start', 0, 'end', 9, 'exact', left(body, 9), 'prefix', '',
      'suffix', '')) AS item FROM derived.message WHERE message_id = ${messageId} AND first_of_id`;
  return judge({ verb: 'add', item: row?.item as Seen });
}

/** Somebody says that two designs are one. */
async function join(design: string, other: string): Promise<void> {
  await judge({ verb: 'merge-designs', design, with: other });
}

/** Judged designs with their threads and objections, of readers who see every list. */
async function designs(): Promise<readonly string[]> {
  const rows = await archive.sql<{ line: string }[]>`
    SELECT d.id || ' ' || array_to_string(d.thread_ids, ',') || ' ' || d.objections || ' ' ||
      (SELECT count(*) FROM derived.judged_item i WHERE i.judged_id = d.id AND i.without = ''
        AND i.kind = 'objection') AS line
    FROM derived.judged_design d WHERE d.without = '' ORDER BY d.id`;
  return rows.map(({ line }) => line);
}

async function notes(): Promise<readonly string[]> {
  const rows = await archive.sql<
    { id: string }[]
  >`SELECT thread_id AS id FROM operational.unjudged ORDER BY id`;
  return rows.map(({ id }) => id);
}

/** A defect that one design meets. */
async function withDefect(work: () => Promise<void>): Promise<void> {
  await archive.owner.unsafe(`
    CREATE FUNCTION derived.refuse() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN IF NEW.id = 'odd@x' THEN RAISE EXCEPTION 'an odd design'; END IF; RETURN NEW; END $$;
    CREATE TRIGGER refuse BEFORE INSERT ON derived.judged_design FOR EACH ROW EXECUTE FUNCTION derived.refuse();`);
  await work().finally(() =>
    archive.owner.unsafe('DROP TRIGGER refuse ON derived.judged_design; DROP FUNCTION derived.refuse()'),
  );
}

test('a design whose rows cannot be made is set aside with the reason, the others are made', async () => {
  await ingest('odd', 'a', 'z');
  await object('odd@x');
  await settleJudged();
  await withDefect(async () => {
    const ids = [await object('odd@x'), await object('a@x'), await object('z@x')];
    await settleJudgement(ids[0] ?? '');
    await settleJudged();
    // What it was may show what was withdrawn.
    expect(await designs()).toEqual(['a@x a@x 1 1', 'z@x z@x 1 1']);
    expect(await notes()).toEqual(['odd@x']);
    const { unjudged, firstUnjudged } = await loadArchiveCounts(archive.sql);
    expect([unjudged, firstUnjudged?.id]).toEqual([1, 'odd@x']);
    expect(firstUnjudged?.failure).toContain('an odd design');
  });
  // It is not tried again and again, but when its thread changes.
  await settleJudged();
  expect(await notes()).toEqual(['odd@x']);
  await ingest('b < odd');
  await settleJudged();
  expect([await designs(), await notes()]).toEqual([['a@x a@x 1 1', 'odd@x odd@x 1 1', 'z@x z@x 1 1'], []]);
  expect(await loadArchiveCounts(archive.sql)).toMatchObject({ unjudged: 0, firstUnjudged: null });
});

test('a judged thread that a late mail joins with another has its rows there, whichever is first', async () => {
  for (const [root, late, first] of [
    ['c', 'd', 'c@x'],
    ['e', 'f', 'f@x'],
  ] as const) {
    await archive.empty();
    await ingest(root, `${root}-${late} < ${late}`);
    const id = await object(`${root}-${late}@x`);
    await settleJudged();
    expect(await designs()).toEqual([`${late}@x ${late}@x 1 1`]);
    await ingest(`${late} < ${root}`);
    await archive.owner`UPDATE operational.unjudged SET id = -id WHERE thread_id = ${first}`;
    await settleJudgement(id);
    await settleJudged();
    expect([await designs(), await notes()]).toEqual([[`${root}@x ${root}@x 1 1`], []]);
  }
});

/** Makes the rows, and does `work` before they get at a table. */
async function whileItWaits(table: string, work: (owner: TransactionSql) => Promise<void>): Promise<void> {
  const settling = archive.owner.begin(async (owner) => {
    await owner.unsafe(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
    const done = settleJudged();
    for (let waiting = false; !waiting; await sleep(5)) {
      const [row] = await archive.sql<{ any: boolean }[]>`
        SELECT EXISTS (SELECT FROM pg_locks WHERE relation = ${table}::regclass AND NOT granted) AS any`;
      waiting = row?.any === true;
    }
    await work(owner);
    return [done];
  });
  await Promise.all(await settling);
}

test('what a derivation adds while rows are made is kept from who may not see it', async () => {
  await ingest('g', 'h < g');
  await object('g@x');
  await archive.owner`INSERT INTO operational.private_list (list) VALUES ('secret')`;
  // Rows are read from items as well.
  await whileItWaits('derived.item', async (owner) => {
    await owner`UPDATE derived.message SET lists = '{secret}' WHERE message_id = 'h@x'`;
  });
  const rows = await archive.sql<{ without: string; shown: string[] }[]>`
    SELECT without, shown FROM derived.judged_design ORDER BY without`;
  expect(rows).toEqual([
    { without: '', shown: ['devel', 'secret'] },
    { without: 'secret', shown: ['devel'] },
  ]);
});

test('a list that becomes private while the first rows are made is noted', async () => {
  await ingest('m', 'n < m');
  await archive.owner`UPDATE derived.message SET lists = '{other}' WHERE message_id = 'n@x'`;
  await object('m@x');
  let saved: Promise<void> | null = null;
  await whileItWaits('derived.judged_item', async () => {
    saved = runWrite((write) => savePrivacy(write, 'other', true));
    // Time for it to look at rows that are not there yet.
    await sleep(200);
  });
  await saved;
  await settleJudged();
  const rows = await archive.sql`SELECT without FROM derived.judged_design ORDER BY without`;
  expect(rows.map((row) => row['without'])).toEqual(['', 'other']);
});

test('a design that takes too long is tried ever more rarely and named, the others are made', async () => {
  await ingest('slow', 's');
  await object('slow@x');
  await object('s@x');
  // Longer than a statement may take (lib/store/database/client.ts).
  await archive.owner.unsafe(`
    CREATE FUNCTION derived.delay() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN IF NEW.id = 'slow@x' THEN PERFORM pg_sleep(4); END IF; RETURN NEW; END $$;
    CREATE TRIGGER delay BEFORE INSERT ON derived.judged_design FOR EACH ROW EXECUTE FUNCTION derived.delay();`);
  const tries = async (): Promise<number> => {
    await settleJudged();
    const [row] = await archive.sql<
      { n: number }[]
    >`SELECT max(attempts)::int AS n FROM operational.unjudged`;
    return row?.n ?? 0;
  };
  const later = (seconds: number): Promise<unknown> =>
    archive.owner`UPDATE operational.unjudged SET tried_at = tried_at - make_interval(secs => ${seconds})`;
  try {
    expect(await tries()).toBe(1);
    expect([await designs(), await notes()]).toEqual([['s@x s@x 1 1'], ['slow@x']]);
    // Not again at once, then after 10 and after 20 seconds.
    expect(await tries()).toBe(1);
    await later(11);
    expect(await tries()).toBe(2);
    await later(11);
    expect(await tries()).toBe(2);
    expect((await loadArchiveCounts(archive.sql)).firstSlow).toBeNull();
    await later(11);
    expect(await tries()).toBe(3);
    expect(await loadArchiveCounts(archive.sql)).toMatchObject({
      slow: 1,
      firstSlow: { id: 'slow@x', attempts: 3 },
    });
  } finally {
    await archive.owner.unsafe('DROP TRIGGER delay ON derived.judged_design; DROP FUNCTION derived.delay()');
  }
  // What is said anew is tried at once.
  await settleJudgement(await object('slow@x'));
  await settleJudged();
  expect([await designs(), await notes()]).toEqual([['s@x s@x 1 1', 'slow@x slow@x 1 1'], []]);
});

/** Somebody has the lock for long: waited for by each of eight in turn it would take sixteen seconds. */
async function checkHeld(work: () => Promise<unknown>): Promise<void> {
  const held = await holdConnection(archive.owner);
  try {
    await held`SELECT pg_advisory_lock(${LOCKS.judged})`;
    const from = performance.now();
    await work();
    expect(performance.now() - from).toBeLessThan(14_000);
  } finally {
    await held`SELECT pg_advisory_unlock(${LOCKS.judged})`;
    held.release();
  }
  await settleJudged();
}

test('who judged does not wait for long, however many wait before', async () => {
  const names = Array.from({ length: 8 }, (_, n) => `i${n}`);
  await ingest(...names);
  const ids: string[] = [];
  for (const name of names) ids.push(await object(`${name}@x`));
  await checkHeld(() => Promise.all(ids.map((id) => settleJudgement(id))));
  expect([(await designs()).length, await notes()]).toEqual([8, []]);
});

test('threads that people joined are not tried one after the other where the first one had to wait', async () => {
  const names = Array.from({ length: 8 }, (_, n) => `o${n}`);
  await ingest(...names);
  for (const name of names.slice(1)) await join('o0@x', `${name}@x`);
  await checkHeld(settleJudged);
  const joined = names.map((name) => `${name}@x`).join();
  expect([await designs(), await notes()]).toEqual([[`o0@x ${joined} 0 0`], []]);
});

test('items of a mail are those of its design, also where another bears its id in a thread elsewhere', async () => {
  await ingest('t', 'u', 't < u');
  await object('t@x');
  await object('u@x');
  const expected = ['t@x t@x 1 1', 'u@x u@x 1 1'];
  // Whichever is made last.
  for (const order of [
    ['t@x', 'u@x'],
    ['u@x', 't@x'],
  ]) {
    for (const thread of order) {
      await archive.sql`INSERT INTO operational.unjudged (thread_id) VALUES (${thread})`;
      await settleJudged();
    }
    expect([await designs(), await notes()]).toEqual([expected, []]);
  }
});

test('who settles for all comes to an end while people go on judging', async () => {
  await ingest('a');
  await object('a@x');
  const over = new AbortController();
  const judging = (async () => {
    while (!over.signal.aborted) {
      await archive.sql`INSERT INTO operational.unjudged (thread_id) VALUES ('a@x')`;
    }
  })();
  const end = await Promise.race([settleJudged().then(() => 'settled'), sleep(60_000, 'still at it')]);
  over.abort();
  await judging;
  // The test after this one begins with nothing at work.
  await settleJudged();
  expect(end).toBe('settled');
  expect(await notes()).toEqual([]);
});
