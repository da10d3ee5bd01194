import { queryRows, sql } from '@/lib/store/database/prisma.ts';
import type { FoundAlias } from '@/lib/store/keep/find-alias.ts';

/** The message of an id with the lists that the reader may see it on; null when it is not here. */
export async function findPlace(messageId: string): Promise<FoundAlias | null> {
  const [row] = await queryRows<FoundAlias>(sql`
    SELECT message_id AS "messageId", lists FROM derived.message
    WHERE message_id = ${messageId} ORDER BY first_of_id DESC, content_hash LIMIT 1`);
  return row ?? null;
}
