/** Writes docs/simulator-results.md from a run of the whole catalogue: `npx tsx bench/simulator-results.ts`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkCatalogue } from '@/ingest/check/catalogue-results.ts';
import { zeroRangeDomain } from '@/lib/sim/zero-range/domain.ts';
import { resultsDocument } from '@/lib/view/check/results-document.ts';

const path = join(import.meta.dirname, '../docs/simulator-results.md');
writeFileSync(path, resultsDocument(zeroRangeDomain, await checkCatalogue()));
process.stdout.write(`${path}\n`);
