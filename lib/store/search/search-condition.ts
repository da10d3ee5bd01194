import { assert } from '@/lib/base/assert.ts';
import { STATUSES } from '@/lib/judge/judgement.ts';
import type { Plan, StateTest } from '@/lib/search/plan.ts';
import type { StateLeaf } from '@/lib/search/query.ts';
import { SERIES_STATES } from '@/lib/series/series.ts';
import { SETTLED_STATES, STALLED_AFTER_MS } from '@/lib/series/stalled.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { folded } from '@/lib/store/folded.ts';

type Fragment = ReturnType<typeof sql>;

/** Whether the vector of words is needed. */
export function asksWords(plan: Plan): boolean {
  if (plan.kind === 'words') return true;
  if (plan.kind === 'not') return asksWords(plan.part);
  return (plan.kind === 'all' || plan.kind === 'any') && plan.parts.some(asksWords);
}

/** Whether lists are, beside what is asked of the messages. */
export function asksList(plan: Plan): boolean {
  return plan.kind === 'list' || (plan.kind === 'all' && plan.parts.some(asksList));
}

/** Whether words, times and lists are all that is asked: `cache.message_search` has those. */
export function isInIndex(plan: Plan): boolean {
  switch (plan.kind) {
    case 'all':
    case 'any':
      return plan.parts.every(isInIndex);
    case 'not':
      return isInIndex(plan.part);
    default:
      return plan.kind === 'words' || plan.kind === 'time' || plan.kind === 'list';
  }
}

/** The words that must be there, when times and lists are all that is asked besides; else null. */
export function onlyWords(plan: Plan): string | null {
  if (plan.kind === 'words') return plan.tsquery;
  if (plan.kind !== 'all') return null;
  const isBeside = (part: Plan): boolean => part.kind === 'time' || part.kind === 'list';
  const [words, ...rest] = [...plan.parts.filter((part) => !isBeside(part))];
  return words?.kind === 'words' && rest.length === 0 ? words.tsquery : null;
}

/** The time of a message as searches order by it, as it stands in the index. */
export const FOUND_AT = sql`coalesce(m.sent_at, m.received_at, 'epoch')`;

/** An index has lists for `@>`, not for `ANY`; of `kept_lists` a reader may see fewer. */
export function isOnList(list: string): Fragment {
  return sql`m.kept_lists @> ARRAY[${list}::text] AND (m.lists @> ARRAY[${list}::text]) IS TRUE`;
}

/**
 * A condition on messages `m` with their `text`, the vector, where words are asked for; for `items` on an item `i`
 * beside. Whatever somebody typed is a parameter.
 */
export function conditionOf(plan: Plan, rows: 'messages' | 'items'): Fragment {
  switch (plan.kind) {
    case 'words':
      return sql`text @@ ${plan.tsquery}::tsquery`;
    case 'id':
      return sql`m.message_id = ${plan.messageId}`;
    case 'list':
      return isOnList(plan.list);
    case 'time':
      return timeCondition(plan);
    case 'states':
      return statesCondition(plan.tests, rows);
    case 'not':
      // What has no owner, status or date is not of the one that is named.
      return sql`(${conditionOf(plan.part, rows)}) IS NOT TRUE`;
    default:
      return joinedBy(
        plan.kind,
        plan.parts.map((part) => conditionOf(part, rows)),
      );
  }
}

type TimePlan = Plan & { readonly kind: 'time' };

function timeCondition({ column, range }: TimePlan): Fragment {
  if (column === 'received') return withinRange(sql`coalesce(m.received_at, m.sent_at)`, range);
  // What has no time at all stands with the oldest, and is of no day.
  return range.from === null && range.to === null
    ? sql`true`
    : joinedBy('all', [withinRange(FOUND_AT, range), sql`coalesce(m.sent_at, m.received_at) IS NOT NULL`]);
}

function withinRange(time: Fragment, { from, to }: TimePlan['range']): Fragment {
  return joinedBy('all', [
    ...(from === null ? [] : [sql`${time} >= to_timestamp(${from}::float8 / 1000)`]),
    ...(to === null ? [] : [sql`${time} < to_timestamp(${to}::float8 / 1000)`]),
  ]);
}

/** Of items `i` as mails say them, whose time is that of their mail: the dates once more, for the index of items. */
export function itemTimes(plan: Plan): Fragment {
  const parts = plan.kind === 'all' ? plan.parts : [plan];
  const times = parts.filter((part) => part.kind === 'time' && part.column === 'sent') as readonly TimePlan[];
  return joinedBy(
    'all',
    times.map(({ range }) => withinRange(sql`i.at`, range)),
  );
}

/**
 * `status:` is of the item when something else is asked of it, of the series when `series:` is, else of either. All
 * that is asked of an item is asked of one.
 */
