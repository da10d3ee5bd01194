import { TITLE_MAX } from '@/lib/design/titles/shorten.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { JOB_CHANNEL } from '@/lib/store/jobs/job.ts';
import { lockLog } from '@/lib/store/judge/log-lock.ts';
import { forgetJudged } from '@/lib/store/judge/unjudged.ts';
import { lockForWrite, type Write } from '@/lib/store/write.ts';

/** Whether an admin took one of these messages down: nothing is said about it any more. */
export async function isTakenDown(write: Write, messageIds: readonly string[]): Promise<boolean> {
  const rows = await write.rows(sql`
    SELECT message_id FROM ground.taken_down WHERE message_id = ANY(${messageIds}::text[]) LIMIT 1`);
  return rows.length > 0;
}

/**
 * Takes a message down for good, with its copies: bytes, words and everything that was said about them go in this
 * transaction, and no mail under its Message-ID is kept again (lib/store/keep/save-batch.ts). Its threads are derived
 * anew by the worker. Returns how many messages it were; 0 when there is none.
 */
export async function takeDown(write: Write, messageId: string): Promise<number> {
  await lockForWrite(write, 'writers');
  await lockLog(write);
  const ids = await findCopies(write, messageId);
  await forgetJudged(write, ids);
  const taken = await write.rows<{ readonly key: string }>(sql`
    SELECT key::text AS key FROM ground.take_down(${ids}::text[]) AS key`);
  if (taken.length === 0) return 0;
  const keys = taken.map(({ key }) => key);
  // What gave way to them, or stood back from their ids, is derived anew as well (lib/store/keep/alias-rows.ts).
  await write.rows(sql`
    INSERT INTO operational.underived (message_key)
    SELECT unnest(${keys}::uuid[]) UNION
    SELECT copy.key FROM derived.message gone JOIN derived.message copy
      ON copy.reconstructed AND copy.match_key = gone.match_key
    WHERE gone.key = ANY(${keys}::uuid[])
    ON CONFLICT DO NOTHING`);
  await write.rows(sql`DELETE FROM derived.alias WHERE alias_id = ANY(${ids}) OR message_id = ANY(${ids})`);
  await write.rows(sql`DELETE FROM cache.message_search WHERE message_key = ANY(${keys}::uuid[])`);
  await write.rows(sql`DELETE FROM derived.message_problem WHERE message_key = ANY(${keys}::uuid[])`);
  await write.rows(sql`DELETE FROM derived.message WHERE key = ANY(${keys}::uuid[])`);
  await blankNames(write, ids);
  await write.rows(sql`
    WITH added AS (INSERT INTO operational.job (kind, payload) VALUES ('settle', '{}') RETURNING id)
    SELECT pg_notify(${JOB_CHANNEL}, id::text) IS NULL AS told FROM added`);
  return keys.length;
}

/** The message and the copies put together from what Patchwork shows, by whichever id it was named. */
async function findCopies(write: Write, messageId: string): Promise<readonly string[]> {
  const rows = await write.rows<{ readonly id: string }>(sql`
    WITH own AS (
      SELECT ${messageId}::text AS id UNION SELECT message_id FROM derived.alias WHERE alias_id = ${messageId}
    )
    SELECT id FROM own UNION
    SELECT alias_id FROM derived.alias WHERE message_id IN (SELECT id FROM own) UNION
    SELECT copy.message_id FROM derived.message gone JOIN derived.message copy
      ON copy.reconstructed AND copy.match_key = gone.match_key
    WHERE gone.message_id IN (SELECT id FROM own)`);
  return rows.map(({ id }) => id);
}

/**
 * What threads, series and designs have of its words, until they are derived anew. Items that answer something may have
 * borrowed a title from it, through any number of answers: they are called by their own words.
 */
async function blankNames(write: Write, ids: readonly string[]): Promise<void> {
  const designs = sql`SELECT t.design_id FROM derived.design_thread t
    JOIN derived.thread_node n ON n.thread_id = t.thread_id WHERE n.message_id = ANY(${ids})`;
  // A thread is called as the first of its messages that is here: what its id names, the root, may not be.
  const called = sql`SELECT n.thread_id FROM derived.thread_node n
    WHERE n.message_id = ANY(${ids}) AND n.message_key IS NOT NULL AND NOT EXISTS (
      SELECT FROM derived.thread_node above WHERE above.thread_id = n.thread_id
        AND above.position < n.position AND above.message_key IS NOT NULL)`;
  await write.rows(sql`
    UPDATE derived.item SET title = left(btrim(regexp_replace(quote, '\\s+', ' ', 'g')), ${TITLE_MAX})
    WHERE targets <> '[]' AND design_id IN (${designs})`);
  await write.rows(sql`
    UPDATE derived.option o SET title = i.title FROM derived.item i
    WHERE i.id = o.id AND o.design_id IN (${designs})`);
  // An error may quote mail, that of a thread also mail of the threads that were derived with it.
  await write.rows(sql`UPDATE derived.thread_failure SET failure = ''`);
  await write.rows(
    sql`UPDATE derived.design SET failure = '' WHERE failure IS NOT NULL AND id IN (${designs})`,
  );
  await write.rows(sql`DELETE FROM derived.option WHERE id IN (
    SELECT id FROM derived.item WHERE message_id = ANY(${ids}))`);
  await write.rows(sql`DELETE FROM derived.item WHERE message_id = ANY(${ids})`);
  await write.rows(sql`UPDATE derived.thread SET subject = 'taken down' WHERE id IN (${called})`);
  await write.rows(sql`UPDATE derived.series SET name = 'taken down' WHERE id = ANY(${ids})`);
  await write.rows(sql`UPDATE derived.patch SET name = 'taken down' WHERE message_id = ANY(${ids})`);
  await write.rows(sql`DELETE FROM derived.pull_request WHERE id = ANY(${ids})`);
  await write.rows(sql`
    UPDATE derived.design SET name = 'taken down'
    WHERE thread_ids && ARRAY(${called}) OR series_ids && ${ids}::text[]`);
}
