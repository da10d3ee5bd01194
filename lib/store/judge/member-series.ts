import type { Act, Seen } from '@/lib/judge/judgement.ts';
import { queryRows, sql } from '@/lib/store/database/prisma.ts';

/** Of each message of these series, which one it is of. */
export async function loadMemberSeries(seriesIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (seriesIds.length === 0) return new Map();
  const rows = await queryRows<{ readonly member: string; readonly series: string }>(sql`
    SELECT p.message_id AS member, p.series_id AS series FROM derived.patch p
    WHERE p.series_id = ANY(${seriesIds}::text[]) AND p.message_id IS NOT NULL
    UNION ALL SELECT cover_id, id FROM derived.series WHERE id = ANY(${seriesIds}::text[]) AND cover_id IS NOT NULL`);
  return new Map(rows.map(({ member, series }) => [member, series]));
}

type ChainAct = Extract<Act<Seen>, { readonly verb: 'chain' | 'cut' }>;

/** What was said of two postings, which any of their messages may name, by the ids of the postings. */
export function ofSeries<T extends ChainAct>(act: T, seriesOf: ReadonlyMap<string, string>): T {
  const { earlier, later } = act;
  return { ...act, earlier: seriesOf.get(earlier) ?? earlier, later: seriesOf.get(later) ?? later };
}
