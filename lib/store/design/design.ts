import type { ExtractedDesign, PlacedItem } from '@/lib/design/extract.ts';
import type { Option } from '@/lib/design/item.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import type { Skeleton } from '@/lib/mail/skeleton.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { indexMailmap, parseMailmap } from '@/lib/series/mailmap.ts';
import type { Series, StateReason } from '@/lib/series/series.ts';
import { queryPage, queryRows, sql } from '@/lib/store/database/prisma.ts';
import { haveHiddenPart } from '@/lib/store/design/hidden-part.ts';
import { ITEM_COLUMNS, type ItemColumns, itemOf } from '@/lib/store/design/item-columns.ts';
import { DESIGN_NAME } from '@/lib/store/page-rows.ts';

/** A design as the archive holds it, with what is needed to tell its state at any time. */
export type StoredDesign = {
  readonly extracted: ExtractedDesign;
  /** The messages of its threads that are seen, without bodies, oldest first. */
  readonly messages: readonly Skeleton[];
  /** Mails of trees in threads of their own that tell of these series. */
  readonly notes: readonly Skeleton[];
  /** How many more there are than were read. */
  readonly messagesLeft: number;
  readonly mailmap: string;
  readonly stored: readonly StoredSeries[];
  /** Some mail is kept from its reader: `stored` may be what that made of it. */
  readonly isPart: boolean;
};

type StoredSeries = {
  readonly id: MessageId;
  readonly chainId: MessageId;
  readonly reason: StateReason;
  readonly supersedes: MessageId | null;
  readonly supersededBy: MessageId | null;
  readonly follows: MessageId | null;
};

type Page = {
  readonly id: MessageId;
  readonly name: string;
  readonly lists: readonly string[];
  readonly startedAt: number;
  readonly lastAt: number;
  readonly threads: readonly MessageId[];
  /** Of the design that names it, of all its threads that are seen. */
  readonly firstThread: MessageId;
  readonly items: readonly PlacedItem[];
  readonly options: readonly Option[];
  readonly messages: readonly Skeleton[];
  readonly notes: readonly Skeleton[];
  readonly messageCount: number;
  readonly mailmap: string | null;
  readonly series: readonly StoredSeries[];
  readonly failure: string | null;
};

/** States and stances of a discussion longer than this are judged by its beginning; ten times the longest we have. */
const MESSAGES_MAX = 2_000;

const SKELETON = sql`'key', m.key, 'messageId', m.message_id, 'contentHash', m.content_hash,
  'firstOfId', m.first_of_id, 'references', m.reference_ids,
  'time', extract(epoch FROM coalesce(m.sent_at, m.received_at, to_timestamp(0))) * 1000, 'subject', m.subject,
  'from', json_build_object('name', m.from_name, 'email', m.from_email), 'lists', m.lists, 'facts', m.facts,
  'inReplyTo', m.in_reply_to, 'reconstructed', m.reconstructed, 'matchKey', m.match_key`;

/**
 * The design that a message (or the root of one of its threads, though not here) belongs to; null when none does. Of
 * several messages with one id that which owns it decides: anybody may send others to any thread.
 */
export async function loadDesign(messageId: string): Promise<StoredDesign | null> {
  const page = await loadPage(sql`
    hit AS (
      SELECT t.design_id FROM derived.thread_node n JOIN derived.design_thread t ON t.thread_id = n.thread_id
      LEFT JOIN derived.message m ON m.key = n.message_key
      WHERE n.message_id = ${messageId} ORDER BY m.first_of_id DESC NULLS LAST, t.design_id LIMIT 1
    ), own AS (
      SELECT t.thread_id, t.design_id FROM hit JOIN derived.design_thread t ON t.design_id = hit.design_id
    )`);
  return page === null ? null : toDesign(page, await haveHiddenPart(page.threads));
}

/** These threads, of one design or several, as one design: it is called as the oldest of its threads is. */
export async function loadThreadsAsDesign(threadIds: readonly string[]): Promise<StoredDesign | null> {
  const page = await loadPage(sql`
    own AS (SELECT thread_id, design_id FROM derived.design_thread WHERE thread_id = ANY(${threadIds}))`);
  if (page === null) return null;
  const { messages, threads } = page;
  const [first] = messages;
  const known = new Set<string>(page.items.map(({ id }) => id));
  const whole = {
    ...page,
    name: threads[0] === page.firstThread || first === undefined ? page.name : first.subject,
    lists: [...new Set(messages.flatMap((message) => message.lists))].sort(),
    startedAt: first?.time ?? page.startedAt,
    lastAt: messages.at(-1)?.time ?? page.lastAt,
    items: page.items.map((item) => ({ ...item, targets: item.targets.filter(({ id }) => known.has(id)) })),
    options: page.options.flatMap((option) => {
      const mentions = option.mentions.filter((mention) => known.has(mention));
      return mentions.length === 0 ? [] : [{ ...option, mentions }];
    }),
  };
  return toDesign(whole, await haveHiddenPart(page.threads));
}

