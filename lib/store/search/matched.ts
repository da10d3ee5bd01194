import { type Plan, rankQuery, type StateTest } from '@/lib/search/plan.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import {
  asksList,
  asksWords,
  conditionOf,
  FOUND_AT,
  isInIndex,
  isOnList,
  itemsCondition,
  itemTimes,
  mayBeOfItems,
  mayBeOfSeries,
  seriesCondition,
} from '@/lib/store/search/search-condition.ts';

/** The messages that a search finds: which are looked at, in which order. */

type Fragment = ReturnType<typeof sql>;

/** The newest so many matches are ordered and counted: what makes a search for a word of every mail end. */
export const SEARCHED_MAX = 5_000;

/** What is looked for, and whether the best come first. */
type Matching = {
  readonly plan: Plan;
  /** Only messages of this list. */
  readonly list: string | null;
  /** Only messages of the thread that has this one. */
  readonly thread?: string;
  readonly order: 'date' | 'relevance';
};

/**
 * What is searched, as `m` and the words as `text`. Lists and times stand beside the words, and a message is three
 * pages more for each that matches.
 */
function searched({ plan, list }: Pick<Matching, 'plan' | 'list'>): Fragment {
  if (isInIndex(plan)) {
    return sql`(SELECT message_key AS key, lists, kept_lists, sent_at, received_at, text FROM cache.searched) m`;
  }
  const asksIndex = list !== null || asksWords(plan) || asksList(plan);
  return asksIndex ? sql`(${WITH_WORDS}) m` : sql`(SELECT *, lists AS kept_lists FROM derived.message) m`;
}

/** Messages with their words, their lists and times from where the indexes have them. */
export const WITH_WORDS = sql`SELECT w.message_key AS key, n.message_id, n.first_of_id,
      w.lists, w.kept_lists, w.sent_at, w.received_at, w.text
    FROM cache.searched w JOIN derived.message n ON n.key = w.message_key`;

/** The newest messages that match, or the oldest, with rank and time: `matched`, for a WITH. */
export function matched(request: Matching, oldestFirst = false): Fragment {
  const newest = newestOfWays(request, oldestFirst);
  if (rankText(request) === null) {
    return sql`matched AS MATERIALIZED (SELECT n.*, 0::float8 AS rank FROM (${newest}) n)`;
  }
  return sql`matched AS MATERIALIZED (SELECT n.*, ${rank(request)} AS rank
    FROM (${newest}) n JOIN cache.message_search w ON w.message_key = n.key)`;
}

/** So many ways are looked for apart: each takes as long to plan as a search. */
const WAYS_MAX = 4;

/** Of what may be this or that, the first of each: an index has either, and none both. */
function newestOfWays(request: Matching, oldestFirst: boolean): Fragment {
  const { plan } = request;
  if (plan.kind !== 'any' || plan.parts.length > WAYS_MAX || isInIndex(plan))
    return newestOf(request, oldestFirst);
  const ways = plan.parts.map((part) => sql`(${newestOf({ ...request, plan: part }, oldestFirst)})`);
  const all = ways.reduce((before, way) => sql`${before} UNION ${way}`);
  return first(sql`(${all})`, oldestFirst);
}

function newestOf(request: Matching, oldestFirst: boolean): Fragment {
  const said = itemsOf(request.plan);
  return first(said === null ? fromMessages(request) : fromItems(request, said, oldestFirst), oldestFirst);
}

function first(found: Fragment, oldestFirst: boolean): Fragment {
  const order = oldestFirst ? sql`at, m.key DESC` : sql`at DESC, m.key`;
  return sql`SELECT m.key, at FROM ${found} m ORDER BY ${order} LIMIT ${SEARCHED_MAX}`;
}

/** Messages of which all that is asked is true, and `and`. */
function fromMessages(request: Matching, and = sql`true`): Fragment {
  return sql`(SELECT m.key, ${FOUND_AT} AS at FROM ${searched(request)}
    WHERE ${conditionOf(request.plan, 'messages')} AND ${within(request)} AND ${and})`;
}

/** What is asked of items in a search of messages, and what else is asked; null when nothing is that must be there. */
type Said = { readonly tests: readonly StateTest[]; readonly rest: Plan };

function itemsOf(plan: Plan): Said | null {
  const parts = plan.kind === 'all' ? plan.parts : [plan];
  const said = parts.find((part) => part.kind === 'states' && mayBeOfItems(part.tests));
  if (said?.kind !== 'states') return null;
  return { tests: said.tests, rest: { kind: 'all', parts: parts.filter((part) => part !== said) } };
}

/**
 * Messages by their items in the order of time, as an item has the time of its mail: where most mails have one, it is
 * the newest items that are read. What people added or judged may have any time, and so may mails that share an id with
 * an earlier one; there are few. A status may be that of the series instead.
 */
function fromItems(request: Matching, { tests, rest }: Said, oldestFirst: boolean): Fragment {
  const from = searched(request);
  const beside = sql`${conditionOf(rest, 'messages')} AND ${within(request)}`;
  const asked = sql`${itemsCondition(tests)} AND ${beside}`;
  const inOrder = oldestFirst ? sql`i.at, m.key DESC` : sql`i.at DESC, m.key`;
  const ofSeries = sql`UNION SELECT m.key, ${FOUND_AT} FROM ${from} WHERE ${seriesCondition(tests)} AND ${beside}`;
  return sql`(
    (SELECT DISTINCT m.key, i.at FROM derived.item_unjudged i
      JOIN ${from} ON m.message_id = i.message_id AND m.first_of_id
      WHERE ${asked} AND ${itemTimes(request.plan)} ORDER BY ${inOrder} LIMIT ${SEARCHED_MAX})
    UNION SELECT m.key, ${FOUND_AT} FROM derived.item_judged i
      JOIN ${from} ON m.message_id = i.message_id WHERE ${asked}
    UNION SELECT * FROM ${fromMessages(request, sql`NOT m.first_of_id`)} other
    ${mayBeOfSeries(tests) ? ofSeries : sql``})`;
}

function rankText({ plan, order }: Pick<Matching, 'plan' | 'order'>): string | null {
  return order === 'relevance' ? rankQuery(plan) : null;
}

/** Longer mails have more of every word, hence the 1: divided by the logarithm of their length. */
export function rank(request: Pick<Matching, 'plan' | 'order'>): Fragment {
  const text = rankText(request);
  return text === null ? sql`0::float8` : sql`ts_rank(text, ${text}::tsquery, 1)::float8`;
}

export function onList(list: string | null): Fragment {
  return list === null ? sql`true` : isOnList(list);
}

function within({ list, thread }: Pick<Matching, 'list' | 'thread'>): Fragment {
  if (thread === undefined) return onList(list);
  return sql`${onList(list)} AND m.key IN (SELECT n.message_key FROM derived.thread_node n
    WHERE n.thread_id IN (SELECT thread_id FROM derived.thread_node WHERE message_id = ${thread}))`;
}
