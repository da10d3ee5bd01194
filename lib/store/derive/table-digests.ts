import type { Sql } from 'postgres';

export const GROUND_TABLES = [
  'ground.comment',
  'ground.judgement',
  'ground.listing',
  'ground.mailmap',
  'ground.raw_message',
  'ground.removal',
  'ground.taken_down',
] as const;

export const DERIVED_TABLES = [
  'cache.message_search',
  'derived.alias',
  'derived.chain_link',
  'derived.design',
  'derived.design_thread',
  'derived.item',
  'derived.judged_design',
  'derived.judged_item',
  'derived.judged_series',
  'derived.message',
  'derived.message_problem',
  'derived.option',
  'derived.patch',
  'derived.pull_request',
  'derived.reverted',
  'derived.series',
  'derived.series_citation',
  'derived.series_key',
  'derived.taken',
  'derived.thread',
  'derived.thread_failure',
  'derived.thread_node',
] as const;

/**
 * A digest of the rows of each table, whatever their order on disk: two databases with equal digests hold equal rows.
 * Reads every row.
 */
export async function digestTables(
  sql: Sql,
  tables: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const digests: Record<string, string> = {};
  for (const table of tables) {
    const [row] = await sql.unsafe<{ rows: string; digest: string | null }[]>(`
      SELECT count(*)::text AS rows, md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))) AS digest
      FROM ${table} t`);
    digests[table] = `${row?.rows} rows ${row?.digest ?? ''}`;
  }
  return digests;
}
