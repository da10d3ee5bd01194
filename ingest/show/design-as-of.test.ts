import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { corpusPath } from '@/ingest/corpus-path.ts';
import { withParsePool } from '@/ingest/parse/with-pool.ts';
import { ingestSource } from '@/ingest/pipeline/pipeline.ts';
import { openSource } from '@/ingest/sources/open-source.ts';
import { openTestArchive, type TestArchive } from '@/ingest/test-archive.ts';
import { canonicalJson } from '@/lib/base/canonical-json.ts';
import { asOf } from '@/lib/design/as-of.ts';
import type { ExtractedDesign } from '@/lib/design/extract.ts';
import { deriveDesigns, extractDesignOf } from '@/lib/store/derive/designs.ts';
import { loadDesign } from '@/lib/store/design/design.ts';
import { registerSource } from '@/lib/store/sources/source.ts';

/** The law of docs/items.md on real mail: the stored rows as of a time are what an archive cut there gives. */

const RFC = '20240718130212.23905-1-bfoster@redhat.com';
const BATCH = '20241119154656.774395-1-bfoster@redhat.com';
const LATER = '20241023143029.11275-1-bfoster@redhat.com';

let archive: TestArchive;

beforeAll(async () => {
  archive = await openTestArchive();
  const location = corpusPath('zero-range/saga.mbox.gz');
  const source = await openSource(location, { list: null, cursor: null, home: '' });
  await registerSource(archive.sql, { name: source.name, location, list: null });
  await withParsePool((pool) =>
    ingestSource(archive.sql, source.name, source, {
      pool,
      guardDisk: async () => undefined,
      fallbackList: 'linux-xfs',
      onProgress: () => undefined,
    }),
  );
  await deriveDesigns(archive.sql);
}, 240_000);

afterAll(async () => {
  await archive.close();
});

/** What pages show of a design, in an order of its own; an option by its first mention, which is its id. */
function facts({ items, options }: ExtractedDesign, threadIds: ReadonlySet<string>): readonly string[] {
  const own = items.filter(({ threadId }) => threadIds.has(threadId));
  const known = new Set<string>(own.map(({ id }) => id));
  const told = own.map(({ id, kind, title, status, confidence, events, targets, option }) => {
    const rest = canonicalJson([events, targets]);
    return `${id} ${kind} ${status} ${confidence} ${option} "${title}" ${rest}`;
  });
  const grouped = options
    .filter(({ mentions }) => mentions.some((id) => known.has(id)))
    .map(
      ({ id, status, mentions }) =>
        `option ${id} ${status}: ${mentions.filter((one) => known.has(one)).join(' ')}`,
    );
  return [...told, ...grouped].sort();
}

async function check(messageId: string, time: string): Promise<void> {
  const at = Date.parse(time);
  const stored = await loadDesign(messageId);
  const cut = await extractDesignOf(archive.sql, messageId, at);
  if (stored === null || cut === null) throw new Error(`${messageId} has no design`);
  // A thread that is tied on later is shown with the others earlier, too.
  const threads = new Set<string>(cut.extracted.design.threadIds);
  const expected = facts(cut.extracted, threads);
  expect(expected.length).toBeGreaterThan(0);
  expect(facts(asOf(stored.extracted, at), threads)).toEqual(expected);
}

describe.each([
  [
    RFC,
    ['2024-07-18T13:02:08Z', '2024-07-18T16:03Z', '2024-07-19T15:23Z', '2024-07-20', '2024-08-22T15:00Z'],
  ],
  [RFC, ['2024-08-27T12:00Z', '2024-08-29T15:05Z', '2024-08-30T12:00Z', '2024-09-03T08:00Z', '2026-01-01']],
  [BATCH, ['2024-11-20T14:00Z', '2025-01-13', '2025-06-09T18:00Z', '2025-07-15', '2025-08-06', '2026-01-01']],
  [LATER, ['2024-10-24T18:00Z', '2024-11-06', '2024-11-20']],
])('%s', (messageId, times) => {
  it.each(times)('as of %s', (time) => check(messageId, time));
});
