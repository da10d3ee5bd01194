import { expect, test } from 'vitest';
import { catalogueReports } from '@/app/_check/reports.ts';

test('other requests go on between two searches of the catalogues', async () => {
  let turns = 0;
  let isOver = false;
  const turn = (): void => {
    turns += 1;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  const searches = [...(await catalogueReports()).values()].flat().length;
  isOver = true;
  expect(searches).toBeGreaterThan(500);
  expect(turns).toBeGreaterThanOrEqual(searches);
  // What is known is there at once.
  turns = 0;
  isOver = false;
  setImmediate(turn);
  await catalogueReports();
  isOver = true;
  expect(turns).toBe(0);
});
