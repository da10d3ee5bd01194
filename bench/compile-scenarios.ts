/**
 * Puts lib/sim/zero-range/catalogue/*.scenario into TypeScript beside them, which the pure rooms can import:
 * `npx tsx bench/compile-scenarios.ts`. Run it after changing a scenario; a test compares.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../lib/sim/zero-range/catalogue');
const ENDING = '.scenario';
/** As many as fit into a file of 300 lines. */
const PER_FILE = 12;

const names = readdirSync(FOLDER)
  .filter((file) => file.endsWith(ENDING))
  .map((file) => file.slice(0, -ENDING.length))
  .sort();
for (const file of readdirSync(FOLDER)) if (/^texts-\d+\.ts$/.test(file)) rmSync(join(FOLDER, file));
for (let start = 0; start < names.length; start += PER_FILE) {
  const number = start / PER_FILE + 1;
  const entries = names.slice(start, start + PER_FILE).map((name) => {
    const text = readFileSync(join(FOLDER, `${name}${ENDING}`), 'utf8');
    return `  [\n    '${name}',\n    \`${text.replace(/[\\`$]/g, '\\$&')}\`,\n  ],\n`;
  });
  writeFileSync(
    join(FOLDER, `texts-${number}.ts`),
    `/** Written by bench/compile-scenarios.ts from the scenario files. */\n` +
      `export const TEXTS_${number}: readonly (readonly [name: string, text: string])[] = [\n${entries.join('')}];\n`,
  );
}
process.stdout.write(`${names.length} scenarios\n`);
