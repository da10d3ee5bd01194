import type { MessageId } from '@/lib/mail/email.ts';
import type { EarlierTag } from '@/lib/series/review/trailer-provenance.ts';
import { queryRows, sql } from '@/lib/store/database/prisma.ts';

/** Tags looked at for one page; the longest chain of the corpus has a tenth of this. */
const TAGS_MAX = 2_000;

type TagRow = {
  readonly title: string;
  readonly patchId: string | null;
  readonly name: string;
  readonly value: string;
  readonly from: string;
  readonly senderName: string;
  readonly senderEmail: string;
};

/** Tags that answers gave to the patches of these series, oldest version first. */
export async function loadChainTags(seriesIds: readonly string[]): Promise<readonly EarlierTag[]> {
  if (seriesIds.length === 0) return [];
  const rows = await queryRows<TagRow>(sql`
    SELECT p.name AS title, p.patch_id AS "patchId", t.tag->>'name' AS name, t.tag->>'value' AS value,
      m.message_id AS "from", m.from_name AS "senderName", m.from_email AS "senderEmail"
    FROM derived.series s JOIN derived.patch p ON p.series_id = s.id AND NOT p.carried
    CROSS JOIN LATERAL jsonb_array_elements(p.trailers) AS t(tag)
    JOIN derived.message m ON m.message_id = t.tag->>'from' AND m.first_of_id
    WHERE s.id = ANY(${[...seriesIds]}) AND t.tag->>'from' <> p.message_id
    ORDER BY s.sent_at, s.id, p.n LIMIT ${TAGS_MAX}`);
  return rows.map(({ from, senderName, senderEmail, ...tag }) => ({
    ...tag,
    from: from as MessageId,
    sender: { name: senderName, email: senderEmail },
  }));
}