/** `own` are the parts of a WITH, the last of which has threads with their designs. */
async function loadPage(own: ReturnType<typeof sql>): Promise<Page | null> {
  type Sent = Omit<Page, 'items'> & { readonly items: readonly ItemColumns[] };
  const page = await queryPage<Sent>(sql`
    WITH ${own}, placed AS (
      SELECT own.thread_id, d.id, row_number() OVER (
        ORDER BY d.started_at, d.id, array_position(d.thread_ids, own.thread_id)) AS n
      FROM own JOIN derived.design d ON d.id = own.design_id
    ), part AS (
      SELECT n.message_key FROM own JOIN derived.thread_node n ON n.thread_id = own.thread_id
      WHERE n.message_key IS NOT NULL
    ), message AS (
      -- Chosen before they are written as JSON: of 10,000 most are not.
      SELECT json_build_object(${SKELETON}) AS line FROM (
        SELECT m.* FROM part JOIN derived.message m ON m.key = part.message_key
        ORDER BY coalesce(m.sent_at, m.received_at, to_timestamp(0)), m.key LIMIT ${MESSAGES_MAX}) m
    ), note AS (
      SELECT DISTINCT t.message_id FROM own JOIN derived.series s ON s.thread_id = own.thread_id
      JOIN derived.taken t ON t.series_id = s.id
    )
    SELECT json_build_object('id', d.id, 'name', ${DESIGN_NAME}, 'lists', d.lists,
      'startedAt', extract(epoch FROM d.started_at) * 1000, 'lastAt', extract(epoch FROM d.last_at) * 1000,
      'failure', (SELECT min(o.failure) FROM derived.design o WHERE o.id IN (SELECT design_id FROM own)),
      'threads', (SELECT json_agg(thread_id ORDER BY n) FROM placed),
      'firstThread', (SELECT t.thread_id FROM derived.design_thread t WHERE t.design_id = d.id
        ORDER BY array_position(d.thread_ids, t.thread_id) LIMIT 1),
      'items', coalesce((SELECT json_agg(json_build_array(${ITEM_COLUMNS})
          ORDER BY i.at, i.message_id, i.span_start, i.id)
        FROM own JOIN derived.item i ON i.thread_id = own.thread_id), '[]'),
      'options', coalesce((SELECT json_agg(json_build_object('id', o.id, 'title', o.title, 'status', o.status,
        'mentions', o.mentions) ORDER BY o.id)
        FROM derived.option o WHERE o.design_id IN (SELECT design_id FROM own)), '[]'),
      'messages', coalesce((SELECT json_agg(line) FROM message), '[]'),
      'notes', coalesce((SELECT json_agg(line) FROM (
        SELECT json_build_object(${SKELETON}) AS line
        FROM note JOIN derived.message m ON m.message_id = note.message_id AND m.first_of_id
        WHERE m.key NOT IN (SELECT message_key FROM part)
        ORDER BY coalesce(m.sent_at, m.received_at, to_timestamp(0)), m.key LIMIT ${MESSAGES_MAX}) found), '[]'),
      'messageCount', (SELECT count(*) FROM part),
      'mailmap', (SELECT text FROM ground.mailmap LIMIT 1),
      'series', coalesce((SELECT json_agg(json_build_object('id', s.id, 'chainId', s.chain_id,
        'reason', json_build_object('state', s.state, 'turn', s.turn,
          'turnSince', extract(epoch FROM s.turn_since) * 1000, 'rule', s.state_rule, 'because', s.state_because),
        'supersedes', s.supersedes, 'supersededBy', s.superseded_by, 'follows', s.follows))
        FROM own JOIN derived.series s ON s.thread_id = own.thread_id), '[]')
    )::text AS page
    FROM placed JOIN derived.design d ON d.id = placed.id WHERE placed.n = 1`);
  return page === null ? null : { ...page, items: page.items.map(itemOf) };
}

/** Whether the reader sees a thread of that id that belongs to a design. */
export async function isDesignSeen(threadId: string): Promise<boolean> {
  const rows = await queryRows<{ readonly one: number }>(sql`
    SELECT 1 AS one FROM derived.design_thread WHERE thread_id = ${threadId} LIMIT 1`);
  return rows.length > 0;
}

function toDesign(page: Page, isPart: boolean): StoredDesign {
  const { threads, messages, notes, series } = page;
  // The oldest thread may be on a list that is not seen: then neither its id nor its name is told.
  const id = threads.includes(page.id) ? page.id : (threads[0] ?? page.id);
  return {
    extracted: {
      design: { id, threadIds: threads, seriesIds: series.map((one) => one.id) },
      name: page.name,
      lists: page.lists,
      startedAt: page.startedAt,
      lastAt: page.lastAt,
      items: page.items,
      options: page.options,
      failure: page.failure,
    },
    messages,
    notes,
    messagesLeft: page.messageCount - messages.length,
    mailmap: page.mailmap ?? '',
    stored: series,
    isPart,
  };
}

/**
 * The series of a design as they stood at `at` (epoch milliseconds; null: now), with their discussions, which are not
 * stored. For now their states are those of the archive: what ties them may stand in other threads. Where some of its
 * mail is kept from the reader they follow from what he sees.
 */
export function seriesOf(
  { messages, notes, messagesLeft, mailmap, stored, isPart }: StoredDesign,
  at: number | null,
): readonly Series[] {
  const until = [...messages, ...notes].filter(({ time }) => at === null || time <= at);
  const { series } = deriveArchive(until, indexMailmap(parseMailmap(mailmap)));
  if (at !== null) return series;
  const known = new Map(stored.map((one) => [one.id, one]));
  return series.flatMap((one) => {
    const kept = known.get(one.id);
    if (kept === undefined) return [];
    return [isPart && messagesLeft === 0 ? one : { ...one, ...kept }];
  });
}
