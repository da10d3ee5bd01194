import { expect, test } from 'vitest';
import { deriveArchive } from '@/lib/series/derive.ts';
import { type Row, testArchive } from '@/lib/series/test-archive.ts';

const WEEK = 7 * 24 * 60;

/** A request to pull two patches, which are sent along, that many minutes after the beginning. */
function pull(version: string, at: number, from: number, ...ids: readonly string[]): readonly Row[] {
  const rows: readonly Row[] = [
    { subject: `[PULL${version} 00/02] what is queued for the hose`, diff: false, diffstat: true },
    {
      subject: `[PULL${version} 01/02] ${ids[0]}: open the valve`,
      cites: [`m${from}`],
      patchId: ids[0] ?? '',
    },
    {
      subject: `[PULL${version} 02/02] ${ids[1]}: close the valve`,
      cites: [`m${from}`],
      patchId: ids[1] ?? '',
    },
  ];
  return rows.map((row, n) => ({ ...row, at: at + n }));
}

test('requests to pull of one name have nothing to do with each other', () => {
  const { series, links } = deriveArchive(
    testArchive([...pull('', 0, 0, 'a', 'b'), ...pull('', WEEK, 3, 'c', 'd')]),
  );
  const [one, other] = series.map(({ keys }) => keys);
  expect(series).toHaveLength(2);
  expect(one?.filter((key) => other?.includes(key))).toEqual([]);
  expect(links).toEqual([]);
});

test('a second version of a request to pull is known by its patches', () => {
  const { series } = deriveArchive(
    testArchive([...pull('', 0, 0, 'a', 'b'), ...pull(' v2', WEEK, 3, 'a', 'b')]),
  );
  expect(series.map(({ version, supersedes }) => [version, supersedes])).toEqual([
    [1, null],
    [2, 'm0'],
  ]);
});
