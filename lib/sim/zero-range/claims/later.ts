import type { Claim } from '@/lib/sim/claim.ts';
import { SEARCHED } from '@/lib/sim/zero-range/claims/correctness.ts';
import { costs, fails, holds, observes } from '@/lib/sim/zero-range/claims/wording.ts';

const COVER = '20240718130212.23905-1-bfoster@redhat.com';
const CHINNER_ON_COVER = 'Zpm9BFLjU0DkHBWc@dread.disaster.area';
const FOSTER = 'Brian Foster';
const CHINNER = 'Dave Chinner';
const DARRICK = 'Darrick J. Wong';

/** What was said of callers, of the folio batch, and of the flush over holes. */
export const LATER: readonly Claim[] = [
  {
    id: 'C14',
    source: { who: FOSTER, messageId: COVER },
    says: 'No caller of zero range meets more than one dirty folio.',
    requires: [
      observes('S0', 'trunc-down-unwritten-eof', 'several-dirty-folios', false),
      observes('S0', 'append-after-mmap-pollution', 'several-dirty-folios', false),
      observes('S0', 'truncate-up-after-mmap-pollution', 'several-dirty-folios', false),
      observes('S0', 'zero-range-two-dirty-unwritten-blocks-noflush', 'several-dirty-folios', false),
    ],
    expected: 'refutes',
    remark:
      'True of size changes with 4k blocks and folios. The caller that does came later: fzero with the ' +
      'error tag of v6.19.',
  },
  {
    id: 'C15',
    source: { who: CHINNER, messageId: CHINNER_ON_COVER },
    says: 'Zeroing of many blocks at once will come within two releases.',
    requires: [],
    expected: 'inconclusive',
    remark: 'A forecast; no model decides it. The archive shows nothing of the kind by 2026.',
  },
  {
    id: 'C20',
    source: { who: FOSTER, messageId: 'ZpqDfUgcDNX3MsF-@bfoster' },
    says: 'Looking for dirty pages together with the mapping, under the locks of the file system, works.',
    requires: holds('S8', ...SEARCHED),
    expected: 'confirms',
    remark: 'In every scenario that is searched, also where mappings cannot be validated.',
  },
  {
    id: 'C21',
    source: { who: FOSTER, messageId: 'aEgj4J0d1AppDCuH@bfoster' },
    says: 'A batch must be filled under the extent lock or before the lookup.',
    requires: [
      ...holds('S8', ...SEARCHED),
      ...holds('S8p', ...SEARCHED),
      fails('S8e', 'trunc-down-unwritten-eof', 'POSTEOF', 'race'),
    ],
    expected: 'confirms',
    remark: 'Both places are right everywhere; between unlock and zeroing is wrong.',
  },
  {
    id: 'C22',
    source: { who: FOSTER, messageId: 'aJNXwvp87THRLtpf@bfoster' },
    says: 'A batch that is filled after the lock was dropped skips what writeback has just converted.',
    requires: [
      fails('S8e', 'trunc-down-unwritten-eof', 'POSTEOF', 'race'),
      {
        ...fails('S8e', 'zero-range-two-dirty-unwritten-blocks-noflush', 'STALE', 'race'),
        run: {
          scenario: 'zero-range-two-dirty-unwritten-blocks-noflush',
          strategy: 'folio-batch-after-unlock',
          settings: [],
          events: 5,
        },
      },
    ],
    expected: 'confirms',
    remark: 'Truncate of ext4 is saved by its order alone: size and tail in memory come first there.',
  },
  {
    id: 'C23',
    source: { who: DARRICK, messageId: '20240829214800.GQ6224@frogsfrogsfrogs' },
    says: 'Dirty page cache over a hole does not occur on XFS.',
    requires: holds('S3h', 'subpage-hole-truncate-up', 'cow-over-hole-trunc-down'),
    expected: 'refutes',
    remark:
      'Asked, not asserted. Below the page size a mapped store dirties blocks that nobody has allocated.',
  },
  {
    id: 'C24',
    source: { who: FOSTER, messageId: 'aIobh49Bb0Vqz10I@bfoster' },
    says: 'Zeroing in pagecache_isize_extended makes the flush over holes unnecessary.',
    requires: holds('S8c', 'subpage-hole-truncate-up+isize-ext-zero'),
    expected: 'refutes',
    remark: 'Asked, not asserted. It looks at the dirty bit, which writeback may just have cleared.',
  },
  {
    id: 'C25',
    source: { who: DARRICK, messageId: '20241106001130.GP21836@frogsfrogsfrogs' },
    says: 'Large folios, and a block aligned EOF below the page size, still flush with the later fixes.',
    requires: [
      costs('metamix-large-folio', 'flushWaits', 'S8', 'more', 'S4'),
      costs('metamix-large-folio', 'flushWaits', 'S9', 'more', 'S4'),
      costs('metamix-1k-aligned', 'flushWaits', 'S8', 'equal', 'S3'),
      costs('metamix-1k-aligned', 'flushWaits', 'S9', 'equal', 'S3'),
    ],
    expected: 'confirms',
    remark: 'Four waits in eight writes with 8k folios, six with blocks of 1k.',
  },
  {
    id: 'C27',
    source: { who: FOSTER, messageId: COVER },
    says: 'Callers that flush already can safely opt out of another flush.',
    requires: holds('S7', 'zero-range-preflushed', 'zero-12-dirty-preflushed'),
    expected: 'confirms',
    remark: 'Safe, given both locks. It saves no flush and no write: M4.',
  },
];
