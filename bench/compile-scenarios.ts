/**
 * Puts lib/sim/zero-range/catalogue/*.scenario into catalogue.json beside them, which the pure rooms can import:
 * `npx tsx bench/compile-scenarios.ts`. Run it after changing a scenario; a test compares.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../lib/sim/zero-range/catalogue');
const ENDING = '.scenario';

const names = readdirSync(FOLDER)
  .filter((file) => file.endsWith(ENDING))
  .map((file) => file.slice(0, -ENDING.length))
  .sort();
const texts = Object.fromEntries(
  names.map((name) => [name, readFileSync(join(FOLDER, `${name}${ENDING}`), 'utf8')]),
);
writeFileSync(join(FOLDER, 'catalogue.json'), `${JSON.stringify(texts, null, 2)}\n`);
process.stdout.write(`${names.length} scenarios\n`);
