/** Written by bench/compile-scenarios.ts from the scenario files. */
export const TEXTS_1: readonly (readonly [name: string, text: string])[] = [
  [
    'append-after-mmap-pollution',
    `# claim: Write extension over an unwritten EOF block exposes what a mapping stored behind EOF.
# messages: 20240718130212.23905-4-bfoster@redhat.com 20221104182358.2007475-1-bfoster@redhat.com
# topics: write-extension unwritten mmap
# profile: block=4k page=4k folio=4k
# events: 5
# why: Deterministic for the skip, and for the truncate flush, which covers truncate down only.
# why: Without revalidation it is right here: writeback that slips in behind the lookup zeroes the
# why: tail itself while i_size is still small. Ignoring locked folios fails: dirty is cleared
# why: already, writeback is not set yet.
falloc 0 1k
pwrite -S 0x41 0 1k
mmap -r -w 0 4k
mwrite -S 0x5a 3k 1k
pwrite -S 0x42 12k 4k
`,
  ],
  [
    'append-after-pollution-second-block',
    `# claim: Write extension with EOF in the second block exposes what a mapping stored behind EOF.
# messages: 20240718130212.23905-4-bfoster@redhat.com
# topics: write-extension unwritten mmap end-offset
# profile: block=4k page=4k folio=4k
# events: 4
# why: The posted patch fails without any race: position 6k, length 2k, so its scan ends before it
# why: begins.
falloc 0 6k
pwrite -S 0x41 0 6k
mmap -r -w 4k 4k
mwrite -S 0x5a 7k 1k
pwrite -S 0x42 8k 4k
`,
  ],
  [
    'append-contiguous-same-block',
    `# claim: Control: a write that begins at EOF leaves no gap.
# topics: write-extension control
# profile: block=4k page=4k folio=4k
# events: 4
# why: Zero range is not called, and the write covers the polluted bytes.
falloc 0 4k
pwrite -S 0x41 0 1k
mmap -r -w 0 4k
mwrite -S 0x5a 2k 2k
pwrite -S 0x42 1k 3k
`,
  ],
  [
    'cow-over-hole-trunc-down',
    `# claim: The truncate flush also covered COW blocks over a hole; without it this case is broken.
# messages: 20240718130212.23905-5-bfoster@redhat.com Zlzwwi6xO7TFSUp4@dread.disaster.area
# topics: truncate-down cow hole
# profile: block=4k page=4k folio=4k cow=1
# events: 5
# why: The data fork says hole while writeback will remap the dirty folio. The scan skips the hole:
# why: a regression against the truncate flush. Zeroing the head in memory loses data: the mapping
# why: of a hole is never validated, so a folio that was written, remapped and reclaimed is made
# why: again, zero filled. Model-derived, not reported on the list.
truncate 8k
cow_prealloc 0 8k
pwrite -S 0x41 4k 4k
truncate 6k
`,
  ],
  [
    'cow-prealloc-clean-hole',
    `# claim: COW blocks below a clean cache are mere preallocation and count as a hole.
# messages: 20260309134506.167663-9-bfoster@redhat.com
# topics: truncate-down cow hole clean
# profile: block=4k page=4k folio=4k cow=1
# events: 5
# why: Nothing is cached, so there is nothing to zero.
truncate 8k
cow_prealloc 0 8k
truncate 6k
`,
  ],
  [
    'ext4-order-trunc-down',
    `# claim: ext4 on iomap may need a lock around the batch.
# messages: 9c09377d-5a88-4935-9d28-5683a8263de5@huaweicloud.com
# messages: 81db99c8-e0bb-478a-b75f-84e352a970e0@huaweicloud.com aJNXwvp87THRLtpf@bfoster
# topics: truncate-down unwritten ext4
# profile: block=4k page=4k folio=4k order=ext4
# events: 5
# why: The order alone prevents every race: once i_size is lowered writeback zeroes the tail, and
# why: the cached tail is zero already. Invalidation, literal or discarding, fails without a race,
# why: in either order.
falloc 0 4k
pwrite -S 0x41 0 4k
truncate 2k
`,
  ],
  [
    'extend-clean-unwritten',
    `# claim: The clean case is cheap.
# messages: 20240718130212.23905-4-bfoster@redhat.com
# topics: truncate-up unwritten clean cost
# profile: block=4k page=4k folio=4k
# events: 5
# why: The cache is clean, so only the flush of the size change remains.
falloc -k 0 16k
pwrite -S 0x41 0 2k
fsync
truncate 12k
`,
  ],
  [
    'false-positive',
    `# claim: A false positive of the dirty check costs a spurious flush and nothing else.
# messages: ZplFdASEm1LPtVD-@bfoster
# topics: cost zero-range written
# profile: block=4k page=4k folio=4k
# events: 0
# why: The dirty folio is over the written part: one round more, no IO.
falloc 0 64k
pwrite 0 4k
fsync
pwrite 0 4k
fzero -k 0 48k [errortag force_zero_range=1]
`,
  ],
  [
    'false-positive-mixed',
    `# claim: A false positive of the dirty check, and another dirty folio over the unwritten part of the
# claim: range.
# messages: ZplFdASEm1LPtVD-@bfoster
# topics: cost zero-range written unwritten
# profile: block=4k page=4k folio=4k
# events: 0
# why: The conditional flush writes only what is left of the range.
falloc 0 64k
pwrite 0 4k
fsync
pwrite 0 4k
pwrite 8k 4k
fzero -k 0 48k [errortag force_zero_range=1]
`,
  ],
  [
    'large-folio-trunc-down',
    `# claim: Invalidation has to cope with large folios that straddle the range.
# messages: Zpm9BFLjU0DkHBWc@dread.disaster.area
# topics: truncate-down unwritten large-folio
# profile: block=4k page=4k folio=8k
# events: 5
# why: Discarding the dirty folio loses bytes 0 to 6k, because the folio straddles the new EOF;
# why: zeroing the straddling part in place does not.
falloc 0 8k
pwrite -S 0x41 0 8k
truncate 6k
`,
  ],
  [
    'locked-clean-folio',
    `# claim: Counting a locked folio as dirty can convert clean unwritten blocks.
# messages: ZpmycN7FraEm+jRs@dread.disaster.area
# topics: cost truncate-down unwritten clean locked
# profile: block=4k page=4k folio=4k
# events: 6
# why: Somebody, say readahead or migration, holds the lock during the check: the scan and the batch
# why: zero and dirty a clean folio. No byte is wrong, and one folio is written for nothing.
falloc 0 4k
pread 0 4k
truncate 2k @window: hold release wb conv end reclaim
`,
  ],
  [
    'metamix-1k-aligned',
    `# claim: EOF at a block boundary below the page size still flushes with the later fixes.
# messages: 20241106001130.GP21836@frogsfrogsfrogs Zyt5iA3A8Bj16nvW@bfoster
# topics: cost write-extension unwritten sub-page metamix
# profile: block=1k page=4k folio=4k
# events: 0
# why: The scan flushes nothing, and writes 29 blocks where the flushing strategies write 17.
falloc -k 0 64k
pwrite 0 1k
pwrite 6k 2k
pwrite 13k 2k
pwrite 20k 2k
pwrite 27k 2k
pwrite 34k 2k
pwrite 41k 2k
pwrite 48k 2k
pwrite 55k 2k
`,
  ],
];
