import type { Claim } from '@/lib/sim/claim.ts';
import { CATALOGUE } from '@/lib/sim/zero-range/catalogue/entries.ts';
import { fails, holds } from '@/lib/sim/zero-range/claims/wording.ts';

const RFC = (n: number): string => `20240718130212.23905-${n}-bfoster@redhat.com`;
const CHINNER_ON_COVER = 'Zpm9BFLjU0DkHBWc@dread.disaster.area';
const DARRICK_ON_VALID = '20240718160202.GL612460@frogsfrogsfrogs';
const FOSTER = 'Brian Foster';
const CHINNER = 'Dave Chinner';
const DARRICK = 'Darrick J. Wong';

/** Every entry that is searched and not only priced. */
export const SEARCHED = CATALOGUE.filter(({ events }) => events > 0).map(({ name }) => name);

/** What the scan of the RFC is about: unwritten extents of a file system that can validate a mapping. */
const UNWRITTEN = [
  'trunc-down-unwritten-eof',
  'trunc-down-late-in-first-block',
  'trunc-down-delalloc-eof',
  'large-folio-trunc-down',
  'append-after-mmap-pollution',
  'append-after-pollution-second-block',
  'truncate-up-after-mmap-pollution',
  'subpage-unwritten-block-aligned-eof',
  'zero-range-two-dirty-unwritten-blocks-noflush',
  'zero-range-unaligned-inside-unwritten',
];

