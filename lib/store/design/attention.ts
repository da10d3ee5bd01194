import { AppError } from '@/lib/base/app-error.ts';
import { LIKELY_MIN } from '@/lib/design/likely.ts';
import { SETTLED_STATES } from '@/lib/series/stalled.ts';
import { readOperational } from '@/lib/store/database/client.ts';
import { queryPage, sql } from '@/lib/store/database/prisma.ts';
import { isOverTime } from '@/lib/store/database/unanswered.ts';
import { IS_REBUTTAL } from '@/lib/store/design/is-rebuttal.ts';
import { DESIGN_NAME, type MessageLine, SERIES_LINE, type SeriesLine } from '@/lib/store/page-rows.ts';
import type { Prisma } from '@/prisma/generated/client.ts';

/** An item of a person, or one that is up to them, with the design it belongs to. */
export type AttentionItem = {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly status: string;
  readonly blocking: boolean;
  readonly certain: boolean;
  readonly at: number;
  readonly byName: string;
  readonly byEmail: string;
  readonly designName: string;
  readonly message: Pick<MessageLine, 'messageId' | 'lists'>;
  /** Of comments: the version that came after. */
  readonly answeredBy?: SeriesLine;
};

export type AttentionSeries = SeriesLine & { readonly turn: string; readonly turnSince: number };

/** What waits for one person. Newest first, candidates of the reader of mails after what is certain. */
export type Attention = {
  readonly names: readonly string[];
  readonly series: readonly AttentionSeries[];
  /** Open objections to what they proposed. */
  readonly toThem: readonly AttentionItem[];
  /** Their own objections that nobody has met. */
  readonly theirs: readonly AttentionItem[];
  readonly actions: readonly AttentionItem[];
  /** What they said to the version before the newest, and what that one made of it. */
  readonly comments: readonly AttentionItem[];
};

/** Of each kind one more is read, which tells that there are more. */
export const ATTENTION_MAX = 30;
const ROWS_MAX = ATTENTION_MAX + 1;
const NAMES_MAX = 10;
/** Designs in which they spoke last: in 100,000 messages somebody may have spoken in 2,000, which takes too long. */
const LOOKED_AT_MAX = 500;

const ITEM = sql`'id', i.id, 'kind', i.kind, 'title', i.title, 'status', i.status, 'blocking', i.blocking,
  'certain', i.certain, 'at', extract(epoch FROM i.at) * 1000, 'byName', i.by_name, 'byEmail', i.by_email,
  'designName', ${DESIGN_NAME}, 'message', json_build_object('messageId', i.message_id, 'lists', m.lists)`;

const PLACED = sql`JOIN derived.design d ON d.id = i.design_id
  JOIN derived.message m ON m.message_id = i.message_id AND m.first_of_id`;

/** As everywhere, what is rather nothing of the kind counts for nothing. */
const LIKELY = sql`(i.certain OR i.confidence >= ${LIKELY_MIN})`;

const ORDER = sql`i.certain DESC, i.blocking DESC, i.at DESC, i.id`;
const FIRST = sql`ORDER BY ${ORDER} LIMIT ${ROWS_MAX}`;

/** `emails` in lower case are all addresses of the person. */
export async function loadAttention(emails: readonly string[]): Promise<Attention> {
  const theirs = [...emails];
  const page = await queryPage<Attention>(sql`
    WITH ${aboutThem(theirs)}, ${seriesOfTheirTurn(theirs)}, ${objectionsNow(theirs)}, ${commentsMet()},
      ${openActions(theirs)}
    SELECT json_build_object(
      'names', coalesce((SELECT json_agg(name) FROM named), '[]'),
      'series', coalesce((SELECT json_agg(json_build_object(${SERIES_LINE}, 'turn', s.turn,
        'turnSince', extract(epoch FROM s.turn_since) * 1000) ORDER BY s.turn, s.turn_since DESC, s.id)
        FROM turn s), '[]'),
      'toThem', coalesce((SELECT json_agg(line) FROM (SELECT json_build_object(${ITEM}) AS line
        FROM attacked i ${PLACED} ${FIRST}) r), '[]'),
      'theirs', coalesce((SELECT json_agg(line) FROM (SELECT json_build_object(${ITEM}) AS line
        FROM alive i ${PLACED} WHERE i.kind = 'objection' AND i.status IN ('open', 'answered') AND ${LIKELY}
          AND NOT ${IS_REBUTTAL}
        ${FIRST}) r), '[]'),
      'actions', coalesce((SELECT json_agg(line) FROM (SELECT json_build_object(${ITEM}) AS line
        FROM acting i ${PLACED} WHERE ${LIKELY} ${FIRST}) r), '[]'),
      'comments', coalesce((SELECT json_agg(line) FROM (
        SELECT json_build_object(${ITEM}, 'answeredBy', i.later) AS line FROM commented i ${PLACED}
        WHERE i.at < i.later_at AND i.at >= i.before
          AND ${LIKELY} AND (i.kind IN ('objection', 'question') OR (i.kind = 'action' AND i.origin = 'request'))
        ORDER BY ${ORDER}, i.later_id LIMIT ${ROWS_MAX}) r), '[]')
    )::text AS page`);
  return page ?? { names: [], series: [], toThem: [], theirs: [], actions: [], comments: [] };
}

