import { sourceOf } from '@/ingest/hostile/source-of.ts';
import type { ParsePool } from '@/ingest/parse/pool.ts';
import { type IngestCounts, ingestSource } from '@/ingest/pipeline/pipeline.ts';
import type { Source } from '@/ingest/sources/source.ts';
import type { TestArchive } from '@/ingest/test-archive.ts';
import { registerSource } from '@/lib/store/sources/source.ts';

/** Mails, or what a source tells, into the archive as `docket ingest` brings them there: onto `list`. */
export async function testIngest(
  { sql }: Pick<TestArchive, 'sql'>,
  pool: ParsePool,
  from: Source | readonly Uint8Array[],
  list: string,
): Promise<IngestCounts> {
  await registerSource(sql, { name: 'test', location: 'test', list: null });
  return ingestSource(sql, 'test', 'events' in from ? from : sourceOf(from, list), {
    pool,
    guardDisk: async () => undefined,
    fallbackList: list,
    onProgress: () => undefined,
  });
}
