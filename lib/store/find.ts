import { ITEM_KINDS } from '@/lib/design/item.ts';
import { VERDICT_WORDS } from '@/lib/evidence/item-verdicts.ts';
import { createMarker } from '@/lib/search/excerpt.ts';
import { parseQuery } from '@/lib/search/parse-query.ts';
import { planQuery } from '@/lib/search/plan.ts';
import type { Query, QueryProblem } from '@/lib/search/query.ts';
import {
  type ItemHit,
  type MessageHit,
  type SearchCursor,
  type SearchPage,
  type SeriesHit,
  searchItems,
  searchMessages,
  searchSeries,
} from '@/lib/store/search.ts';
import { resolveVerdicts, valuesIn } from '@/lib/store/verdict-items.ts';

export const SHOWN = ['messages', 'series', 'items'] as const;
export type Shown = (typeof SHOWN)[number];

export type FindRequest = {
  readonly text: string;
  readonly show: Shown;
  readonly list: string | null;
  readonly order: 'date' | 'relevance';
  readonly after: SearchCursor | null;
  readonly limit: number;
  /** Epoch milliseconds: what `1.week.ago` counts from. */
  readonly now: number;
};

export type Found = { readonly query: Query } & (
  | { readonly show: 'messages'; readonly page: SearchPage<MessageHit> }
  | { readonly show: 'series'; readonly page: SearchPage<SeriesHit> }
  | { readonly show: 'items'; readonly page: SearchPage<ItemHit> }
);

/** A search from its text on. Throws AppError BOUND_TOO_LARGE when it takes too long. */
export async function find(request: FindRequest): Promise<Found | { readonly problem: QueryProblem }> {
  const parsed = parseQuery(request.text);
  if (!parsed.ok) return { problem: parsed.problem };
  const { query } = parsed;
  const plan = planQuery(query, request.now);
  if (plan === null) {
    const detail = 'These words stand in nearly every mail and are not indexed. Add one that says more.';
    return { problem: { at: 0, end: request.text.length, detail } };
  }
  const kind = valuesIn(plan, 'kind').find((value) => !ITEM_KINDS.some((known) => known === value));
  if (kind !== undefined) return { problem: unknownValue(request.text, 'kind', kind, ITEM_KINDS) };
  const resolved = await resolveVerdicts(plan);
  if ('unknown' in resolved)
    return { problem: unknownValue(request.text, 'verdict', resolved.unknown, VERDICT_WORDS) };
  const asked = { ...request, plan: resolved.plan, withBody: createMarker(query, 'body').beginning !== null };
  switch (request.show) {
    case 'messages':
      return { query, show: 'messages', page: await searchMessages(asked) };
    case 'series':
      return { query, show: 'series', page: await searchSeries(asked) };
    case 'items':
      return { query, show: 'items', page: await searchItems(asked) };
  }
}

/** The place is that of the value where it stands as it is, else of the operator. */
function unknownValue(text: string, field: string, value: string, known: readonly string[]): QueryProblem {
  const lower = text.toLowerCase();
  const exact = lower.indexOf(`${field}:${value}`);
  const at = Math.max(0, exact === -1 ? lower.indexOf(`${field}:`) : exact);
  return {
    at,
    end: Math.min(text.length, at + field.length + 1 + value.length),
    detail: `${field}: takes one of ${known.join(', ')}.`,
  };
}
