import type { IdLeaf, Query, StateLeaf } from '@/lib/search/query.ts';
import { type TimeRange, timeRange } from '@/lib/search/times.ts';
import { idQuery, textQuery } from '@/lib/search/ts-query.ts';

/** `ids`: one of these items, which is what `verdict:` becomes when it is known (lib/store/search/verdict-items.ts). */
export type StateTest =
  | StateLeaf
  | { readonly kind: 'items'; readonly field: 'ids'; readonly ids: readonly string[] };

/** A query as the database is asked: all words that can be in one `tsquery` are. */
export type Plan =
  /** Text of a `tsquery`. */
  | { readonly kind: 'words'; readonly tsquery: string }
  | { readonly kind: 'id'; readonly messageId: string }
  | { readonly kind: 'list'; readonly list: string }
  | { readonly kind: 'time'; readonly column: 'sent' | 'received'; readonly range: TimeRange }
  /** All of them are true of one item or, `series:` and `status:`, of the series of the message. */
  | { readonly kind: 'states'; readonly tests: readonly StateTest[] }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Plan[] }
  | { readonly kind: 'not'; readonly part: Plan };

/** The plan; null when the query has only words that are too common to be indexed. `now` is epoch milliseconds. */
export function planQuery(query: Query, now: number): Plan | null {
  switch (query.kind) {
    case 'text':
      return words(textQuery(query));
    case 'id':
      return idPlan(query);
    case 'time': {
      const range = timeRange(query, now) ?? { from: null, to: null };
      return { kind: 'time', column: query.field === 'rt' ? 'received' : 'sent', range };
    }
    case 'state':
      return { kind: 'states', tests: [query] };
    case 'not': {
      const part = planQuery(query.part, now);
      return part === null ? null : { kind: 'not', part };
    }
    default:
      return merge(
        query.kind,
        query.parts.flatMap((part) => planQuery(part, now) ?? []),
      );
  }
}

function words(tsquery: string | null): Plan | null {
  return tsquery === null ? null : { kind: 'words', tsquery };
}

function idPlan(leaf: IdLeaf): Plan | null {
  if (leaf.field === 'mid') return { kind: 'id', messageId: leaf.value };
  // `linux-xfs.vger.kernel.org` is the list-id of what is kept as `linux-xfs`.
  if (/^(?:l|lid|list)$/.test(leaf.field)) return { kind: 'list', list: leaf.value.split('.', 1)[0] ?? '' };
  return words(idQuery(leaf));
}

/** Words are asked for in one `tsquery`; words that must not be there only beside others, alone they find all. */
function merge(kind: 'all' | 'any', parts: readonly Plan[]): Plan | null {
  const there = parts.flatMap((part) => (part.kind === 'words' ? [part.tsquery] : []));
  const lacking = parts.flatMap((part) =>
    kind === 'all' && there.length > 0 && part.kind === 'not' && part.part.kind === 'words'
      ? [`!(${part.part.tsquery})`]
      : [],
  );
  const tests = kind === 'all' ? parts.flatMap((part) => (part.kind === 'states' ? part.tests : [])) : [];
  const rest = parts.filter(
    (part) =>
      part.kind !== 'words' &&
      !(lacking.length > 0 && part.kind === 'not' && part.part.kind === 'words') &&
      !(kind === 'all' && part.kind === 'states'),
  );
  const merged: Plan[] = [...rest];
  if (tests.length > 0) merged.unshift({ kind: 'states', tests });
  if (there.length > 0) {
    merged.unshift({
      kind: 'words',
      tsquery: `(${[...there, ...lacking].join(kind === 'all' ? ' & ' : ' | ')})`,
    });
  }
  const [only] = merged;
  if (only === undefined) return null;
  return merged.length === 1 ? only : { kind, parts: merged };
}

/** The words that must or may be there, for ranking and marking: one `tsquery`, or null when there are none. */
export function rankQuery(plan: Plan): string | null {
  const found = positiveWords(plan);
  return found.length === 0 ? null : found.join(' | ');
}

function positiveWords(plan: Plan): readonly string[] {
  if (plan.kind === 'words') return [plan.tsquery];
  return plan.kind === 'all' || plan.kind === 'any' ? plan.parts.flatMap(positiveWords) : [];
}