/** `named`: what they are called; `mine`: what they said; `places`: the threads they said it in. */
function aboutThem(emails: string[]): Prisma.Sql {
  return sql`named AS (
    SELECT from_name AS name FROM derived.message WHERE lower(from_email) = ANY(${emails}) AND from_name <> ''
    GROUP BY from_name ORDER BY count(*) DESC, from_name LIMIT ${NAMES_MAX}
  ), mine AS MATERIALIZED (
    -- Not their quotes and evidence, which are most of their bytes.
    SELECT id, design_id, thread_id, message_id, kind, by_name, by_email, at, title, confidence, certain, blocking,
      origin, status, targets
    FROM derived.item_now WHERE lower(by_email) = ANY(${emails})
  ), places AS MATERIALIZED (
    SELECT array_agg(DISTINCT thread_id) AS ids FROM mine
  )`;
}

/** `turn`: series whose author they are, or on which they spoke, that wait for them. */
function seriesOfTheirTurn(emails: string[]): Prisma.Sql {
  return sql`turn AS (
    -- Theirs or where they spoke is said twice: what hidden lists leave of a state is found out for those alone.
    SELECT s.* FROM derived.series_now s
    WHERE s.id = ANY(ARRAY(SELECT id FROM derived.series WHERE lower(author_email) = ANY(${emails})
        UNION ALL SELECT id FROM derived.series WHERE thread_id = ANY((SELECT ids FROM places)::text[])))
      AND s.superseded_by IS NULL AND ((s.turn = 'author' AND lower(s.author_email) = ANY(${emails}))
      OR (s.turn = 'reviewers' AND lower(s.author_email) <> ALL(${emails})
        AND s.thread_id = ANY((SELECT ids FROM places)::text[])))
    ORDER BY s.turn_since DESC, s.id LIMIT ${ROWS_MAX}
  )`;
}

/** `alive`: what they said in designs that are still talked of; `attacked`: open objections to what they proposed. */
function objectionsNow(emails: string[]): Prisma.Sql {
  return sql`live AS MATERIALIZED (
    -- In what is applied or given up an open objection asks nothing of anybody.
    SELECT d.design_id FROM (SELECT design_id FROM mine GROUP BY design_id
      ORDER BY max(at) DESC, design_id LIMIT ${LOOKED_AT_MAX}) d
    WHERE coalesce((SELECT s.state <> ALL(${[...SETTLED_STATES]}) FROM derived.design_thread t
      JOIN derived.series_now s ON s.thread_id = t.thread_id
      WHERE t.design_id = d.design_id ORDER BY s.sent_at DESC, s.id LIMIT 1), true)
  ), alive AS MATERIALIZED (
    SELECT mine.* FROM mine JOIN live USING (design_id)
  ), against AS MATERIALIZED (
    -- Design by design, hence OFFSET: else PostgreSQL looks at the targets of every objection of the archive.
    SELECT o.*, t ->> 'id' AS target FROM live own CROSS JOIN LATERAL (
      SELECT * FROM derived.item_now i WHERE i.design_id = own.design_id AND i.kind = 'objection'
        AND i.status IN ('open', 'answered') AND ${LIKELY} AND lower(i.by_email) <> ALL(${emails}) OFFSET 0) o
    CROSS JOIN LATERAL jsonb_array_elements(o.targets) t
  ), attacked AS MATERIALIZED (
    SELECT DISTINCT ON (id) * FROM against WHERE target IN (SELECT id FROM mine WHERE kind = 'proposal')
  )`;
}

