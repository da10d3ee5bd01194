import { sql } from '@/lib/store/database/prisma.ts';
import { MESSAGE_LINE, type MessageLine, SERIES_LINE, type SeriesLine } from '@/lib/store/page-rows.ts';

/** That one of two postings reverts patches of the other. */
export type RevertLine = {
  /** The other one. */
  readonly series: SeriesLine;
  /** Numbers of the patches that are reverted, of so many. */
  readonly patches: readonly number[];
  readonly total: number;
  /** The mail by which the revert was taken, with its beginning; null when nobody took it, or it was let go since. */
  readonly message: (MessageLine & { readonly opening: string }) | null;
  readonly start: number;
  readonly end: number;
};

type Fragment = ReturnType<typeof sql>;

/** A patch is reverted once or twice; more are of an attack. */
const REVERTS_SHOWN_MAX = 50;
/** Where the words that took it are looked for: they often follow a long quote. */
const OPENING_LENGTH = 16_000;

/** What reverts the series `hit`, what was taken first; of what nobody took the last version. */
export const REVERTED_BY = lines(sql`r.series_id`, sql`r.by_id`, sql`(SELECT hit.total)`);
/** What the series `hit` reverts. */
export const REVERTS = lines(sql`r.by_id`, sql`r.series_id`, sql`s.total`);

function lines(own: Fragment, other: Fragment, total: Fragment): Fragment {
  return sql`(SELECT json_agg(line ORDER BY place) FROM (
    SELECT row_number() OVER (ORDER BY m.key IS NULL, s.sent_at, s.id) AS place,
      json_build_object('series', json_build_object(${SERIES_LINE}), 'patches', r.patches, 'total', ${total},
        'start', r.span_start, 'end', r.span_end, 'message', CASE WHEN m.key IS NOT NULL THEN
          json_build_object(${MESSAGE_LINE}, 'opening', left(m.body, ${OPENING_LENGTH})) END) AS line
    FROM derived.reverted r JOIN derived.series_now s ON s.id = ${other}
    LEFT JOIN derived.message m ON m.message_id = r.message_id AND m.first_of_id
    WHERE ${own} = hit.id AND (r.message_id IS NOT NULL OR s.superseded_by IS NULL OR s.id = r.series_id)
    ORDER BY place LIMIT ${REVERTS_SHOWN_MAX}) told)`;
}
