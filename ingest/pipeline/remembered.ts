import type { Sql } from 'postgres';
import type { LocationCounts } from '@/ingest/pipeline/ingest-location.ts';
import { isStandardInput } from '@/ingest/sources/standard-input.ts';
import { listSources, type SourceSummary } from '@/lib/store/sources/source.ts';
import { formatCount } from '@/lib/view/count.ts';
import { shownName } from '@/lib/view/text/file-name.ts';

/** The sources that can be read again: all but standard input and FIFOs, which would be waited for without end. */
export async function rememberedSources(sql: Sql): Promise<readonly SourceSummary[]> {
  return (await listSources(sql)).filter(
    ({ location, kind }) => !isStandardInput(location) && kind !== 'stream',
  );
}

/** One line on what a reading brought. */
export function describeCounts(location: string, counts: LocationCounts): string {
  const { stored, duplicates, removed, problems, seconds } = counts;
  const time = `in ${seconds.toFixed(1)} s`;
  const name = shownName(location);
  if (counts.unchanged) return `${name}: unchanged, ${time}`;
  const removals = removed > 0 ? `, ${removed} removed` : '';
  const others = [
    formatCount(duplicates, 'duplicate', 'duplicates') + removals,
    formatCount(problems, 'problem', 'problems'),
  ];
  return `${name}: ${stored} stored, ${others.join(', ')} ${time}`;
}
