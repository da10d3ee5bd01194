/** Writes docs/simulator-results.md from a run of the whole catalogue: `npx tsx bench/simulator-results.ts`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkCatalogue } from '@/ingest/check/catalogue-results.ts';
import { STRATEGY_IDS } from '@/lib/sim/zero-range/strategy.ts';
import { resultsDocument } from '@/lib/view/check/results-document.ts';

const codes = STRATEGY_IDS.map(({ code }) => code);
const path = join(import.meta.dirname, '../docs/simulator-results.md');
writeFileSync(path, resultsDocument(codes, await checkCatalogue()));
process.stdout.write(`${path}\n`);
