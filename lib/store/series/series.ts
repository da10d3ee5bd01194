import type { Turn } from '@/lib/series/series.ts';
import { queryPage, sql } from '@/lib/store/database/prisma.ts';
import {
  isOfChain,
  MESSAGE_LINE,
  type MessageLine,
  NODE_LINE,
  type Place,
  postedIn,
  SERIES_LINE,
  type SeriesLine,
} from '@/lib/store/page-rows.ts';
import { REVERTED_BY, REVERTS, type RevertLine } from '@/lib/store/series/revert-lines.ts';

export type PatchLine = {
  readonly n: number;
  /** Null for a patch that never arrived. */
  readonly messageId: string | null;
  readonly name: string;
  readonly at: number | null;
  /** Taken over unchanged from the version that this partial reroll mends. */
  readonly carried: boolean;
  readonly trailers: readonly {
    readonly name: string;
    readonly value: string;
    /** The message that carries it: the patch itself or a reply. */
    readonly from: string;
  }[];
};

/**
 * A message of a thread of the series with the beginning of its body, enough to find its first words. A series that was
 * mailed without threading has several threads, and places count anew in each.
 */
export type DiscussionNode = Place & {
  readonly threadId: string;
  /** Cover or patch of any series: what stands below it is said of that. */
  readonly isMember: boolean;
  readonly message: (MessageLine & { readonly opening: string }) | null;
};

export type SeriesLink = {
  readonly relation: 'supersedes' | 'follows';
  /** 0 to 1. */
  readonly score: number;
  readonly reasons: readonly string[];
  readonly holds: boolean;
  /** The other series is the later one. */
  readonly isLater: boolean;
  readonly series: SeriesLine;
};

/** A mail by which a tree took patches of the series or let them go, with its beginning, where the words stand. */
export type TakenLine = {
  readonly message: MessageLine & { readonly opening: string };
  /** Empty where only the mail itself says. */
  readonly tree: string;
  readonly kind: 'taken' | 'dropped';
  readonly patches: readonly number[];
  readonly start: number;
  readonly end: number;
};

export type SeriesPage = {
  readonly series: SeriesLine & {
    readonly threadId: string;
    readonly coverId: string | null;
    readonly stateRule: string;
    readonly turn: Turn;
    readonly turnSince: number;
    readonly stateBecause: { readonly messageId: string; readonly start: number; readonly end: number };
    readonly supersedes: string | null;
    readonly supersededBy: string | null;
    readonly follows: string | null;
  };
  /** Every version of the chain, this one included, oldest first. */
  readonly chain: readonly SeriesLine[];
  /** Series of the same design under another name: the one this follows, and those that follow this. */
  readonly related: readonly SeriesLine[];
  /** What ties it to other series, with reasons; a link that does not hold is a suggestion. */
  readonly links: readonly SeriesLink[];
  readonly patches: readonly PatchLine[];
  /** What trees told in mails of their own, oldest first. */
  readonly taken: readonly TakenLine[];
  /** What reverts patches of it, and of which series it reverts some. */
  readonly revertedBy: readonly RevertLine[];
  readonly reverts: readonly RevertLine[];
  readonly nodes: readonly DiscussionNode[];
  /** The message whose words caused the state, with its whole body; null when it is not here. */
  readonly because: (MessageLine & { readonly body: string }) | null;
};

/** A discussion longer than this is read in the thread. */
const NODES_MAX = 400;
/** Characters of a reply that are searched for its first own words; they often follow a long quote. */
const OPENING_LENGTH = 16_000;

/** One patch may be in a few trees; more are of an attack, or of a series of hundreds. */
const TAKEN_SHOWN_MAX = 100;
/** Where the words of a tree stand: lib/mail/signals/tree-note.ts looks no further. */
const TAKEN_OPENING_LENGTH = 4_000;

/** The reason of a link that people said; its words are in lib/view/chain-reasons.ts. */
const JUDGED = 'judged';

/** The parts of the page, of the series `hit` with the places `near` it. */
const SERIES = sql`(SELECT json_build_object(${SERIES_LINE}, 'threadId', s.thread_id, 'coverId', s.cover_id,
  'stateRule', s.state_rule, 'turn', s.turn, 'turnSince', extract(epoch FROM s.turn_since) * 1000,
  'stateBecause', s.state_because, 'supersedes', s.supersedes, 'supersededBy', s.superseded_by, 'follows', s.follows)
  FROM hit s)`;

const CHAIN = sql`(SELECT json_agg(json_build_object(${SERIES_LINE}) ORDER BY s.sent_at, s.version, s.id)
  FROM derived.series_now s WHERE ${isOfChain(sql`s`, sql`hit.chain_id`)})`;

/** What follows it is found by the links, or among the few of which people said something: no index has `follows`. */
const RELATED = sql`(SELECT json_agg(json_build_object(${SERIES_LINE}) ORDER BY s.sent_at, s.id)
  FROM derived.series_now s WHERE (s.id = hit.follows OR s.follows = hit.id) AND s.id IN (
    SELECT hit.follows UNION ALL SELECT later FROM derived.chain_link WHERE earlier = hit.id
    UNION ALL SELECT id FROM derived.judged_series WHERE follows = hit.id))`;

const LINKS = sql`(SELECT json_agg(json_build_object('relation', l.relation, 'score', l.score, 'reasons', l.reasons,
    'holds', l.holds, 'isLater', l.later = s.id, 'series', json_build_object(${SERIES_LINE}))
    ORDER BY l.holds DESC, l.score DESC, s.id)
  FROM derived.chain_link l
  JOIN derived.series_now s ON s.id = CASE l.later WHEN hit.id THEN l.earlier ELSE l.later END
  WHERE l.earlier = hit.id OR l.later = hit.id)`;

