import { AppError } from '@/lib/base/app-error.ts';
import type { Plan } from '@/lib/search/plan.ts';
import { queryPlain, sql } from '@/lib/store/database/prisma.ts';
import { isOverTime } from '@/lib/store/database/unanswered.ts';
import { type MessageLine, SERIES_LINE, type SeriesLine } from '@/lib/store/page-rows.ts';
import { asksCommonWord } from '@/lib/store/search/common-words.ts';
import { matched, onList, rank, SEARCHED_MAX, WITH_WORDS } from '@/lib/store/search/matched.ts';
import { conditionOf, itemTimes, onlyWords } from '@/lib/store/search/search-condition.ts';

/** What is looked for: which rows, in which order, from where on. */
export type SearchRequest = {
  readonly plan: Plan;
  /** Only messages of this list. */
  readonly list: string | null;
  readonly order: 'date' | 'relevance';
  readonly after: SearchCursor | null;
  readonly limit: number;
  /** Whether words are to be marked in bodies. */
  readonly withBody: boolean;
};

/** The place behind a row: its rank (0 when ordered by date), its time and what tells rows of both apart. */
export type SearchCursor = { readonly rank: number; readonly at: number; readonly id: string };

export type MessageHit = MessageLine & {
  readonly cursor: SearchCursor;
  /** The beginning of its body, where words are marked; empty when it was not asked for. */
  readonly body: string;
};
export type SeriesHit = SeriesLine & { readonly cursor: SearchCursor };
export type ItemHit = {
  readonly cursor: SearchCursor;
  readonly id: string;
  readonly itemKind: string;
  readonly status: string | null;
  readonly title: string;
  readonly quote: string;
  readonly byName: string;
  readonly byEmail: string;
  readonly owner: string | null;
  readonly messageId: string;
  readonly subject: string;
  readonly lists: readonly string[];
  readonly at: number;
};

export type SearchPage<Row> = {
  readonly rows: readonly Row[];
  /** How many match, up to `SEARCHED_MAX`. */
  readonly count: number;
  readonly hasMore: boolean;
};

const BODY_LENGTH_MAX = 8_000;

type Fragment = ReturnType<typeof sql>;

/**
 * The beginning of a body. `left` counts the characters of four times what it gives, and bodies in JSON are escaped,
 * copied and read again: 3.6 ms of a page instead of 0.8. So bodies are a column of their own, and the database cuts
 * only long ones.
 */
const BODY = sql`CASE WHEN octet_length(m.body) <= ${2 * BODY_LENGTH_MAX} THEN m.body
  ELSE left(m.body, ${BODY_LENGTH_MAX}) END`;

type Loaded<Row> = { readonly count: number; readonly rows: readonly Row[] };

type MessageRow = Omit<MessageHit, 'at' | 'lists' | 'cursor'> & {
  readonly count: number;
  readonly key: string | null;
  readonly rank: string;
  readonly at: string | null;
  readonly lists: string;
};

/** From which row on; `oldestFirst` turns the order of time around. */
export type SearchFrom = { readonly skip: number; readonly oldestFirst: boolean };

/** Messages that match. Throws AppError BOUND_TOO_LARGE when it takes too long. */
export async function searchMessages(
  request: SearchRequest,
  { skip, oldestFirst }: SearchFrom,
): Promise<SearchPage<MessageHit>> {
  const order = oldestFirst
    ? sql`ORDER BY h.rank DESC, h.at, h.key DESC`
    : sql`ORDER BY h.rank DESC, h.at DESC, h.key`;
  const rows = await ask<MessageRow>(
    request,
    sql`
    WITH ${matched(request, oldestFirst)}, paged AS (
      SELECT * FROM matched h WHERE ${behind(request, sql`h.key::text`)} ${order}
      LIMIT ${request.limit + 1} OFFSET ${skip}
    ), hit AS (
      SELECT h.*, m.message_id AS "messageId", m.from_name AS "fromName", m.from_email AS "fromEmail", m.subject,
        m.lists, coalesce(m.sent_at, m.received_at) AS shown_at, ${request.withBody ? BODY : sql`''`} AS body
      FROM paged h JOIN derived.message m ON m.key = h.key)
    SELECT c.count, h.key::text, h.rank::text, "messageId", "fromName", "fromEmail", subject,
      to_json(lists)::text AS lists, (date_part('epoch', shown_at) * 1000)::bigint::text AS at, body
    FROM (SELECT count(*)::integer AS count FROM matched) c LEFT JOIN hit h ON true ${order}`,
  );
  return pageOf(request, { count: rows[0]?.count ?? 0, rows: rows.flatMap(messageHits) });
}

/** None for the row that says that there are none. */
function messageHits(row: MessageRow): readonly MessageHit[] {
  const { key, messageId, fromName, fromEmail, subject } = row;
  if (key === null) return [];
  const at = row.at === null ? null : Number(row.at);
  const lists: readonly string[] = JSON.parse(row.lists);
  const cursor = { rank: Number(row.rank), at: at ?? 0, id: key };
  return [
    { messageId, fromName, fromEmail, subject, at, lists, cursor, body: row.body.slice(0, BODY_LENGTH_MAX) },
  ];
}

