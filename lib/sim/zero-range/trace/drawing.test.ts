import { expect, test } from 'vitest';
import { CATALOGUE, scenarioOf } from '@/lib/sim/zero-range/catalogue/entries.ts';
import { checkScenario } from '@/lib/sim/zero-range/check.ts';
import { STRATEGY_IDS } from '@/lib/sim/zero-range/strategy.ts';
import { drawState } from '@/lib/sim/zero-range/trace/drawing.ts';

const SUM = (counts: readonly { readonly columns: number }[]): number =>
  counts.reduce((sum, { columns }) => sum + columns, 0);

test('every state of every counterexample is drawn whole: spans are as wide as the bytes', () => {
  let drawn = 0;
  for (const entry of CATALOGUE.filter(({ events }) => events > 0)) {
    const { scenario } = scenarioOf(entry);
    for (const { name } of STRATEGY_IDS) {
      const report = checkScenario(scenario, name, { eventsMax: entry.events, statesMax: 100_000 });
      for (const { steps, property } of report.counterexamples) {
        for (const [index, { state }] of steps.entries()) {
          const isLast = index === steps.length - 1;
          const drawing = drawState(state, isLast ? property : null);
          const where = `${entry.name} ${name} ${property} ${index + 1}`;
          for (const spans of [
            drawing.blocks,
            drawing.cow ?? drawing.blocks,
            drawing.folios,
            drawing.mapping,
          ]) {
            expect(SUM(spans), where).toBe(drawing.columns.length);
          }
          drawn += 1;
          if (!isLast) continue;
          const wrong = drawing.columns.filter(({ disk, cache }) => disk.wrong || cache.wrong);
          // Other violations may show only after everything is written back.
          if (property === 'POSTEOF') expect(wrong.length, where).toBeGreaterThan(0);
        }
      }
    }
  }
  expect(drawn).toBeGreaterThan(1_000);
});

test('a mapping that is out of date and the EOF are marked', () => {
  const entry = CATALOGUE.find(({ name }) => name === 'nv-trunc-down');
  expect(entry).toBeDefined();
  if (entry === undefined) return;
  const bounds = { eventsMax: 5, statesMax: 100_000 };
  const report = checkScenario(scenarioOf(entry).scenario, 'scan-revalidate', bounds);
  const loss = report.counterexamples.find(({ property }) => property === 'LOSS');
  const stale = loss?.steps.find(({ state }) => state.mapping?.outOfDate === true);
  expect(stale).toBeDefined();
  if (stale === undefined || loss === undefined) return;
  expect(drawState(stale.state, null).mapping.map(({ text, wrong }) => [text, wrong])).toEqual([
    ['', false],
    ['unwritten, cookie 1: out of date', true],
  ]);
  const last = drawState((loss.steps.at(-1) as (typeof loss.steps)[number]).state, 'LOSS');
  expect(
    last.columns.map(({ offset, isEof, cache, expected }) => [offset, isEof, cache.text, expected]),
  ).toEqual([
    ['0', false, '0', 'A'],
    ['2k', true, '0', null],
  ]);
  expect(last.columns.map(({ cache }) => cache.wrong)).toEqual([true, false]);
});
