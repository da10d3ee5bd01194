import { expect, test } from 'vitest';
import { CLAIMS } from '@/lib/evidence/claims.ts';
import { originOf, strategiesOfMessage } from '@/lib/evidence/origins.ts';
import { suggestClaims } from '@/lib/evidence/suggest.ts';
import { CATALOGUE } from '@/lib/sim/zero-range/catalogue/entries.ts';
import { TOPIC_WORDS } from '@/lib/sim/zero-range/claims/topic-words.ts';
import { STRATEGY_IDS } from '@/lib/sim/zero-range/strategy.ts';

/** The claim is among the suggestions for words of our own. */
function check(text: string, expected: string): void {
  expect(suggestClaims(text, null).map(({ claim }) => claim.id)).toContain(expected);
}

test('an item finds its claim by its words', () => {
  check('without iomap_valid this is a landmine for unwritten extents on truncate', 'C5');
  check('just invalidate the range, and on -EBUSY map again', 'C13');
  check('large folios would still flush, with 1k block size as well', 'C25');
  check('fill the batch under ilock, not after unlock', 'C22');
  check('NFS sends the writes out of order', 'C9b');
  check('a flag to opt out for callers flushing already', 'C27');
  check('walking every offset of the range is slow', 'C19');
  check('can there be dirty pagecache over a hole at all on a sub-page block size', 'C23');
  check('pagecache_isize_extended zeroes it, so no flush over the hole', 'C24');
  check('reflink leaves cow blocks over the hole, so that truncate needs its flush', 'C4');
});

test('the message a claim was made in ranks its claims first', () => {
  for (const claim of CLAIMS) {
    if (claim.source === null) continue;
    const [first] = suggestClaims('', claim.source.messageId);
    expect(first?.claim.source?.messageId, claim.id).toBe(claim.source.messageId);
  }
});

test('words about something else suggest nothing, and long ones take no time', () => {
  expect(suggestClaims('Applied, thanks!', null)).toEqual([]);
  expect(suggestClaims('', null)).toEqual([]);
  expect(suggestClaims('a'.repeat(1_000_000), null)).toEqual([]);
});

test('every topic of the catalogue has words, and every strategy an origin', () => {
  const topics = new Set(CATALOGUE.flatMap(({ script }) => script.header.topics));
  const silent = [...topics].filter((topic) => !Object.hasOwn(TOPIC_WORDS, topic));
  expect(silent).toEqual(['control', 'zero-range']);
  for (const { name } of STRATEGY_IDS) {
    const { kind, messages } = originOf(name);
    expect(messages.length > 0, name).toBe(kind === 'proposed' || kind === 'variant');
    for (const id of messages) expect(strategiesOfMessage(id)).toContain(name);
  }
  expect(strategiesOfMessage('20240718130212.23905-4-bfoster@redhat.com')[0]).toBe('scan-revalidate');
  expect(strategiesOfMessage('20240822145910.188974-1-bfoster@redhat.com')).toEqual(['flush-if-dirty']);
  expect(strategiesOfMessage('nobody@example.org')).toEqual([]);
});
