import { ITEM_KINDS } from '@/lib/design/item.ts';
import { VERDICT_WORDS } from '@/lib/evidence/item-verdicts.ts';
import { STATUSES } from '@/lib/judge/judgement.ts';
import { createMarker } from '@/lib/search/excerpt.ts';
import { parseQuery } from '@/lib/search/parse-query.ts';
import { type Plan, planQuery } from '@/lib/search/plan.ts';
import type { Query, QueryProblem, Vocabulary } from '@/lib/search/query.ts';
import { SERIES_STATES } from '@/lib/series/series.ts';
import {
  type ItemHit,
  type MessageHit,
  type SearchCursor,
  type SearchPage,
  type SeriesHit,
  searchItems,
  searchMessages,
  searchSeries,
} from '@/lib/store/search/search.ts';
import { resolveVerdicts } from '@/lib/store/search/verdict-items.ts';

export const SHOWN = ['messages', 'series', 'items'] as const;
export type Shown = (typeof SHOWN)[number];

export type FindRequest = {
  readonly text: string;
  readonly show: Shown;
  readonly list: string | null;
  readonly order: 'date' | 'relevance';
  readonly after: SearchCursor | null;
  /** Of messages, as `SearchAddress` has it. */
  readonly offset?: number;
  readonly limit: number;
  /** Epoch milliseconds: what `1.week.ago` counts from. */
  readonly now: number;
};

export type Found = { readonly query: Query } & (
  | { readonly show: 'messages'; readonly page: SearchPage<MessageHit> }
  | { readonly show: 'series'; readonly page: SearchPage<SeriesHit> }
  | { readonly show: 'items'; readonly page: SearchPage<ItemHit> }
);

/** Closed lists (docs/items.md, docs/series-state.md): a word that is in none is a slip and would find nothing. */
const VOCABULARY: Vocabulary = {
  kind: ITEM_KINDS,
  status: [...new Set<string>([...Object.values(STATUSES).flat(), ...SERIES_STATES, 'stalled'])],
  verdict: VERDICT_WORDS,
};

/** A search from its text on. Throws AppError BOUND_TOO_LARGE when it takes too long. */
export async function find(request: FindRequest): Promise<Found | { readonly problem: QueryProblem }> {
  const planned = await planText(request);
  if ('problem' in planned) return planned;
  const { query, plan } = planned;
  const asked = { ...request, plan, withBody: createMarker(query, 'body').beginning !== null };
  switch (request.show) {
    case 'messages': {
      const { offset = 0 } = request;
      const from = { skip: offset < 0 ? -offset - 1 : offset, oldestFirst: offset < 0 };
      return { query, show: 'messages', page: await searchMessages(asked, from) };
    }
    case 'series':
      return { query, show: 'series', page: await searchSeries(asked) };
    case 'items':
      return { query, show: 'items', page: await searchItems(asked) };
  }
}

/** A text as the database can be asked, or why it cannot. */
export async function planText({
  text,
  now,
}: Pick<FindRequest, 'text' | 'now'>): Promise<
  { readonly query: Query; readonly plan: Plan } | { readonly problem: QueryProblem }
> {
  const parsed = parseQuery(text, VOCABULARY);
  if (!parsed.ok) return { problem: parsed.problem };
  const { query } = parsed;
  const plan = planQuery(query, now);
  if (plan !== null) return { query, plan: await resolveVerdicts(plan) };
  const detail = 'These words stand in nearly every mail and are not indexed. Add one that says more.';
  return { problem: { at: 0, end: text.length, detail } };
}
