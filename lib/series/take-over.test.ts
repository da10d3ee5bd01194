import { expect, test } from 'vitest';
import { deriveArchive } from '@/lib/series/derive.ts';
import { type Row, testArchive } from '@/lib/series/test-archive.ts';

const FILE = {
  start: 0,
  end: 1,
  fileName: '',
  title: 'x',
  n: null,
  total: null,
  patchId: null,
  trailers: [],
};

/** A mail with one attached patch of this version, whose head names `author`; all but the first answer that. */
function posted(version: number, by: string, author?: string): Row {
  const attached = [{ ...FILE, version, ...(author === undefined ? {} : { author }) }];
  const isFirst = version === 1;
  const subject = isFirst ? 'Slow plans' : 'Re: Slow plans';
  return { subject, by, cites: isFirst ? [] : ['m0'], diff: true, facts: { attached } };
}

/** One line a link, `?` behind a suggestion. */
function check(rows: readonly Row[], ...expected: readonly string[]): void {
  const { links } = deriveArchive(testArchive(rows));
  expect(links.map(({ earlier, later, holds }) => `${earlier} > ${later}${holds ? '' : '?'}`)).toEqual(
    expected,
  );
}

const ANN = 'ann@example.org';

test('a series goes on with whoever attaches the next version of what its author made, and back', () =>
  check(
    [posted(1, 'ann', ANN), posted(2, 'bob', ANN), posted(3, 'cid', ANN), posted(4, 'ann')],
    'm0 > m1',
    'm1 > m2',
    'm2 > m3',
  ));

test('what somebody made himself is at most suggested, and nothing of another thread or count', () => {
  check([posted(1, 'ann', ANN), posted(2, 'bob', 'bob@example.org')], 'm0 > m1?');
  check([posted(1, 'ann', ANN), posted(2, 'bob')], 'm0 > m1?');
  check([posted(1, 'ann', ANN), { ...posted(2, 'bob', ANN), cites: ['gone'] }]);
  check([posted(2, 'ann', ANN), { ...posted(2, 'bob', ANN), cites: ['m0'] }]);
});