const PATCHES = sql`(SELECT json_agg(json_build_object('n', p.n, 'messageId', p.message_id, 'name', p.name,
    'at', extract(epoch FROM m.sent_at) * 1000, 'trailers', p.trailers, 'carried', p.carried) ORDER BY p.n)
  FROM derived.patch p LEFT JOIN derived.message m ON m.message_id = p.message_id AND m.first_of_id
  WHERE p.series_id = hit.id)`;

const TAKEN = sql`(SELECT json_agg(line ORDER BY place) FROM (
  SELECT row_number() OVER (ORDER BY coalesce(m.sent_at, m.received_at), m.message_id) AS place,
    json_build_object('tree', t.tree, 'kind', t.kind, 'patches', t.patches, 'start', t.span_start, 'end', t.span_end,
      'message', json_build_object(${MESSAGE_LINE}, 'opening', left(m.body, ${TAKEN_OPENING_LENGTH}))) AS line
  FROM derived.taken t JOIN derived.message m ON m.message_id = t.message_id AND m.first_of_id
  WHERE t.series_id = hit.id ORDER BY place LIMIT ${TAKEN_SHOWN_MAX}) told)`;

const NODES = sql`(SELECT json_agg(json_build_object('threadId', n.thread_id, ${NODE_LINE}, 'isMember', n.is_member,
    'message', CASE WHEN m.key IS NOT NULL THEN json_build_object(${MESSAGE_LINE}, 'opening',
      CASE WHEN n.is_member THEN '' ELSE left(m.body, ${OPENING_LENGTH}) END) END)
    ORDER BY n.thread_id, n.position)
  FROM near n LEFT JOIN derived.message m ON m.key = n.message_key)`;

/**
 * The series that `messageId` is the cover or a patch of, in the version chain as people corrected it; null when it is
 * neither.
 */
export async function loadSeries(messageId: string): Promise<SeriesPage | null> {
  const loaded = await queryPage<SeriesPage & { readonly isJudged: boolean; readonly isSaid: boolean }>(sql`
    WITH hit AS (
      SELECT s.* FROM derived.series_now s WHERE s.id IN ${postedIn(messageId)}
      ORDER BY s.id = ${messageId} DESC, s.id LIMIT 1
    ), cause AS (
      SELECT json_build_object(${MESSAGE_LINE}, 'body', m.body) AS line FROM hit
      JOIN derived.message m ON m.message_id = hit.state_because->>'messageId' AND m.first_of_id
    ), beginning AS (
      SELECT n.thread_id, min(n.position) AS position FROM derived.thread_node n
      JOIN derived.message m ON m.key = n.message_key AND m.first_of_id
      WHERE n.message_id IN (SELECT id FROM hit UNION ALL SELECT p.message_id FROM hit
        JOIN derived.patch p ON p.series_id = hit.id AND p.message_id IS NOT NULL)
      GROUP BY n.thread_id
    ), near AS (
      SELECT n.*, EXISTS (SELECT FROM derived.patch p WHERE p.message_id = n.message_id)
          OR EXISTS (SELECT FROM derived.series other WHERE other.id = n.message_id) AS is_member
      FROM hit, beginning b
      JOIN derived.thread_node n ON n.thread_id = b.thread_id AND n.position >= b.position
      ORDER BY n.thread_id <> hit.thread_id, n.thread_id, n.position LIMIT ${NODES_MAX}
    )
    SELECT json_build_object('isJudged', hit.is_judged,
      'isSaid', EXISTS (SELECT FROM ground.judgement j WHERE j.verb = 'chain' AND NOT j.redacted AND j.message_ids
        && (hit.id || ARRAY(SELECT p.message_id FROM derived.patch p WHERE p.series_id = hit.id))),
      'series', ${SERIES}, 'chain', ${CHAIN}, 'related', coalesce(${RELATED}, '[]'),
      'links', coalesce(${LINKS}, '[]'), 'patches', coalesce(${PATCHES}, '[]'), 'taken', coalesce(${TAKEN}, '[]'),
      'revertedBy', coalesce(${REVERTED_BY}, '[]'), 'reverts', coalesce(${REVERTS}, '[]'),
      'nodes', coalesce(${NODES}, '[]'), 'because', (SELECT line FROM cause LIMIT 1)
    )::text AS page
    FROM hit`);
  if (loaded === null) return null;
  const { isJudged, isSaid, ...page } = loaded;
  return isJudged ? { ...page, links: judgeLinks(page, isSaid) } : page;
}

/**
 * Links that people cut are gone, those that they made are there; evidence keeps its words. Where nobody said anything
 * the chain is what the mail that the reader sees makes of it, and of a link beside it there is no evidence.
 */
function judgeLinks({ series, chain, related, links }: SeriesPage, isSaid: boolean): readonly SeriesLink[] {
  const versions: ReadonlySet<string | null> = new Set([series.supersedes, series.supersededBy]);
  const others = new Set([...chain, ...related].map(({ id }) => id));
  const known = links.flatMap((link): readonly SeriesLink[] => {
    if (link.relation === 'follows') return link.holds && !others.has(link.series.id) ? [] : [link];
    const holds = versions.has(link.series.id);
    return link.holds && !holds ? [] : [{ ...link, holds }];
  });
  if (!isSaid) return known;
  const told = new Set(known.map((link) => link.series.id));
  const made = chain.flatMap((line): readonly SeriesLink[] => {
    if (!versions.has(line.id) || told.has(line.id)) return [];
    const isLater = line.id === series.supersededBy;
    return [{ relation: 'supersedes', score: 1, reasons: [JUDGED], holds: true, isLater, series: line }];
  });
  return [...made, ...known];
}
