import { readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { IS_DUE } from '@/lib/store/letters/letter-row.ts';
import type { DigestKind } from '@/lib/store/letters/wish-row.ts';

export type DigestWish = {
  readonly accountId: string;
  readonly digest: Exclude<DigestKind, 'off'>;
  readonly list: string | null;
  /** Where the next digest begins, epoch milliseconds: the end of the last one, else when it was asked for. */
  readonly since: number;
};

/** Who wants a digest and has none of this day (`2024-07-18`) yet, or one that the mail server refused. */
export async function loadDigestWishes(day: string): Promise<readonly DigestWish[]> {
  return readOperational<DigestWish>(sql`
    SELECT w.account_id::text AS "accountId", w.digest, w.digest_list AS list,
      extract(epoch FROM greatest(w.digest_since, last.ended))::float8 * 1000 AS since
    FROM operational.account_wish w
    LEFT JOIN LATERAL (
      SELECT (max(l.cause)::date + 1)::timestamp AT TIME ZONE 'UTC' AS ended FROM operational.letter l
      WHERE l.account_id = w.account_id AND l.kind = 'digest' AND l.cause < ${day} AND l.state <> 'refused') last
      ON true
    WHERE w.digest <> 'off' AND NOT EXISTS (
      SELECT FROM operational.letter l WHERE l.account_id = w.account_id AND l.kind = 'digest'
        AND l.cause = ${day} AND NOT (${IS_DUE}))
    ORDER BY w.account_id`);
}
