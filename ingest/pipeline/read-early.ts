import { createParsePool, type ParsedRow, type ParsePool } from '@/ingest/parse/pool.ts';
import { type Reading, readAhead } from '@/ingest/pipeline/read-ahead.ts';
import { isNewBundle, prepareBundle } from '@/ingest/sources/bundle.ts';
import { openSource } from '@/ingest/sources/open-source.ts';
import type { OpenedSource } from '@/ingest/sources/opened-source.ts';

/** A source whose reading began before the database told how far it was read: from its start. */
export type EarlyReading = {
  readonly list: string | null;
  readonly pool: ParsePool;
  readonly source: OpenedSource;
  readonly reading: Reading<ParsedRow>;
};

/**
 * Begins to read a bundle that was never read, while the database starts: that takes half a second, in which the first
 * thousand messages can be parsed. Another bundle is unpacked only, and for it and all other sources null comes back.
 * Never rejects: whoever opens the source next meets what is wrong with it. What it gives is closed by `endEarly`.
 */
export async function readEarly(
  location: string,
  list: string | null,
  home: string,
): Promise<EarlyReading | null> {
  if (!(await isNewBundle(location, home))) {
    await prepareBundle(location, home);
    return null;
  }
  const pool = createParsePool();
  // Unpacking a bundle and loading the parser go well together.
  pool.warmUp();
  try {
    const source = await openSource(location, { list, cursor: null, seal: null, home });
    return { list, pool, source, reading: readAhead(source, pool.parseRows) };
  } catch {
    await pool.close();
    return null;
  }
}

export async function endEarly(early: EarlyReading | null): Promise<void> {
  early?.reading.stop();
  await early?.pool.close();
}
