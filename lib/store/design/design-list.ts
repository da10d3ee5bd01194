import { LIKELY_MIN } from '@/lib/design/likely.ts';
import type { Turn } from '@/lib/series/series.ts';
import { SETTLED_STATES, STALLED_AFTER_MS } from '@/lib/series/stalled.ts';
import { queryPage, sql } from '@/lib/store/database/prisma.ts';
import { IS_REBUTTAL } from '@/lib/store/design/is-rebuttal.ts';
import { isListed, isOn } from '@/lib/store/halves.ts';
import { DESIGN_NAME } from '@/lib/store/page-rows.ts';

/** A design as a row: where its newest posting stands, what is open, and when its mails came. Times in epoch ms. */
export type DesignLine = {
  readonly id: string;
  readonly name: string;
  readonly lists: readonly string[];
  readonly startedAt: number;
  readonly lastAt: number;
  /** Of its newest posting, or `stalled`; `discussion` without one. */
  readonly state: string;
  readonly version: { readonly version: number; readonly rfc: boolean } | null;
  readonly versions: number;
  readonly turn: Turn;
  readonly turnSince: number | null;
  readonly openObjections: number;
  readonly blockingObjections: number;
  readonly openQuestions: number;
  readonly openActions: number;
  /** Messages in each of ACTIVITY_PARTS equal parts of its life. */
  readonly activity: readonly number[];
};

const ACTIVITY_PARTS = 24;

export const DESIGN_SORTS = ['moved', 'stale', 'objections', 'actions', 'name'] as const;
export type DesignSort = (typeof DESIGN_SORTS)[number];

export type DesignFilter = {
  /** Null: all lists. */
  readonly list: string | null;
  readonly state: string | null;
  readonly turn: string | null;
  readonly sort: DesignSort;
};

export type DesignListPage = {
  readonly rows: readonly DesignLine[];
  /** How many there are of each state among those looked at, the most frequent first. */
  readonly states: readonly { readonly state: string; readonly count: number }[];
  readonly turns: readonly { readonly turn: Turn; readonly count: number }[];
  /** How many fit the filter; `rows` has the first of them. */
  readonly fitting: number;
  /** Older designs were not looked at. */
  readonly isCut: boolean;
};

/** States are counted and sorted among so many designs that moved last: what is older is found by search. */
const LOOKED_AT_MAX = 2_000;

const ORDERS: Readonly<Record<DesignSort, ReturnType<typeof sql>>> = {
  moved: sql`last_at DESC, id`,
  stale: sql`(turn = 'nobody'), turn_since NULLS LAST, id`,
  // What was applied or given up comes last: its objections ask nothing of anybody.
  objections: sql`(state = ANY(${[...SETTLED_STATES]}::text[])), blocking DESC, objections DESC, last_at DESC, id`,
  actions: sql`actions DESC, last_at DESC, id`,
  name: sql`lower(name), id`,
};

type Asked = { readonly now: number; readonly most: number };

/** Designs by mails alone, with their newest posting: those about which people said something have their own rows. */
const byMails = (list: string | null): ReturnType<typeof sql> => sql`
  near AS (
    SELECT * FROM derived.design d WHERE ${isOn(list)}
      AND d.id NOT IN (SELECT t.design_id FROM derived.design_now j, unnest(j.thread_ids) AS own (id)
        JOIN derived.design_thread t ON t.thread_id = own.id)
    ORDER BY d.last_at DESC, d.id LIMIT ${LOOKED_AT_MAX}
  ), standing AS (
    SELECT seen.thread_id AS id, ${DESIGN_NAME} AS name, d.lists, d.started_at, d.last_at, d.id AS design_id,
      d.thread_ids, s.state, s.moved_at, s.version, s.rfc, s.turn, s.turn_since, coalesce(s.versions, 0) AS versions
    FROM near d JOIN LATERAL (
      SELECT t.thread_id FROM derived.design_thread t WHERE t.design_id = d.id
      ORDER BY array_position(d.thread_ids, t.thread_id) LIMIT 1) seen ON true
    LEFT JOIN LATERAL (
      SELECT s.*, count(*) OVER () AS versions FROM derived.series s
      WHERE s.thread_id = ANY(d.thread_ids) ORDER BY s.sent_at DESC, s.id LIMIT 1) s ON true
  )`;

/** What is open in designs (rows with id). Design by design, hence OFFSET: else PostgreSQL reads the whole archive. */
const counted = (designs: ReturnType<typeof sql>): ReturnType<typeof sql> => sql`counted AS (
  SELECT own.design_id,
    count(*) FILTER (WHERE own.kind = 'objection' AND own.status IN ('open', 'answered')) AS objections,
    count(*) FILTER (WHERE own.kind = 'objection' AND own.blocking AND own.status IN ('open', 'answered')) AS blocking,
    count(*) FILTER (WHERE own.kind = 'question' AND own.status = 'open') AS questions,
    count(*) FILTER (WHERE own.kind = 'action' AND own.status = 'open') AS actions
  FROM ${designs} d CROSS JOIN LATERAL (
    SELECT i.design_id, i.kind, i.status, i.blocking FROM derived.item i
    WHERE i.design_id = d.id AND (i.certain OR i.confidence >= ${LIKELY_MIN})
      AND i.kind IN ('objection', 'question', 'action') AND NOT ${IS_REBUTTAL} OFFSET 0) own
  GROUP BY own.design_id)`;

/**
 * Of all that are looked at only when the order asks for it, else of those that are shown: 2,000 designs have 100,000
 * items.
 */
