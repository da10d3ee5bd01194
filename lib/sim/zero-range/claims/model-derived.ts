import type { Claim } from '@/lib/sim/claim.ts';
import { costs, fails, holds } from '@/lib/sim/zero-range/claims/wording.ts';

/** What the model found and nobody said on the list, nor saw on a real kernel. */
export const MODEL_DERIVED: readonly Claim[] = [
  {
    id: 'M1',
    source: null,
    says: 'zero-partial-eof (v6.13 to v6.18) loses valid bytes where COW blocks lie over a hole.',
    requires: [fails('S9', 'cow-over-hole-trunc-down', 'LOSS', 'race')],
    expected: 'confirms',
    remark:
      'Five events between lookup and folio lock: write, convert, end and reclaim. No report in the archive.',
  },
  {
    id: 'M2',
    source: null,
    says: 'The zeroing of pagecache_isize_extended races with writeback below the page size.',
    requires: [fails('S8c', 'subpage-hole-truncate-up+isize-ext-zero', 'STALE', 'race')],
    expected: 'confirms',
    remark: 'Whether its dirty check is racy was asked; here is the interleaving.',
  },
  {
    id: 'M3',
    source: null,
    says: 'Invalidation that zeroes partial folios in memory and drops whole ones is right and the cheapest.',
    requires: [
      ...holds('S6t', 'trunc-down-unwritten-eof', 'append-after-mmap-pollution', 'large-folio-trunc-down'),
      costs('zero-12-dirty', 'foliosWritten', 'S6t', 'less', 'S4'),
      costs('zero-12-dirty', 'foliosWritten', 'S6t', 'less', 'S8'),
    ],
    expected: 'confirms',
    remark: 'Over unwritten extents, with a validity check. Nobody proposed this variant.',
  },
  {
    id: 'M4',
    source: null,
    says: 'A flag for callers that have flushed saves neither a flush nor a write.',
    requires: [
      costs('zero-12-dirty-preflushed', 'flushWaits', 'S7', 'equal', 'S3'),
      costs('zero-12-dirty-preflushed', 'foliosWritten', 'S7', 'equal', 'S3'),
    ],
    expected: 'confirms',
    remark: 'A range that was flushed is clean, so the conditional flush does nothing there anyway.',
  },
  {
    id: 'M5',
    source: null,
    says: 'Without validity check, with delayed allocation, the conditional flush and the batch lose data.',
    requires: [
      ...(['flush-if-dirty', 'folio-batch'] as const).map((strategy) => ({
        kind: 'fails' as const,
        run: {
          scenario: 'trunc-down-delalloc-eof',
          strategy,
          settings: [['iomap_valid', '0']] as const,
          events: null,
        },
        violation: 'LOSS' as const,
        needs: 'race' as const,
      })),
    ],
    expected: 'confirms',
    remark: 'Found by fsx in the model. No file system of the thread has both.',
  },
  {
    id: 'M6',
    source: null,
    says: 'A test of the dirty bit alone passes over a folio under writeback that is not yet converted.',
    requires: [fails('S10', 'trunc-down-unwritten-eof', 'POSTEOF', 'race')],
    expected: 'confirms',
    remark: 'Its cookie is still valid then, so revalidation does not help.',
  },
];
