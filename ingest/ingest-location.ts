import type { Sql } from 'postgres';
import { type IngestCounts, ingestSource } from '@/ingest/pipeline.ts';
import { docketHome } from '@/ingest/postgres/paths.ts';
import { createProgress } from '@/ingest/progress.ts';
import { openSource } from '@/ingest/sources/open-source.ts';
import { finishSource, openSource as openSourceRow } from '@/lib/store/source.ts';

/** Ingests what a person named on the command line or in a job, with progress on standard error. */
export async function ingestLocation(
  sql: Sql,
  location: string,
  list: string | null,
): Promise<IngestCounts & { readonly seconds: number }> {
  const startedAt = performance.now();
  const source = await openSource(location, { list, home: docketHome() });
  const row = await openSourceRow(sql, { name: source.name, location, list });
  const progress = createProgress(source.label, source.size());
  const counts = await ingestSource(sql, source, row.cursor, progress.update);
  progress.finish();
  await finishSource(sql, source.name, new Date());
  return { ...counts, seconds: (performance.now() - startedAt) / 1000 };
}
