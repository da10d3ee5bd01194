import { sql } from '@/lib/store/database/prisma.ts';

type Fragment = ReturnType<typeof sql>;

/**
 * Threads and series as two halves: those that have no message on a list that is hidden from the reader, in the order
 * of an index, and those that have some, of which all is computed. Without hidden lists the second half is empty.
 */
const HALVES = {
  thread: [sql`derived.thread_whole`, sql`derived.thread_shared`],
  series_now: [sql`derived.series_now_whole`, sql`derived.series_now_shared`],
} as const;

export type Asked = { readonly where: Fragment; readonly order: Fragment; readonly most: number };

/** The first so many rows in that order, for a FROM; of all, not only of one half. */
export function firstOf(rows: keyof typeof HALVES, { where, order, most }: Asked): Fragment {
  const [whole, shared] = HALVES[rows];
  const half = (of: Fragment): Fragment =>
    sql`(SELECT * FROM ${of} h WHERE ${where} ORDER BY ${order} LIMIT ${most})`;
  return sql`(SELECT * FROM (${half(whole)} UNION ALL ${half(shared)}) h ORDER BY ${order} LIMIT ${most})`;
}

/**
 * That a thread or series is on the list; null for any. An index has lists for `@>`, not for `ANY`. For statements that
 * are planned each time (lib/store/database/client.ts): whether the list has most of the archive or little decides.
 */
export function isOn(list: string | null): Fragment {
  return list === null ? sql`true` : sql`lists @> ARRAY[${list}::text]`;
}

/** Most lists are among the newest threads. */
const NEWEST_LOOKED_AT = 100;

/**
 * That a thread is on the list, as far as the reader may see. Of one that moved lately it is seen at once; else its
 * threads are counted, because for the first of them PostgreSQL would read the table.
 */
export function isListed(list: string | null): Fragment {
  const [whole, shared] = HALVES.thread;
  return sql`(EXISTS (SELECT FROM (
      SELECT lists FROM ${whole} ORDER BY last_at DESC, id LIMIT ${NEWEST_LOOKED_AT}) newest WHERE ${isOn(list)})
    OR (SELECT count(*) FROM ${whole} WHERE ${isOn(list)}) > 0 OR EXISTS (SELECT FROM ${shared} WHERE ${isOn(list)}))`;
}
