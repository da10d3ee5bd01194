import type { MessageId } from '@/lib/mail/email.ts';
import type { AttachedPatch } from '@/lib/mail/patches/attached-patches.ts';
import { memberText } from '@/lib/series/review/member-text.ts';
import type { MemberText, ReplyText, SeriesTexts } from '@/lib/series/review/series-texts.ts';
import { queryPage, sql } from '@/lib/store/database/prisma.ts';

/** Messages looked at for one page: the longest honest series with its two neighbours has about 600. */
const NODES_MAX = 1_500;
/** Characters of a reply that are read; a longer one is a log somebody attached. */
const REPLY_LENGTH_MAX = 100_000;
/** Characters of all bodies together; more does not fit a page that has to come at once. */
const TOTAL_LENGTH_MAX = 8_000_000;

type SeriesRow = Pick<SeriesTexts, 'id' | 'name' | 'version' | 'rfc' | 'author'>;
type MemberRow = {
  readonly seriesId: MessageId;
  readonly n: number;
  readonly messageId: MessageId;
  readonly title: string;
  readonly isCover: boolean;
};
type NodeRow = {
  readonly threadId: string;
  readonly position: number;
  readonly parent: number | null;
  readonly messageId: MessageId;
  /** Cover or patch of any series: what is below it belongs to it. */
  readonly isMember: boolean;
  /** Null for a ghost. */
  readonly message: {
    /** False for other content under a Message-ID that is taken: it says nothing here. */
    readonly owns: boolean;
    readonly name: string;
    readonly email: string;
    readonly body: string;
    /** Of members only. */
    readonly attached: string | null;
    readonly patches: readonly AttachedPatch[] | null;
    readonly isFlowed: boolean;
    readonly patchId: string | null;
    readonly at: number | null;
  } | null;
};
type Loaded = {
  readonly series: readonly SeriesRow[];
  readonly members: readonly MemberRow[];
  readonly nodes: readonly NodeRow[];
  readonly nodeCount: number;
};

/**
 * The words of these series: covers, patches and all that was said below them, also when a series was mailed without
 * threading. In the order of `ids`; unknown ids are left out. One statement whatever the number of series.
 */
