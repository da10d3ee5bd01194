import type { Plan } from '@/lib/search/plan.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { readMailBatches, type StoredMail } from '@/lib/store/mail-batches.ts';
import { matched, SEARCHED_MAX } from '@/lib/store/search/matched.ts';
import { ask } from '@/lib/store/search/search.ts';
import { loadHiddenLists } from '@/lib/store/visibility.ts';

export type MailSearch = {
  readonly plan: Plan;
  /** Only what matches on this list; null for all. */
  readonly list: string | null;
  /** Only what matches in the thread that has this message. */
  readonly thread?: string;
  /** Whether all of the threads is wanted in which something matches. */
  readonly threads: boolean;
};

/** What one answer may hold. Memory holds a batch; the rest is the time of the database and of who waits behind. */
export const FOUND_MAX = { messages: 10_000, bytes: 256 * 1024 * 1024 } as const;

export type FoundMail =
  /** More than `FOUND_MAX`, or than is searched: a part would be taken for all. */
  | { readonly kind: 'too-much' }
  | { readonly kind: 'mail'; readonly batches: AsyncIterable<readonly Uint8Array[]> };

type Row = StoredMail & { readonly matches: number };

/**
 * The raw messages that a search finds: the newest first or, with `threads`, thread by thread in the order of the tree.
 * Null when nothing is found. Who may see what is settled here, as batches are asked for after the request was
 * answered. Throws AppError BOUND_TOO_LARGE when it takes too long.
 */
export async function openFoundMail(search: MailSearch): Promise<FoundMail | null> {
  const hidden = await loadHiddenLists();
  const chosen = search.threads
    ? sql`SELECT m.key, n.thread_id, n.position, NULL::timestamptz AS at FROM derived.thread_node n
        JOIN derived.message m ON m.key = n.message_key
        WHERE n.thread_id IN (
          SELECT found.thread_id FROM derived.thread_node found JOIN matched h ON h.key = found.message_key)`
    : sql`SELECT h.key, NULL AS thread_id, NULL::integer AS position, h.at FROM matched h`;
  // Of a long value `octet_length` looks at its head alone.
  const rows = await ask<Row>(
    search,
    sql`
    WITH ${matched({ ...search, order: 'date' })}, chosen AS (${chosen})
    SELECT c.key::text AS key, octet_length(r.bytes) AS bytes, (SELECT count(*) FROM matched)::integer AS matches
    FROM chosen c JOIN ground.raw_message r ON r.key = c.key
    ORDER BY c.at DESC, c.thread_id COLLATE "C", c.position, c.key LIMIT ${FOUND_MAX.messages + 1}`,
  );
  const [first] = rows;
  if (first === undefined) return null;
  const bytes = rows.reduce((sum, row) => sum + row.bytes, 0);
  const isTooMuch =
    first.matches >= SEARCHED_MAX || rows.length > FOUND_MAX.messages || bytes > FOUND_MAX.bytes;
  return isTooMuch ? { kind: 'too-much' } : { kind: 'mail', batches: readMailBatches(hidden, rows) };
}
