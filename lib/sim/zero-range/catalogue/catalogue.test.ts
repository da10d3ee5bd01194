import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatScriptProblem } from '@/lib/sim/language/problems.ts';
import { CATALOGUE, findEntry, scenarioOf } from '@/lib/sim/zero-range/catalogue/entries.ts';
import expected from '@/lib/sim/zero-range/catalogue/expected.json';
import { scaledScenarios } from '@/lib/sim/zero-range/catalogue/scale.ts';
import { printScript } from '@/lib/sim/zero-range/language/print-script.ts';

const FILES = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.scenario'))
  .map((file) => file.replace(/\.scenario$/, ''))
  .sort();

test('the compiled catalogue is the scenario files', () => {
  expect(CATALOGUE.map(({ name }) => name)).toEqual(FILES);
  for (const { name, text } of CATALOGUE) {
    expect(text).toBe(readFileSync(join(import.meta.dirname, `${name}.scenario`), 'utf8'));
  }
});

test.each(CATALOGUE)('$name is in canonical form and says what it is for', (entry) => {
  expect(printScript(entry.script)).toBe(entry.text);
  const { claim, why, topics, events } = entry.script.header;
  expect([claim, why, events]).not.toContain(null);
  expect(topics.length).toBeGreaterThan(0);
  const scaled = scaledScenarios(entry);
  const problems = (scaled.length > 0 ? scaled : [scenarioOf(entry)]).flatMap((made) => made.problems);
  expect(problems.map(formatScriptProblem)).toEqual([]);
});

/** A page shows one entry: `the same` refers to nothing there, and W2s is a row of a table nobody sees. */
test.each(CATALOGUE)('$name stands by itself', ({ script }) => {
  const { claim, why } = script.header;
  expect(claim).not.toMatch(/\b[Tt]he same (claim|with|over)\b/);
  expect(why).not.toMatch(/\bW[0-9]+[a-zA-Z]*\b|\beverybody\b/);
});

test('every expected row has its scenario', () => {
  expect(Object.keys(expected).filter((name) => findEntry(name) === null)).toEqual([]);
  expect(findEntry('no-such-scenario')).toBeNull();
});
