import { basename, resolve } from 'node:path';
import type { Database } from '@/ingest/database.ts';
import { createDiskGuard } from '@/ingest/disk-guard.ts';
import { withParsePool } from '@/ingest/parse/with-pool.ts';
import { type IngestCounts, ingestSource } from '@/ingest/pipeline.ts';
import { docketHome } from '@/ingest/postgres/paths.ts';
import { createProgress } from '@/ingest/progress.ts';
import { openSource } from '@/ingest/sources/open-source.ts';
import type { Cursor } from '@/ingest/sources/source.ts';
import { finishSource, registerSource } from '@/lib/store/source.ts';

/** Ingests what a person named on the command line or in a job, with progress on standard error. */
export async function ingestLocation(
  { sql, lease }: Pick<Database, 'sql' | 'lease'>,
  location: string,
  list: string | null,
): Promise<IngestCounts & { readonly seconds: number }> {
  const startedAt = performance.now();
  const name = location === '-' ? 'stdin' : resolve(location);
  // The kind of source is checked first, so that a mistyped path leaves no trace.
  await openSource(location, { list, cursor: null, home: docketHome() });
  const { cursor } = await registerSource(sql, { name, location, list });
  const source = await openSource(location, { list, cursor: cursor as Cursor | null, home: docketHome() });
  const progress = createProgress(basename(name), source.size);
  const counts = await withParsePool((pool) =>
    ingestSource(sql, name, source, {
      pool,
      guardDisk: createDiskGuard(lease),
      fallbackList: fallbackListOf(location),
      onProgress: progress.update,
    }),
  );
  progress.finish();
  await finishSource(sql, name, new Date());
  return { ...counts, seconds: (performance.now() - startedAt) / 1000 };
}

/** The list of messages that name none: what the file or folder is called, `inbox` when that says nothing. */
export function fallbackListOf(location: string): string {
  const stem = basename(resolve(location)).replace(/\.(?:mbox|gz|eml|git|bundle)\b/g, '');
  const slug = stem
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '');
  return location === '-' || slug === '' ? 'inbox' : slug;
}
