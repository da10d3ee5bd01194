/** Written by bench/compile-scenarios.ts from the scenario files. */
export const TEXTS_4: readonly (readonly [name: string, text: string])[] = [
  [
    'truncate-up-after-mmap-pollution',
    `# claim: Truncate up is covered by the same helper.
# messages: 20240718130212.23905-1-bfoster@redhat.com
# topics: truncate-up unwritten mmap crash
# profile: block=4k page=4k folio=4k
# events: 5
# why: The skip is wrong, and wrong after a crash too, because the bytes are on disk inside the new
# why: size. Whoever has zeroed through the page cache pays the flush of the size change; the
# why: flushing strategies pay another.
falloc 0 2k
pwrite -S 0x41 0 2k
mmap -r -w 0 4k
mwrite -S 0x5a 2k 2k
truncate 8k
`,
  ],
  [
    'uuidd-unwritten',
    `# claim: Truncating to the same size after every write, as uuidd does, but over a preallocated
# claim: block.
# messages: ZpqEyg4m1_iRKoo4@bfoster
# topics: cost truncate-down unwritten uuidd
# profile: block=4k page=4k folio=4k
# events: 0
# why: The conditional flush happens once; then the block is written.
falloc 0 2k
pwrite 0 2k
truncate 2k
pwrite 0 2k
truncate 2k
pwrite 0 2k
truncate 2k
pwrite 0 2k
truncate 2k
pwrite 0 2k
truncate 2k
pwrite 0 2k
truncate 2k
pwrite 0 2k
truncate 2k
pwrite 0 2k
truncate 2k
`,
  ],
  [
    'uuidd-written',
    `# claim: Truncating to the same size after every write, as uuidd does, pays for the flush of the new
# claim: EOF.
# messages: 20221028130411.977076-1-bfoster@redhat.com Zpm9BFLjU0DkHBWc@dread.disaster.area
# topics: cost truncate-down written uuidd
# profile: block=4k page=4k folio=4k
# events: 0
# why: One wait is the fsync; the unconditional flushes add one a round.
pwrite 0 2k
fsync
pwrite 0 2k
truncate 2k
pwrite 0 2k
truncate 2k
pwrite 0 2k
truncate 2k
pwrite 0 2k
truncate 2k
pwrite 0 2k
truncate 2k
pwrite 0 2k
truncate 2k
pwrite 0 2k
truncate 2k
pwrite 0 2k
truncate 2k
`,
  ],
  [
    'zero-12-dirty',
    `# claim: No user of zero range expects more than one dirty folio; what a dozen would cost.
# messages: 20240718130212.23905-1-bfoster@redhat.com
# topics: cost zero-range unwritten multi-folio
# profile: block=4k page=4k folio=4k
# events: 0
# why: Whoever flushes writes every folio twice; dropping whole dirty folios writes none.
falloc 0 48k
pwrite 0 48k
fzero -k 0 48k [errortag force_zero_range=1]
`,
  ],
  [
    'zero-12-dirty-preflushed',
    `# claim: An opt-out flag for callers that flush saves something.
# messages: 20240718130212.23905-1-bfoster@redhat.com
# topics: cost zero-range preflush opt-out
# profile: block=4k page=4k folio=4k
# events: 0
# why: Behind a flush all strategies cost the same.
falloc 0 48k
pwrite 0 48k
preflush
zrange 0 48k
`,
  ],
  [
    'zero-1T-clean-tail',
    `# claim: One dirty page at the end of a terabyte of clean unwritten extent takes minutes to find
# claim: page by page.
# messages: ZlnweWTV4Y5STK-q@bfoster
# topics: cost write-extension unwritten scan
# profile: block=4k page=4k folio=4k
# events: 0
# scale: 128k 256k 512k
# why: No search reaches this size: costs are measured at the sizes of the scale line, and a
# why: straight line through the first two has to meet the third.
falloc -k 0 1t
pwrite 1000g 4k
`,
  ],
  [
    'zero-one-dirty-in-large-clean',
    `# claim: Looking at every offset of the range is too slow.
# messages: ZpqDfUgcDNX3MsF-@bfoster ZlnweWTV4Y5STK-q@bfoster
# topics: cost zero-range unwritten scan
# profile: block=4k page=4k folio=4k
# events: 0
# why: A look-up for every page of the range against one scan or batch walk over what is cached.
falloc 0 48k
pwrite 0 4k
fzero -k 0 48k [errortag force_zero_range=1]
`,
  ],
  [
    'zero-range-preflushed',
    `# claim: Most callers flush already; a flag could opt them out of another flush.
# messages: 20240718130212.23905-1-bfoster@redhat.com
# topics: zero-range preflush opt-out
# profile: block=4k page=4k folio=4k
# events: 3
# why: The caller flushes and drops the cache under both locks, and then even the skip is right. The
# why: flag is sound exactly here.
falloc 0 8k
pwrite -S 0x41 0 8k
preflush
zrange 0 8k
`,
  ],
  [
    'zero-range-two-dirty-unwritten-blocks-noflush',
    `# claim: No caller has more than one dirty folio in its range; two extents race with a batch that is
# claim: filled late.
# messages: 20240718130212.23905-1-bfoster@redhat.com
# messages: 9c09377d-5a88-4935-9d28-5683a8263de5@huaweicloud.com
# topics: zero-range unwritten multi-folio
# profile: block=4k page=4k folio=4k
# events: 4
# why: A batch filled after the extent lock was dropped skips a folio that was written after the
# why: lookup. Dropping whole dirty folios does it without writing anything.
falloc 0 8k
pwrite -S 0x41 0 8k
fzero -k 0 8k [errortag force_zero_range=1]
`,
  ],
  [
    'zero-range-unaligned-inside-unwritten',
    `# claim: Zeroing several blocks at once is what the scan should be good for.
# messages: Zpm9BFLjU0DkHBWc@dread.disaster.area
# topics: zero-range unwritten multi-folio unaligned
# profile: block=4k page=4k folio=4k
# events: 3
# why: Unaligned head and tail inside EOF over three dirty folios.
falloc 0 12k
pwrite -S 0x41 0 12k
fzero -k 2k 8k [errortag force_zero_range=1]
`,
  ],
];
