import { queryRows, sql } from '@/lib/store/database/prisma.ts';

/** By message the postings of a series whose cover or patch it is, of those that the reader sees. */
export async function findPostings(
  messageIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await queryRows<{ readonly message: string; readonly series: string }>(sql`
    SELECT s.id AS message, s.id AS series FROM derived.series_now s WHERE s.id = ANY(${messageIds}::text[])
    UNION
    SELECT p.message_id, p.series_id FROM derived.patch p WHERE p.message_id = ANY(${messageIds}::text[])`);
  const postings = new Map<string, Set<string>>();
  for (const { message, series } of rows) {
    postings.set(message, (postings.get(message) ?? new Set()).add(series));
  }
  return postings;
}