/** C1 to C8 of the design: what the RFC says of itself and what was said to it at once. */
export const CORRECTNESS: readonly Claim[] = [
  {
    id: 'C1',
    source: { who: FOSTER, messageId: RFC(4) },
    says: 'Zero range exposes stale data when a write extends the file over an unwritten block.',
    requires: [
      fails('S0', 'append-after-mmap-pollution', 'STALE', 'nothing'),
      fails('S1', 'append-after-mmap-pollution', 'STALE', 'nothing'),
      fails('S0', 'truncate-up-after-mmap-pollution', 'STALE', 'nothing'),
    ],
    expected: 'confirms',
    remark: 'It needs no race at all, and the flush in truncate does not help: it covers truncate down only.',
  },
  {
    id: 'C2',
    source: { who: FOSTER, messageId: RFC(4) },
    says: 'Scan and revalidation are safe: either a folio is seen dirty or the mapping has changed.',
    requires: holds('S4', ...UNWRITTEN),
    expected: 'confirms',
    remark:
      'As intended, over unwritten extents, where mappings can be validated. It rests on conversion ' +
      'coming before the end of writeback.',
  },
  {
    id: 'C3',
    source: { who: FOSTER, messageId: RFC(4) },
    says: 'The posted patches do what their text says.',
    requires: holds('S4p', ...UNWRITTEN),
    expected: 'refutes',
    remark: 'They pass a length where an end offset belongs, so a scan may end before it begins.',
  },
  {
    id: 'C4',
    source: { who: FOSTER, messageId: RFC(5) },
    says: 'With the scan XFS no longer needs the flush in truncate.',
    requires: holds(
      'S4',
      'trunc-down-unwritten-eof',
      'trunc-down-late-in-first-block',
      'trunc-down-delalloc-eof',
      'large-folio-trunc-down',
      'cow-over-hole-trunc-down',
    ),
    expected: 'refutes',
    remark: 'That flush also wrote back dirty COW blocks over a hole, which the scan skips: a regression.',
  },
  {
    id: 'C5',
    source: { who: FOSTER, messageId: RFC(1) },
    says: 'On a file system that cannot validate mappings the scan exposes stale data.',
    requires: [fails('S4', 'nv-trunc-down', 'POSTEOF', 'race'), fails('S4', 'nv-trunc-down', 'LOSS', 'race')],
    expected: 'confirms',
    remark: 'It is worse than was said: valid bytes are lost too, which takes a write-back with reclaim.',
  },
  {
    id: 'C6',
    source: { who: CHINNER, messageId: 'ZpmycN7FraEm+jRs@dread.disaster.area' },
    says: 'A folio should not count as dirty because it is locked.',
    requires: holds('S4nl', ...UNWRITTEN),
    expected: 'refutes',
    remark:
      'A doubt, not asserted. Writeback holds just that lock when the dirty bit is gone and the write not ' +
      'begun. What it costs: C6b.',
  },
  {
    id: 'C8',
    source: { who: FOSTER, messageId: RFC(1) },
    says: 'A flush on the condition that the range is dirty is generic and correct.',
    requires: holds('S3', ...SEARCHED),
    expected: 'confirms',
    remark: 'In every scenario that is searched. Without validity check and with delayed allocation: M5.',
  },
  {
    id: 'C11',
    source: { who: CHINNER, messageId: CHINNER_ON_COVER },
    says: 'Invalidating the range throws the dirty data away without any IO.',
    requires: holds('S6', 'trunc-down-unwritten-eof', 'append-after-mmap-pollution'),
    expected: 'refutes',
    remark:
      'Asked, not asserted. The page cache refuses to drop a dirty folio. If it did, what is outside the ' +
      'range would go too.',
  },
  {
    id: 'C12',
    source: { who: CHINNER, messageId: CHINNER_ON_COVER },
    says: 'A check for dirty pages after the lookup can stand in for a missing validity check.',
    requires: holds('S6nv', 'nv-trunc-down', 'nv-second-block'),
    expected: 'refutes',
    remark:
      'Asked, not asserted. A folio that was written and converted between lookup and check is seen as clean.',
  },
  {
    id: 'C13',
    source: { who: CHINNER, messageId: CHINNER_ON_COVER },
    says: 'When invalidation is refused or the mapping is stale, mapping again and retrying comes to an end.',
    requires: holds('S6', 'trunc-down-unwritten-eof'),
    expected: 'refutes',
    remark:
      'Asked, not asserted. The same folio is refused again with both locks held, until background ' +
      'writeback happens to come by.',
  },
  {
    id: 'C16',
    source: { who: 'Matthew Wilcox', messageId: 'ZpkwD2-q9_XRfX5P@casper.infradead.org' },
    says: 'Reading the position of a folio without a reference is unsafe.',
    requires: [
      {
        ...fails('S4', 'zero-range-two-dirty-unwritten-blocks-noflush', 'STALE'),
        run: {
          scenario: 'zero-range-two-dirty-unwritten-blocks-noflush',
          strategy: 'scan-revalidate',
          settings: [['arbitrary_scan', '1']],
          events: null,
        },
      },
    ],
    expected: 'confirms',
    remark: 'A position that lies too far is skipped to, and what is before it keeps its old bytes.',
  },
  {
    id: 'C17',
    source: { who: DARRICK, messageId: DARRICK_ON_VALID },
    says: 'Only file systems with unwritten extents need to validate mappings.',
    requires: [
      {
        kind: 'holds',
        run: {
          scenario: 'trunc-down-delalloc-eof',
          strategy: 'flush-if-dirty',
          settings: [['iomap_valid', '0']],
          events: null,
        },
      },
    ],
    expected: 'refutes',
    remark:
      'Suspected, not asserted. The mapping that is out of date is a delayed allocation: the folio was ' +
      'written and reclaimed behind it, and the new one is zero filled.',
  },
  {
    id: 'C18',
    source: { who: DARRICK, messageId: DARRICK_ON_VALID },
    says: 'Every operation should be able to revalidate its mapping.',
    requires: [
      fails('S9', 'cow-over-hole-trunc-down', 'LOSS', 'race'),
      {
        kind: 'holds',
        run: {
          scenario: 'cow-over-hole-trunc-down',
          strategy: 'zero-partial-eof',
          settings: [['hole_valid', '1']],
          events: null,
        },
      },
    ],
    expected: 'confirms',
    remark: 'XFS never validates a hole. Were holes validated, the loss of zero-partial-eof would be gone.',
  },
];
