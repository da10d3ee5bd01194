import type { Sql } from 'postgres';
import { deriveDesigns } from '@/lib/store/derive/designs.ts';
import { digestTables } from '@/lib/store/derive/table-digests.ts';

/** Digests of tables (for tests) once the worker has made the designs that are due. */
export async function settledDigest(
  sql: Sql,
  tables: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  await deriveDesigns(sql);
  return digestTables(sql, tables);
}
