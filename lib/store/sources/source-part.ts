import type { Sql } from 'postgres';
import type { Json } from '@/lib/base/canonical-json.ts';
import type { Problem } from '@/lib/base/problem.ts';
import { lockUntilCommit } from '@/lib/store/database/locks.ts';
import { transact } from '@/lib/store/database/transact.ts';
import { withdraw } from '@/lib/store/keep/withdraw.ts';
import { saveCursor, saveSourceProblem } from '@/lib/store/sources/source.ts';

/**
 * What an archive holds, so that a message its keepers purged (taken out of its history, as public-inbox-purge does) is
 * withdrawn here too. A row of keys a batch, without an index over them: they are only read when a history was
 * rewritten.
 */
type Part = { readonly source: string; readonly part: string };

/** Notes the messages of a batch, part of its transaction. */
export async function savePartKeys(
  transaction: Sql,
  { source, part }: Part,
  keys: readonly string[],
): Promise<void> {
  if (keys.length === 0) return;
  await transaction`
    INSERT INTO operational.source_part (source, part, keys)
    VALUES (${source}, ${part}, ${keys}::uuid[])`;
}

/** A part is read from its first message on: what was known of it counts only until `endPart`. */
export async function beginPart(sql: Sql, { source, part }: Part, cursor: Json): Promise<void> {
  await transact(sql, async (transaction) => {
    await lockUntilCommit(transaction, 'writers');
    await transaction`
      UPDATE operational.source_part SET stale = true WHERE source = ${source} AND part = ${part} AND NOT stale`;
    await saveCursor(transaction, source, cursor, {});
  });
}

/**
 * A part that began was read to its end. Messages that it held before and that the source holds nowhere any more are
 * withdrawn; the source brings them back when it holds them again. When more than half are gone, this is another
 * archive at the same place, or a damaged one: nothing is withdrawn, and the problem says so.
 */
export async function endPart(
  sql: Sql,
  { source, part }: Part,
  cursor: Json,
): Promise<{ readonly removed: number; readonly problem: Problem | null }> {
  return transact(sql, async (transaction) => {
    await lockUntilCommit(transaction, 'writers');
    const rows = await transaction<{ key: string; stays: boolean }[]>`
      WITH here AS (
        SELECT DISTINCT unnest(keys) AS key FROM operational.source_part WHERE source = ${source} AND NOT stale
      ), known AS (
        SELECT DISTINCT unnest(keys) AS key FROM operational.source_part
        WHERE source = ${source} AND part = ${part} AND stale
      )
      SELECT key, here.key IS NOT NULL AS stays FROM known LEFT JOIN here USING (key)`;
    const gone = rows.flatMap(({ key, stays }) => (stays ? [] : [key]));
    const isAnother = gone.length * 2 > rows.length;
    const reason = `purged by its archive, ${part}`;
    const removed = isAnother ? 0 : await withdraw(transaction, source, gone, reason);
    const problem = isAnother ? anotherArchive(part, gone.length, rows.length) : null;
    if (problem !== null) await saveSourceProblem(transaction, source, problem);
    await transaction`
      DELETE FROM operational.source_part WHERE source = ${source} AND part = ${part} AND stale`;
    await saveCursor(transaction, source, cursor, { removed });
    return { removed, problem };
  });
}

function anotherArchive(part: string, gone: number, known: number): Problem {
  const detail =
    `Of the ${known} messages that were read from it, ${gone} are not in it any more. It is taken for another ` +
    'archive, and none of them was withdrawn.';
  return { code: 'source-replaced', where: `part ${part}`, detail };
}
