import type { Claim } from '@/lib/sim/claim.ts';
import { costs, holds, observes } from '@/lib/sim/zero-range/claims/wording.ts';

const FOSTER = 'Brian Foster';
const CHINNER = 'Dave Chinner';
const UNNOTICEABLE = 'ZpqEyg4m1_iRKoo4@bfoster';
const CHINNER_ON_COVER = 'Zpm9BFLjU0DkHBWc@dread.disaster.area';

/** What was said of costs. Counts without background events; the more a wait, the slower. */
export const COSTS: readonly Claim[] = [
  {
    id: 'C6b',
    source: { who: CHINNER, messageId: 'ZpmycN7FraEm+jRs@dread.disaster.area' },
    says: 'Counting a locked folio as dirty zeroes and converts clean blocks.',
    requires: [
      observes('S4', 'locked-clean-folio', 'clean-file-dirtied', true),
      observes('S8', 'locked-clean-folio', 'clean-file-dirtied', true),
      observes('S3', 'locked-clean-folio', 'clean-file-dirtied', false),
    ],
    expected: 'confirms',
    remark: 'The scan and the batch dirty a clean folio that somebody has locked; no byte is wrong.',
  },
  {
    id: 'C7',
    source: { who: FOSTER, messageId: 'ZplFdASEm1LPtVD-@bfoster' },
    says: 'A false positive of the dirty check costs a needless flush and nothing else.',
    requires: [
      ...holds('S3', 'false-positive', 'trunc-down-clean-cached-unwritten', 'locked-clean-folio'),
      costs('false-positive', 'flushWaits', 'S3', 'equal', 'S0'),
      costs('false-positive', 'foliosWritten', 'S3', 'equal', 'S0'),
      costs('false-positive', 'spuriousStale', 'S3', 'more', 'S0'),
    ],
    expected: 'confirms',
    remark: 'One more lookup; the flush finds nothing to write and nobody waits.',
  },
  {
    id: 'C9',
    source: { who: FOSTER, messageId: UNNOTICEABLE },
    says: 'A workload like that of uuidd would hardly notice a conditional flush.',
    requires: [
      costs('uuidd-written', 'flushWaits', 'S3', 'equal', 'S0'),
      costs('uuidd-written', 'foliosWritten', 'S3', 'equal', 'S0'),
    ],
    expected: 'confirms',
    remark: 'The block is written, so the flush is not taken. Strided extending writes wait each time: C9d.',
  },
  {
    id: 'C9b',
    source: { who: CHINNER, messageId: 'Zw7jwnvBaMwloHXG@dread.disaster.area' },
    says: 'Writes slightly out of order, as from NFS, run into the flush: where EOF is not folio aligned.',
    requires: [
      costs('nfs-out-of-order-3k', 'flushWaits', 'S3', 'more', 'S0'),
      costs('nfs-out-of-order-6k', 'flushWaits', 'S3', 'more', 'S0'),
      costs('nfs-out-of-order-8k-folio', 'flushWaits', 'S3', 'more', 'S0'),
      costs('nfs-out-of-order-16k-folio', 'flushWaits', 'S3', 'more', 'S0'),
      costs('nfs-out-of-order-1k-block', 'flushWaits', 'S3', 'more', 'S0'),
    ],
    expected: 'confirms',
    remark: 'One wait for each jump forward. Said against C9c, and both are right, of different alignments.',
  },
  {
    id: 'C9c',
    source: { who: FOSTER, messageId: 'Zw_gDDlIEgZbApU_@bfoster' },
    says: 'Writes slightly out of order are no problem: where EOF is folio aligned.',
    requires: [
      costs('nfs-out-of-order', 'flushWaits', 'S3', 'equal', 'S0'),
      costs('nfs-out-of-order', 'foliosWritten', 'S3', 'equal', 'S0'),
    ],
    expected: 'confirms',
    remark: 'The folio of EOF is not in the range then, so there is nothing to flush.',
  },
  {
    id: 'C9d',
    source: { who: 'kernel test robot', messageId: '202410141536.1167190b-oliver.sang@intel.com' },
    says: 'The flush makes strided extending writes much slower.',
    requires: [
      costs('metamix-strided', 'flushWaits', 'S2', 'more', 'S0'),
      costs('metamix-strided', 'flushWaits', 'S3', 'equal', 'S2'),
    ],
    expected: 'confirms',
    remark: 'Measured with the unconditional flush. On the condition of dirty cache it waits as often.',
  },
  {
    id: 'C10',
    source: { who: CHINNER, messageId: CHINNER_ON_COVER },
    says: 'A flush before every truncate hurts loads that truncate a lot.',
    requires: [
      costs('uuidd-written', 'flushWaits', 'S2', 'more', 'S0'),
      costs('uuidd-written', 'flushWaits', 'S1', 'more', 'S3'),
      costs('uuidd-unwritten', 'flushWaits', 'S2', 'more', 'S0'),
    ],
    expected: 'confirms',
    remark: 'Nine waits instead of one over a written block, eight instead of none over an unwritten one.',
  },
  {
    id: 'C19',
    source: { who: FOSTER, messageId: 'ZpqDfUgcDNX3MsF-@bfoster' },
    says: 'Looking at every offset of a large range is too slow.',
    requires: [
      costs('zero-one-dirty-in-large-clean', 'probes', 'S10', 'more', 'S4'),
      costs('zero-one-dirty-in-large-clean', 'probes', 'S10', 'more', 'S8'),
      costs('zero-1T-clean-tail', 'probes', 'S10', 'more', 'S4'),
      costs('zero-1T-clean-tail', 'probes', 'S10', 'more', 'S8'),
    ],
    expected: 'confirms',
    remark: 'A look for each page of the range, against one for each folio that is there.',
  },
];
