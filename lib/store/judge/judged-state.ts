import type { Plan } from '@/lib/search/plan.ts';
import { type ItemFacts, loadJudgedStandings } from '@/lib/store/judge/judged-standing.ts';

/** What searches need to know of judgements, for the designs that were judged last (`loadJudgedStandings`). */
export type JudgedState = {
  /** By the id of a series: its state in the chains that people corrected. */
  readonly series: ReadonlyMap<string, string>;
  /** By the id of an item, of those that people said something else of than mails do; null: it is none. */
  readonly items: ReadonlyMap<string, ItemFacts | null>;
};

const NOTHING: JudgedState = { series: new Map(), items: new Map() };

/** Searches for words in messages ask nothing that a judgement changes, and are not kept waiting for it. */
export async function loadJudgedState(
  plan: Plan,
  show: 'messages' | 'series' | 'items',
): Promise<JudgedState> {
  if (show === 'messages' && !asksState(plan)) return NOTHING;
  const { standings } = await loadJudgedStandings();
  return {
    series: new Map(
      standings.flatMap(({ series }) => [...series].map(([id, { reason }]) => [id, reason.state] as const)),
    ),
    items: new Map(standings.flatMap(({ items }) => [...items])),
  };
}

function asksState(plan: Plan): boolean {
  if (plan.kind === 'states') return true;
  if (plan.kind === 'not') return asksState(plan.part);
  return (plan.kind === 'all' || plan.kind === 'any') && plan.parts.some(asksState);
}