/** Series with a cover or patch that matches; `at` is when the series moved last. */
export async function searchSeries(request: SearchRequest): Promise<SearchPage<SeriesHit>> {
  return run<SeriesHit>(
    request,
    sql`
    WITH ${matched(request)}, member AS (
      SELECT s.id, h.rank FROM matched h JOIN derived.message m ON m.key = h.key
      JOIN derived.series s ON s.id = m.message_id
      UNION ALL
      SELECT p.series_id, h.rank FROM matched h JOIN derived.message m ON m.key = h.key
      JOIN derived.patch p ON p.message_id = m.message_id WHERE NOT p.carried
    ), found AS (
      SELECT b.id, b.rank, s.moved_at AS at FROM (SELECT id, max(rank) AS rank FROM member GROUP BY id) b
      JOIN derived.series s ON s.id = b.id
    ), paged AS (
      SELECT * FROM found h WHERE ${behind(request, sql`h.id`)}
      ORDER BY h.rank DESC, h.at DESC, h.id COLLATE "C" LIMIT ${request.limit + 1})
    SELECT json_build_object('count', (SELECT count(*) FROM found), 'rows', coalesce((
      SELECT json_agg(json_build_object(${SERIES_LINE}, 'cursor', ${cursor(sql`h.id`)})
        ORDER BY h.rank DESC, h.at DESC, h.id COLLATE "C")
      FROM paged h JOIN derived.series_now s ON s.id = h.id), '[]'))::text AS page`,
  );
}

/**
 * Items in messages that match; what is asked of items is asked of each itself. Those of the page are fetched one by
 * one, hence OFFSET: joined, PostgreSQL reads all items for them, 0.9 s of 1.4 where of 100,000 some are private.
 */
export async function searchItems(request: SearchRequest): Promise<SearchPage<ItemHit>> {
  const { plan, list, limit } = request;
  // Each half of derived.item_now is read in the order of an index.
  const newest = (items: Fragment, times: Fragment): Fragment => sql`(
      SELECT i.id, ${rank(request)} AS rank, i.at FROM ${items} i
      JOIN (${WITH_WORDS}) m ON m.message_id = i.message_id AND m.first_of_id
      WHERE ${conditionOf(plan, 'items')} AND ${onList(list)} AND ${times}
      ORDER BY i.at DESC, i.id LIMIT ${SEARCHED_MAX})`;
  return run<ItemHit>(
    request,
    sql`
    WITH found AS MATERIALIZED (
      ${newest(sql`derived.item_unjudged`, itemTimes(plan))}
      UNION ALL ${newest(sql`derived.item_judged`, sql`true`)}
      ORDER BY at DESC, id LIMIT ${SEARCHED_MAX}
    ), paged AS (
      SELECT * FROM found h WHERE ${behind(request, sql`h.id`)}
      ORDER BY h.rank DESC, h.at DESC, h.id COLLATE "C" LIMIT ${limit + 1})
    SELECT json_build_object('count', (SELECT count(*) FROM found), 'rows', coalesce((
      SELECT json_agg(json_build_object('id', i.id, 'itemKind', i.kind, 'status', i.status, 'title', i.title,
        'quote', i.quote, 'byName', i.by_name, 'byEmail', i.by_email, 'owner', i.owner, 'messageId', i.message_id,
        'subject', m.subject, 'lists', m.lists, 'at', extract(epoch FROM i.at) * 1000,
        'cursor', ${cursor(sql`h.id`)}) ORDER BY h.rank DESC, h.at DESC, h.id COLLATE "C")
      FROM paged h CROSS JOIN LATERAL (SELECT * FROM derived.item_now n WHERE n.id = h.id OFFSET 0) i
      JOIN derived.message m ON m.message_id = i.message_id AND m.first_of_id), '[]'))::text AS page`,
  );
}

/** Keyset: page 50 costs what page 1 does, and no row comes twice. */
function behind({ after }: SearchRequest, id: Fragment): Fragment {
  if (after === null) return sql`true`;
  const at = sql`to_timestamp(${after.at}::float8 / 1000)::timestamptz(3)`;
  return sql`(h.rank < ${after.rank}::float8 OR h.rank = ${after.rank}::float8
    AND (h.at < ${at} OR h.at = ${at} AND ${id} COLLATE "C" > ${after.id}))`;
}

function cursor(id: Fragment): Fragment {
  return sql`json_build_object('rank', h.rank, 'at', extract(epoch FROM h.at) * 1000, 'id', ${id})`;
}

/** The page that a statement selects as one text of JSON. */
async function run<Row>(request: SearchRequest, statement: Fragment): Promise<SearchPage<Row>> {
  const [row] = await ask<{ readonly page: string }>(request, statement);
  return pageOf<Row>(request, row === undefined ? { count: 0, rows: [] } : JSON.parse(row.page));
}

function pageOf<Row>({ limit }: SearchRequest, { count, rows }: Loaded<Row>): SearchPage<Row> {
  return { rows: rows.slice(0, limit), count, hasMore: rows.length > limit };
}

/**
 * A statement that the index of words answers is planned once a connection: whatever the words are, it is the way, and
 * planning takes longer than most such searches. The others are planned each time (lib/store/database/client.ts), those
 * for words of many mails as well: the newest mails are then looked through for them. Columns are text or 32-bit
 * integers.
 */
export async function ask<Row>(
  request: Pick<SearchRequest, 'plan'>,
  statement: Fragment,
): Promise<readonly Row[]> {
  const words = onlyWords(request.plan);
  const isPlannedOnce = words !== null && !(await asksCommonWord(words));
  try {
    return await queryPlain<Row>(isPlannedOnce ? statement : sql`/* search */ ${statement}`);
  } catch (error) {
    if (!(error instanceof AppError) || !isOverTime(error.cause)) throw error;
    throw new AppError(
      'BOUND_TOO_LARGE',
      'This search took more than two seconds and was ended.',
      'Add a word that is less common, or a range of dates such as d:2024-07-01..2024-07-31.',
    );
  }
}
