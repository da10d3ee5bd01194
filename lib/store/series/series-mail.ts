import { queryRowsWithout, sql } from '@/lib/store/database/prisma.ts';
import { readMailBatches } from '@/lib/store/mail-batches.ts';
import { postedIn } from '@/lib/store/page-rows.ts';
import { loadHiddenLists } from '@/lib/store/visibility.ts';

/** Numbers of patches that never arrived, as a part would be applied for the whole; else the patches. */
export type SeriesMail = { readonly version: number } & (
  | { readonly kind: 'incomplete'; readonly missing: readonly number[] }
  | { readonly kind: 'mail'; readonly batches: AsyncIterable<readonly Uint8Array[]> }
);

type Row = {
  readonly version: number;
  readonly n: number;
  readonly key: string | null;
  readonly bytes: number | null;
};

/**
 * The raw patches of the version that `messageId` is the cover or a patch of, in the order of their numbers, in
 * batches: without the cover and what was answered, with those that a partial reroll takes over. A mail to which
 * several are attached comes once. Null when it is neither. Who may see what is settled here (thread-mail.ts).
 */
export async function openSeriesMail(messageId: string): Promise<SeriesMail | null> {
  const hidden = await loadHiddenLists();
  const rows = await queryRowsWithout<Row>(
    hidden,
    sql`
    WITH hit AS (
      SELECT s.id, s.version FROM derived.series_now s WHERE s.id IN ${postedIn(messageId)}
      ORDER BY s.id = ${messageId} DESC, s.id LIMIT 1
    )
    SELECT hit.version, p.n, m.key::text AS key, octet_length(r.bytes) AS bytes
    FROM hit JOIN derived.patch p ON p.series_id = hit.id
    LEFT JOIN derived.message m ON m.message_id = p.message_id AND m.first_of_id
    LEFT JOIN ground.raw_message r ON r.key = m.key
    ORDER BY p.n`,
  );
  const [first] = rows;
  if (first === undefined) return null;
  const { version } = first;
  const mails = new Map<string, number>();
  const missing: number[] = [];
  for (const { n, key, bytes } of rows) {
    if (key === null || bytes === null) missing.push(n);
    else mails.set(key, bytes);
  }
  if (missing.length > 0) return { version, kind: 'incomplete', missing };
  const stored = [...mails].map(([key, bytes]) => ({ key, bytes }));
  return { version, kind: 'mail', batches: readMailBatches(hidden, stored) };
}