/** `commented`: what they said, with the version that came after. */
function commentsMet(): Prisma.Sql {
  return sql`next AS MATERIALIZED (
    -- Versions are found by their links, or among the few of which people said something.
    SELECT l.later, p.id, p.sent_at, p.thread_id FROM derived.series p JOIN derived.chain_link l ON l.earlier = p.id
    WHERE p.thread_id = ANY((SELECT ids FROM places)::text[])
    UNION SELECT j.id, p.id, p.sent_at, p.thread_id FROM derived.series p
    JOIN derived.judged_series j ON j.supersedes = p.id WHERE p.thread_id = ANY((SELECT ids FROM places)::text[])
  ), newest AS MATERIALIZED (
    SELECT DISTINCT ON (s.chain_id) s.*, p.sent_at AS before, p.thread_id AS before_id FROM next p
    CROSS JOIN LATERAL (SELECT * FROM derived.series_now n WHERE n.id = p.later AND n.supersedes = p.id
      AND n.superseded_by IS NULL OFFSET 0) s
    ORDER BY s.chain_id, s.sent_at DESC, s.id
  ), commented AS MATERIALIZED (
    -- FULL, for which PostgreSQL never compares each with each: it expects one version, and somebody may have 500.
    SELECT i.*, s.later, s.later_id, s.later_at, s.before FROM (
      SELECT json_build_object(${SERIES_LINE}) AS later, s.id AS later_id, s.sent_at AS later_at, before, before_id
      FROM newest s) s
    FULL JOIN alive i ON i.thread_id = s.before_id
  )`;
}

/** `acting`: open promises of theirs and what they were asked. */
function openActions(emails: string[]): Prisma.Sql {
  return sql`acting AS MATERIALIZED (
    -- Theirs by name, which an index has folded, or by what they said.
    SELECT i.id, i.design_id, i.message_id, i.kind, i.by_name, i.by_email, i.at, i.title, i.confidence, i.certain,
      i.blocking, i.status
    FROM derived.item_now i WHERE i.kind = 'action' AND i.status = 'open'
      AND lower(i.owner) = ANY(ARRAY(SELECT lower(name) FROM named) || ${emails}::text[])
      AND (i.owner IN (SELECT name FROM named) OR lower(i.owner) = ANY(${emails}))
    UNION SELECT id, design_id, message_id, kind, by_name, by_email, at, title, confidence, certain, blocking, status
    FROM mine WHERE kind = 'action' AND status = 'open' AND origin = 'commitment'
  )`;
}

/** Null when it takes longer than a statement may: home has more to show. */
export async function loadAttentionInTime(emails: readonly string[]): Promise<Attention | null> {
  try {
    return await loadAttention(emails);
  } catch (error) {
    if (error instanceof AppError && isOverTime(error.cause)) return null;
    throw error;
  }
}

/** Addresses that an admin linked to the account. */
export async function loadClaims(accountId: string): Promise<readonly string[]> {
  const rows = await readOperational<{ readonly email: string }>(sql`
    SELECT email FROM operational.account_person WHERE account_id = ${accountId}::uuid ORDER BY email`);
  return rows.map(({ email }) => email.toLowerCase());
}

export type ActivePerson = { readonly name: string; readonly email: string };

const PEOPLE_SHOWN = 12;
/** Who spoke in these many designs that moved last. */
const RECENT_DESIGNS = 50;

/** Who said most in the designs that moved last, to choose from. */
export async function loadActivePeople(): Promise<readonly ActivePerson[]> {
  const page = await queryPage<readonly ActivePerson[]>(sql`
    SELECT coalesce(json_agg(json_build_object('name', name, 'email', email)), '[]')::text AS page FROM (
      SELECT max(i.by_name) AS name, lower(i.by_email) AS email
      FROM (SELECT id FROM derived.design ORDER BY last_at DESC, id LIMIT ${RECENT_DESIGNS}) d
      -- Design by design, as above.
      CROSS JOIN LATERAL (SELECT * FROM derived.item_now n WHERE n.design_id = d.id OFFSET 0) i
      GROUP BY lower(i.by_email) ORDER BY count(*) DESC, 2 LIMIT ${PEOPLE_SHOWN}) p`);
  return page ?? [];
}
