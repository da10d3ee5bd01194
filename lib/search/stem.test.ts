import { expect, test } from 'vitest';
import { stem } from '@/lib/search/stem.ts';

/** All words have this stem. */
function check(words: string, expected: string): void {
  expect(words.split(' ').map(stem)).toEqual(words.split(' ').map(() => expected));
}

test('forms of a word have one stem', () => {
  check('flush flushes flushed flushing', 'flush');
  check('locks locked locking', 'lock');
  check('truncate truncates truncated truncating truncation', 'truncat');
  check('page pages paged paging', 'page');
  check('dirty dirties dirtied', 'dirti');
  check('map maps mapped mapping mappings', 'map');
  check('carefully careful', 'care');
  check('hopping hopped', 'hop');
  check('adding added adds add', 'add');
  check('hoping hoped hope', 'hope');
  check('generation generate generates', 'generat');
  check('general generally', 'general');
  check('national nation', 'nation');
});

test('short words and exceptions stay', () => {
  check('xf', 'xf');
  check('bias', 'bias');
  check('news', 'news');
  check('succeed succeeds', 'succeed');
  check('sky skies', 'sky');
  check('say says', 'say');
});