const COUNTS_FIRST: ReadonlySet<DesignSort> = new Set(['objections', 'actions']);

/** Messages in each part of the life of the design `f`. */
const ACTIVITY = sql`(
  SELECT json_agg(coalesce(busy.count, 0) ORDER BY part)
  FROM generate_series(1, ${ACTIVITY_PARTS}) part LEFT JOIN (
    SELECT least(${ACTIVITY_PARTS}, greatest(1, width_bucket(
      extract(epoch FROM coalesce(m.sent_at, m.received_at))::float8,
      extract(epoch FROM f.started_at)::float8, extract(epoch FROM f.last_at)::float8 + 1,
      ${ACTIVITY_PARTS}))) AS part, count(*) AS count
    FROM derived.thread_node n JOIN derived.message m ON m.key = n.message_key
    WHERE n.thread_id = ANY(f.thread_ids) GROUP BY 1) busy USING (part))`;

const ROW = sql`'id', f.id, 'name', f.name, 'lists', f.lists,
  'startedAt', extract(epoch FROM f.started_at) * 1000, 'lastAt', extract(epoch FROM f.last_at) * 1000,
  'state', f.state, 'versions', f.versions,
  'version', CASE WHEN f.version IS NOT NULL THEN json_build_object('version', f.version, 'rfc', f.rfc) END,
  'turn', f.turn, 'turnSince', extract(epoch FROM f.turn_since) * 1000,
  'openObjections', coalesce(f.objections, c.objections, 0), 'blockingObjections', coalesce(f.blocking, c.blocking, 0),
  'openQuestions', coalesce(f.questions, c.questions, 0), 'openActions', coalesce(f.actions, c.actions, 0),
  'activity', ${ACTIVITY}`;

const FOUND = sql`coalesce(c.objections, 0) AS objections, coalesce(c.blocking, 0) AS blocking,
  coalesce(c.questions, 0) AS questions, coalesce(c.actions, 0) AS actions`;
const NONE = sql`NULL::bigint AS objections, NULL::bigint AS blocking, NULL::bigint AS questions,
  NULL::bigint AS actions`;

/**
 * Designs at `now` (epoch milliseconds), at most `most` rows. Those about which people said something stand as they
 * left them, in the place of the designs that their threads have by mails. Null when the list is unknown.
 */
export async function loadDesigns(
  { list, state, turn, sort }: DesignFilter,
  { now, most }: Asked,
): Promise<DesignListPage | null> {
  const isFirst = COUNTS_FIRST.has(sort);
  // Planned each time (database/client.ts): for any list and filter, it took three times as long on linux-xfs.
  return queryPage<DesignListPage>(sql`/* search */
    WITH ${byMails(list)}, ${isFirst ? sql`${counted(sql`near`)},` : sql``} all_designs AS (
      SELECT st.id, st.name, st.lists, st.started_at, st.last_at, st.thread_ids, st.state, st.moved_at, st.version,
        st.rfc, st.turn, st.turn_since, st.versions, st.design_id, ${isFirst ? FOUND : NONE}
      FROM standing st ${isFirst ? sql`LEFT JOIN counted c ON c.design_id = st.design_id` : sql``}
      UNION ALL
      (SELECT id, name, lists, started_at, last_at, thread_ids, state, moved_at, version, rfc, turn, turn_since,
        versions, NULL, objections, blocking, questions, actions
      FROM derived.design_now WHERE ${list}::text IS NULL OR ${list} = ANY(lists)
      ORDER BY last_at DESC, id LIMIT ${LOOKED_AT_MAX})
    ), known AS (
      SELECT id, name, lists, started_at, last_at, thread_ids, CASE WHEN state IS NULL THEN 'discussion'
          WHEN state <> ALL(${[...SETTLED_STATES]}::text[])
            AND moved_at < to_timestamp(${(now - STALLED_AFTER_MS) / 1000}::float8) THEN 'stalled'
          ELSE state END AS state,
        version, rfc, coalesce(turn, 'nobody') AS turn, turn_since, versions, design_id, objections, blocking,
        questions, actions
      FROM all_designs
    ), fitting AS (
      SELECT * FROM known st
      WHERE (${state}::text IS NULL OR st.state = ${state}) AND (${turn}::text IS NULL OR st.turn = ${turn})
    ), shown AS (
      SELECT *, row_number() OVER (ORDER BY ${ORDERS[sort]}) AS n FROM fitting ORDER BY n LIMIT ${most}
    )${isFirst ? sql`` : sql`, ${counted(sql`(SELECT design_id AS id FROM shown)`)}`}
    SELECT json_build_object(
      'rows', coalesce((SELECT json_agg(json_build_object(${ROW}) ORDER BY f.n)
        FROM shown f LEFT JOIN counted c ON c.design_id = f.design_id), '[]'),
      'states', coalesce((SELECT json_agg(json_build_object('state', state, 'count', count) ORDER BY count DESC, state)
        FROM (SELECT state, count(*) AS count FROM known GROUP BY state) s), '[]'),
      'turns', coalesce((SELECT json_agg(json_build_object('turn', turn, 'count', count) ORDER BY count DESC, turn)
        FROM (SELECT turn, count(*) AS count FROM known GROUP BY turn) s), '[]'),
      'fitting', (SELECT count(*) FROM fitting),
      'isCut', (SELECT count(*) = ${LOOKED_AT_MAX} FROM near)
    )::text AS page
    WHERE ${list === null ? sql`true` : isListed(list)}`);
}