export async function loadSeriesTexts(ids: readonly string[]): Promise<readonly SeriesTexts[]> {
  const loaded = await queryPage<Loaded>(sql`
    WITH wanted AS (
      SELECT * FROM derived.series WHERE id = ANY(${[...ids]})
    ), member AS (
      SELECT id AS series_id, 0 AS n, cover_id AS message_id, name AS title, true AS is_cover
      FROM wanted WHERE cover_id IS NOT NULL
      UNION ALL
      SELECT p.series_id, p.n, p.message_id, p.name, false
      FROM wanted JOIN derived.patch p ON p.series_id = wanted.id AND p.message_id IS NOT NULL
    ), beginning AS (
      SELECT n.thread_id, min(n.position) AS position FROM derived.thread_node n
      JOIN derived.message m ON m.key = n.message_key AND m.first_of_id
      WHERE n.message_id IN (SELECT message_id FROM member) GROUP BY n.thread_id
    ), place AS (
      SELECT n.* FROM beginning b
      JOIN derived.thread_node n ON n.thread_id = b.thread_id AND n.position >= b.position
      ORDER BY n.thread_id, n.position LIMIT ${NODES_MAX}
    ), node AS (
      SELECT n.*, sum(length(m.body) + coalesce(length(m.attached), 0))
          OVER (ORDER BY n.thread_id, n.position) AS total,
        m.key, m.first_of_id, m.from_name, m.from_email, m.patch_id, coalesce(m.sent_at, m.received_at) AS at,
        n.message_id IN (SELECT message_id FROM member) AS is_ours, m.body, m.attached,
        m.facts->'attached' AS patches, m.facts ? 'flowed' AS is_flowed,
        EXISTS (SELECT FROM derived.patch p WHERE p.message_id = n.message_id)
          OR EXISTS (SELECT FROM derived.series s WHERE s.id = n.message_id) AS is_member
      FROM place n LEFT JOIN derived.message m ON m.key = n.message_key
    ), kept AS (
      SELECT * FROM node WHERE coalesce(total, 0) <= ${TOTAL_LENGTH_MAX}
    )
    SELECT json_build_object(
      'series', coalesce((SELECT json_agg(json_build_object('id', id, 'name', name, 'version', version, 'rfc', rfc,
          'author', json_build_object('name', author_name, 'email', author_email))) FROM wanted), '[]'),
      'members', coalesce((SELECT json_agg(json_build_object('seriesId', series_id, 'n', n, 'messageId', message_id,
          'title', title, 'isCover', is_cover) ORDER BY NOT is_cover, n) FROM member), '[]'),
      'nodes', coalesce((SELECT json_agg(json_build_object('threadId', thread_id, 'position', position,
          'parent', parent_position, 'messageId', message_id, 'isMember', is_member,
          'message', CASE WHEN key IS NOT NULL THEN json_build_object('owns', first_of_id, 'name', from_name,
            'email', from_email, 'body', CASE WHEN is_ours THEN body ELSE left(body, ${REPLY_LENGTH_MAX}) END,
            'attached', CASE WHEN is_ours THEN attached END, 'patches', CASE WHEN is_ours THEN patches END,
            'isFlowed', is_flowed, 'patchId', patch_id,
            'at', extract(epoch FROM at) * 1000) END) ORDER BY thread_id, position)
          FROM kept), '[]'),
      'nodeCount', (SELECT count(*) FROM beginning b
        JOIN derived.thread_node n ON n.thread_id = b.thread_id AND n.position >= b.position)
    )::text AS page`);
  if (loaded === null) return [];
  return ids.flatMap((id) => {
    const series = loaded.series.find((row) => row.id === id);
    return series === undefined ? [] : [toTexts(series, loaded)];
  });
}

function toTexts(series: SeriesRow, { members, nodes, nodeCount }: Loaded): SeriesTexts {
  const own = members.filter((member) => member.seriesId === series.id);
  const messages = new Map(
    nodes.flatMap(({ messageId, message }) => (message?.owns === true ? [[messageId, message]] : [])),
  );
  const coverId = own.find(({ isCover }) => isCover)?.messageId ?? null;
  const withText = own.flatMap(({ seriesId: _, ...member }): readonly MemberText[] => {
    const message = messages.get(member.messageId);
    if (message === undefined) return [];
    const { name, email, at } = message;
    return [{ ...member, from: { name, email }, ...memberText(member, coverId, message), at }];
  });
  const replies = repliesBelow(nodes, new Set(own.map(({ messageId }) => messageId)));
  return { ...series, members: withText, replies, truncated: nodes.length < nodeCount };
}

/** In reading order, so that a parent's owner is known before its children ask for it. */
function repliesBelow(nodes: readonly NodeRow[], members: ReadonlySet<MessageId>): readonly ReplyText[] {
  const replies: ReplyText[] = [];
  /** For every place the member it is below, and the nearest message that is here. */
  const above = new Map<string, { readonly on: MessageId; readonly nearest: MessageId }>();
  for (const node of nodes) {
    const place = `${node.threadId} ${node.position}`;
    const parent = node.parent === null ? undefined : above.get(`${node.threadId} ${node.parent}`);
    const { message, messageId } = node;
    const isImposter = message?.owns === false;
    if (members.has(messageId) && !isImposter) above.set(place, { on: messageId, nearest: messageId });
    else if (parent !== undefined && (isImposter || !node.isMember)) {
      const isHere = message !== null && !isImposter;
      above.set(place, { on: parent.on, nearest: isHere ? messageId : parent.nearest });
      if (!isHere) continue;
      const { name, email, body, at } = message;
      replies.push({
        messageId,
        from: { name, email },
        references: [parent.nearest],
        body,
        on: parent.on,
        at,
      });
    }
  }
  return replies;
}