function statesCondition(tests: readonly StateTest[], rows: 'messages' | 'items'): Fragment {
  const ofSeries = tests.filter(isOfSeries);
  const ofItem = tests.filter((test) => !isOfSeries(test) && !isStatus(test));
  if (ofSeries.length > 0) {
    const series = seriesCondition(tests.filter((test) => isOfSeries(test) || isStatus(test)));
    return joinedBy('all', [series, ...(ofItem.length > 0 ? [haveItem(ofItem, rows)] : [])]);
  }
  if (rows === 'items') return itemsCondition(tests);
  return joinedBy('any', [
    ...(mayBeOfItems(tests) ? [haveItem(tests, rows)] : []),
    ...(mayBeOfSeries(tests) ? [seriesCondition(tests)] : []),
  ]);
}

const isStatus = (test: StateTest): test is StateLeaf => test.field === 'status';
const isOfSeries = (test: StateTest): test is StateLeaf => test.field === 'series';

/** Items and series have their own words, with a few in common. */
const ITEM_STATUSES: ReadonlySet<string> = new Set(Object.values(STATUSES).flat());
const SERIES_STATUSES: ReadonlySet<string> = new Set([...SERIES_STATES, 'stalled']);

const isOneOf = (words: ReadonlySet<string>, test: StateTest): boolean =>
  isStatus(test) && words.has(test.value.toLowerCase());

/** Whether an item may be all of that. */
export function mayBeOfItems(tests: readonly StateTest[]): boolean {
  return tests.every((test) => (isStatus(test) ? isOneOf(ITEM_STATUSES, test) : !isOfSeries(test)));
}

/** Whether nothing but a state is asked for, which series have. */
export function mayBeOfSeries(tests: readonly StateTest[]): boolean {
  return tests.every((test) => isOneOf(SERIES_STATUSES, test));
}

/** Of an item `i`. */
export function itemsCondition(tests: readonly StateTest[]): Fragment {
  return joinedBy('all', tests.map(itemCondition));
}

function haveItem(tests: readonly StateTest[], rows: 'messages' | 'items'): Fragment {
  const condition = itemsCondition(tests);
  if (rows === 'items') return condition;
  return sql`m.message_id IN (SELECT i.message_id FROM derived.item_now i WHERE ${condition})`;
}

/** Of messages `m`: they are covers or patches of such a series. Each is read once, not for every message of few. */
export function seriesCondition(tests: readonly StateTest[]): Fragment {
  const condition = joinedBy(
    'all',
    tests.flatMap((test) => (test.kind === 'state' ? [seriesTest(test)] : [])),
  );
  return sql`m.message_id IN (WITH posted AS MATERIALIZED (
      SELECT s.id FROM derived.series_now s WHERE ${condition} UNION ALL
      SELECT p.message_id FROM derived.series_now s JOIN derived.patch p ON p.series_id = s.id
      WHERE ${condition} AND p.message_id IS NOT NULL)
    SELECT id FROM posted)`;
}

/** Names are folded once each, not with every item; an index has the beginning of a name for the items. */
function itemCondition(test: StateTest): Fragment {
  if (test.kind === 'items') return sql`i.id = ANY(${test.ids}::text[])`;
  const { field, value } = test;
  assert(field !== 'verdict', 'a verdict is resolved before the database is asked');
  const asked = value.toLowerCase();
  switch (field) {
    case 'kind':
      return sql`i.kind = ${asked}`;
    case 'status':
      return sql`i.status = ${asked}`;
    case 'owner':
      return sql`left(i.owner, 300) = ANY(ARRAY(
        SELECT n.owner FROM derived.owner_name n WHERE ${contains(sql`n.owner`, value)}))`;
    default:
      return sql`left(i.by_name || ' <' || i.by_email || '>', 300) = ANY(ARRAY(
        SELECT n.author FROM derived.author_name n WHERE ${contains(sql`n.author`, value)}))`;
  }
}

function contains(name: Fragment, part: string): Fragment {
  return sql`strpos(${folded(name)}, ${folded(sql`${part}::text`)}) > 0`;
}

/**
 * A series by a part of its name, or by its Message-ID, which means all versions. Of the states `stalled` is not stored
 * (lib/series/stalled.ts): it is one that still waits, and has for long.
 */
function seriesTest({ field, value }: StateLeaf): Fragment {
  if (field === 'status' && value.toLowerCase() === 'stalled') {
    return sql`s.state <> ALL(${[...SETTLED_STATES]}::text[])
      AND s.moved_at < now() - ${STALLED_AFTER_MS / 1000}::float8 * interval '1 second'`;
  }
  if (field === 'status') return sql`s.state = ${value.toLowerCase()}`;
  const named = value.replace(/^<(.+)>$/, '$1');
  return sql`(${contains(sql`s.name`, value)}
    OR s.chain_id IN (SELECT chain_id FROM derived.series_now WHERE id = ${named}))`;
}

/** In parentheses: what stands beside it is said of all ways, not of the last. */
function joinedBy(kind: 'all' | 'any', parts: readonly Fragment[]): Fragment {
  const [first, ...rest] = parts.map((part) => sql`(${part})`);
  if (first === undefined) return kind === 'all' ? sql`true` : sql`false`;
  const joined = rest.reduce(
    (before, part) => (kind === 'all' ? sql`${before} AND ${part}` : sql`${before} OR ${part}`),
    first,
  );
  return sql`(${joined})`;
}
