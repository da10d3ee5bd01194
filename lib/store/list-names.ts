import { queryRows, sql } from '@/lib/store/database/prisma.ts';

/** The lists that threads are on, as far as the reader may see, the one that moved last first. */
export async function loadListNames(): Promise<readonly string[]> {
  const rows = await queryRows<{ readonly name: string }>(sql`
    SELECT name FROM derived.thread, unnest(lists) AS name GROUP BY name ORDER BY max(last_at) DESC, name`);
  return rows.map(({ name }) => name);
}
