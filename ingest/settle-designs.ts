import { asOperator } from '@/ingest/as-operator.ts';
import type { Database } from '@/ingest/database.ts';
import { type DesignCounts, deriveDesigns } from '@/lib/store/designs.ts';
import { isAnyUnjudged } from '@/lib/store/judge/unjudged.ts';

/** What was said in threads that were derived anew, here or in another process, then what people made of it. */
export async function settleDesigns(database: Pick<Database, 'sql' | 'lease'>): Promise<DesignCounts> {
  const counts = await deriveDesigns(database.sql);
  if (await isAnyUnjudged(database.sql)) {
    const { settleJudged } = await import('@/lib/store/judge/settle-judged.ts');
    await asOperator(database, settleJudged);
  }
  return counts;
}
