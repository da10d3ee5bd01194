import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkCatalogue } from '@/ingest/check/catalogue-results.ts';
import { zeroRangeDomain } from '@/lib/sim/zero-range/domain.ts';
import { resultsDocument } from '@/lib/view/check/results-document.ts';

const RESULTS = join(import.meta.dirname, '../../docs/simulator-results.md');

test('docs/simulator-results.md is what the simulator finds, and every entry exhausts its space', async () => {
  const entries = await checkCatalogue();
  const reports = entries.flatMap((entry) => [...entry.reports, ...entry.atFive]);
  expect(reports.length).toBeGreaterThan(1_000);
  expect(reports.filter(({ exhausted }) => !exhausted)).toEqual([]);
  const document = resultsDocument(zeroRangeDomain, entries);
  expect(readFileSync(RESULTS, 'utf8')).toBe(document);
});
