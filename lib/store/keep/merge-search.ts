import type { Sql } from 'postgres';

/**
 * Merges the words of new messages into the search index; until then each search reads them one by one. Also lets
 * PostgreSQL look at tables of messages that it has never looked at, and so plans badly for. Cheap when there is
 * nothing to do. Returns the pages that were merged.
 */
export async function mergeSearch(sql: Sql): Promise<number> {
  const [row] = await sql<{ pages: string }[]>`SELECT cache.merge_search() AS pages`;
  return Number(row?.pages ?? 0);
}
