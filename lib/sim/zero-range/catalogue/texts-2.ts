/** Written by bench/compile-scenarios.ts from the scenario files. */
export const TEXTS_2: readonly (readonly [name: string, text: string])[] = [
  [
    'metamix-delalloc',
    `# claim: Converting delayed allocations behind EOF to unwritten brings the flush to files nobody
# claim: preallocated.
# messages: ZxkE93Vz3ZQaAFO1@bfoster
# topics: cost write-extension delalloc metamix
# profile: block=4k page=4k folio=4k
# events: 0
# why: The first extension converts the preallocation, the rest is as over falloc.
pwrite 0 1k
delalloc_prealloc 0 64k
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
  [
    'metamix-large-folio',
    `# claim: Large folios still flush with the later fixes.
# messages: 20241106001130.GP21836@frogsfrogsfrogs Zyt5iA3A8Bj16nvW@bfoster
# topics: cost write-extension unwritten large-folio metamix
# profile: block=4k page=4k folio=8k
# events: 0
# why: A large folio is dirty over the unwritten mapping behind EOF as well, so the wait is real.
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
  [
    'metamix-strided',
    `# claim: Strided extending writes pay for a conditional flush as much as for an unconditional one.
# messages: 202410141536.1167190b-oliver.sang@intel.com ZpqEyg4m1_iRKoo4@bfoster
# topics: cost write-extension unwritten metamix
# profile: block=4k page=4k folio=4k
# events: 0
# why: Six of the eight old EOFs are inside a block, and each finds a dirty folio over an unwritten
# why: extent.
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
  [
    'nfs-out-of-order',
    `# claim: Writes that arrive out of order, as from an NFS client, hit the flush in production, or are
# claim: amortised.
# messages: Zw7jwnvBaMwloHXG@dread.disaster.area Zw_gDDlIEgZbApU_@bfoster
# topics: cost write-extension unwritten nfs
# profile: block=4k page=4k folio=4k
# events: 0
# why: Pages and writes are aligned: the EOF folio is not in the range, and nobody pays. Three waits
# why: are the fsyncs.
falloc -k 0 96k
pwrite 0 4k
pwrite 8k 4k
pwrite 4k 4k
pwrite 16k 4k
fsync
pwrite 12k 4k
pwrite 24k 4k
pwrite 20k 4k
pwrite 32k 4k
fsync
pwrite 28k 4k
pwrite 40k 4k
pwrite 36k 4k
pwrite 48k 4k
fsync
pwrite 44k 4k
`,
  ],
  [
    'nfs-out-of-order-16k-folio',
    `# claim: Writes that arrive out of order, as from an NFS client, hit the flush in production, or are
# claim: amortised.
# messages: Zw7jwnvBaMwloHXG@dread.disaster.area Zw_gDDlIEgZbApU_@bfoster
# topics: cost write-extension unwritten nfs large-folio
# profile: block=4k page=4k folio=16k
# events: 0
# why: A folio straddles EOF, and the later fixes wait as well.
falloc -k 0 96k
pwrite 0 4k
pwrite 8k 4k
pwrite 4k 4k
pwrite 16k 4k
fsync
pwrite 12k 4k
pwrite 24k 4k
pwrite 20k 4k
pwrite 32k 4k
fsync
pwrite 28k 4k
pwrite 40k 4k
pwrite 36k 4k
pwrite 48k 4k
fsync
pwrite 44k 4k
`,
  ],
  [
    'nfs-out-of-order-1k-block',
    `# claim: Writes that arrive out of order, as from an NFS client, hit the flush in production, or are
# claim: amortised.
# messages: Zw7jwnvBaMwloHXG@dread.disaster.area Zw_gDDlIEgZbApU_@bfoster
# topics: cost write-extension unwritten nfs sub-page
# profile: block=1k page=4k folio=4k
# events: 0
# why: EOF is at a block boundary inside a page, and the later fixes wait as well.
falloc -k 0 96k
pwrite 0 3k
pwrite 6k 3k
pwrite 3k 3k
pwrite 12k 3k
fsync
pwrite 9k 3k
pwrite 18k 3k
pwrite 15k 3k
pwrite 24k 3k
fsync
pwrite 21k 3k
pwrite 30k 3k
pwrite 27k 3k
pwrite 36k 3k
fsync
pwrite 33k 3k
`,
  ],
  [
    'nfs-out-of-order-3k',
    `# claim: Writes that arrive out of order, as from an NFS client, hit the flush in production, or are
# claim: amortised.
# messages: Zw7jwnvBaMwloHXG@dread.disaster.area Zw_gDDlIEgZbApU_@bfoster
# topics: cost write-extension unwritten nfs
# profile: block=4k page=4k folio=4k
# events: 0
# why: EOF is inside a block at every jump: the flushing strategies wait once a jump.
falloc -k 0 96k
pwrite 0 3k
pwrite 6k 3k
pwrite 3k 3k
pwrite 12k 3k
fsync
pwrite 9k 3k
pwrite 18k 3k
pwrite 15k 3k
pwrite 24k 3k
fsync
pwrite 21k 3k
pwrite 30k 3k
pwrite 27k 3k
pwrite 36k 3k
fsync
pwrite 33k 3k
`,
  ],
  [
    'nfs-out-of-order-6k',
    `# claim: Writes that arrive out of order, as from an NFS client, hit the flush in production, or are
# claim: amortised.
# messages: Zw7jwnvBaMwloHXG@dread.disaster.area Zw_gDDlIEgZbApU_@bfoster
# topics: cost write-extension unwritten nfs
# profile: block=4k page=4k folio=4k
# events: 0
# why: As with 3k: EOF is inside a block at the jumps that count.
falloc -k 0 96k
pwrite -b 6k 0 6k
pwrite -b 6k 12k 6k
pwrite -b 6k 6k 6k
pwrite -b 6k 24k 6k
fsync
pwrite -b 6k 18k 6k
pwrite -b 6k 36k 6k
pwrite -b 6k 30k 6k
pwrite -b 6k 48k 6k
fsync
pwrite -b 6k 42k 6k
pwrite -b 6k 60k 6k
pwrite -b 6k 54k 6k
pwrite -b 6k 72k 6k
fsync
pwrite -b 6k 66k 6k
`,
  ],
  [
    'nfs-out-of-order-8k-folio',
    `# claim: Writes that arrive out of order, as from an NFS client, hit the flush in production, or are
# claim: amortised.
# messages: Zw7jwnvBaMwloHXG@dread.disaster.area Zw_gDDlIEgZbApU_@bfoster
# topics: cost write-extension unwritten nfs large-folio
# profile: block=4k page=4k folio=8k
# events: 0
# why: A folio straddles EOF, and the later fixes wait as well.
falloc -k 0 96k
pwrite 0 4k
pwrite 8k 4k
pwrite 4k 4k
pwrite 16k 4k
fsync
pwrite 12k 4k
pwrite 24k 4k
pwrite 20k 4k
pwrite 32k 4k
fsync
pwrite 28k 4k
pwrite 40k 4k
pwrite 36k 4k
pwrite 48k 4k
fsync
pwrite 44k 4k
`,
  ],
  [
    'nv-second-block',
    `# claim: Without iomap_valid the scan can expose stale data, here with EOF in the second block.
# messages: 20240718130212.23905-1-bfoster@redhat.com
# topics: truncate-down unwritten no-validity
# profile: block=4k page=4k folio=4k iomap_valid=0
# events: 4
# why: Four events are one short of a write-back with reclaim, so the loss shows only at five.
falloc 0 8k
pwrite -S 0x41 0 8k
truncate 6k
`,
  ],
  [
    'nv-trunc-down',
    `# claim: Without iomap_valid the scan can expose stale data; a check for writeback after the lookup
# claim: could stand in for it.
# messages: 20240718130212.23905-1-bfoster@redhat.com Zpm9BFLjU0DkHBWc@dread.disaster.area
# topics: truncate-down unwritten no-validity
# profile: block=4k page=4k folio=4k iomap_valid=0
# events: 5
# why: It is worse than the letter says: after the scan the folio is reclaimed, and the stale
# why: mapping makes a new one, zero filled, so valid bytes are lost. A check after the lookup
# why: misses a folio that was cleaned before it. The batch is right: its reference pins the folio,
# why: and lookup and batch are one atomic step.
falloc 0 4k
pwrite -S 0x41 0 4k
truncate 2k
`,
  ],
  [
    'pollution-fsync-then-extend',
    `# claim: Control: writeback zeroes what stands behind EOF.
# messages: 20221104182358.2007475-1-bfoster@redhat.com
# topics: write-extension mmap control
# profile: block=4k page=4k folio=4k
# events: 5
# why: After fsync the folio is clean and zero behind EOF, and the block is written.
falloc 0 1k
pwrite -S 0x41 0 1k
mmap -r -w 0 4k
mwrite -S 0x5a 3k 1k
fsync
pwrite -S 0x42 12k 4k
`,
  ],
];
