import { asOperator } from '@/ingest/as-operator.ts';
import type { Database } from '@/ingest/database.ts';
import { type DesignCounts, deriveDesigns } from '@/lib/store/derive/designs.ts';
import { readUnjudged } from '@/lib/store/judge/unjudged.ts';

/** What was said in threads that were derived anew, here or in another process, then what people made of it. */
export async function settleDesigns(database: Pick<Database, 'sql' | 'lease'>): Promise<DesignCounts> {
  const counts = await deriveDesigns(database.sql);
  await settleSaid(database);
  return counts;
}

/**
 * What people made of designs alone, which waits for no derivation. False when some of it is still to be done: what is
 * read then may be as it was before.
 */
export async function settleSaid(database: Pick<Database, 'sql' | 'lease'>): Promise<boolean> {
  const { open, due } = await readUnjudged(database.sql);
  if (!due) return !open;
  const { settleJudged } = await import('@/lib/store/judge/settle-judged.ts');
  await asOperator(database, settleJudged);
  return !(await readUnjudged(database.sql)).open;
}
