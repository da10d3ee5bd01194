import { queryRows, sql } from '@/lib/store/database/prisma.ts';
import type { FoundPlace } from '@/lib/store/find-place.ts';

/**
 * The message an id means now that a mail took the place of a copy (docs/patchwork.md); null for every id but that of a
 * copy that gave way. `messageId` may be the same: then the mail is on other lists.
 */
export async function findAlias(messageId: string): Promise<FoundPlace | null> {
  const [row] = await queryRows<FoundPlace>(sql`
    SELECT m.message_id AS "messageId", m.lists FROM derived.alias a
    JOIN derived.message m ON m.message_id = a.message_id AND NOT m.reconstructed
    WHERE a.alias_id = ${messageId}
    ORDER BY m.first_of_id DESC, m.content_hash LIMIT 1`);
  return row ?? null;
}
