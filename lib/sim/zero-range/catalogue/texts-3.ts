/** Written by bench/compile-scenarios.ts from the scenario files. */
export const TEXTS_3: readonly (readonly [name: string, text: string])[] = [
  [
    'pollution-no-prealloc',
    `# claim: Without the preallocation the same commands read zeroes.
# messages: 20221104182358.2007475-1-bfoster@redhat.com
# topics: write-extension delalloc mmap
# profile: block=4k page=4k folio=4k
# events: 5
# why: A delayed allocation at EOF is zeroed as data by every strategy. The unconditional flush pays
# why: a wait; the conditional ones make one useless round for the hole behind EOF.
pwrite -S 0x41 0 1k
mmap -r -w 0 4k
mwrite -S 0x5a 3k 1k
pwrite -S 0x42 12k 4k
`,
  ],
  [
    'spurious-stale',
    `# claim: The cookie is that of the whole fork, so unrelated conversions make a mapping stale.
# messages: 20240718130212.23905-4-bfoster@redhat.com
# topics: cost zero-range unwritten revalidate
# profile: block=4k page=4k folio=4k
# events: 6
# why: Writeback of the two dirty folios outside the range: at most one retry a conversion for
# why: whoever revalidates.
falloc 0 24k
pwrite 0 8k
fzero -k 12k 8k [errortag force_zero_range=1]
`,
  ],
  [
    'subpage-hole-truncate-up',
    `# claim: Holes must be treated like unwritten extents, because dirty folios over holes exist.
# messages: 20240822145910.188974-3-bfoster@redhat.com Zs1uHoemE7jHQ2bw@infradead.org
# messages: 20240829214800.GQ6224@frogsfrogsfrogs ZtGztWILZPlU6Gxo@bfoster
# topics: truncate-up hole sub-page mmap
# profile: block=1k page=4k folio=4k
# events: 5
# why: Bytes 2k to 4k of the EOF folio are over a hole and dirty through the mapping. Whatever skips
# why: holes is wrong without any race.
pwrite -S 0x41 0 2k
mmap -r -w 0 4k
mwrite -S 0x5a 2k 2k
truncate 8k
`,
  ],
  [
    'subpage-hole-truncate-up+isize-ext-zero',
    `# claim: Since pagecache_isize_extended zeroes dirty folios, the flush over holes may be
# claim: unnecessary; whether its dirty check is racy is asked.
# messages: aIobh49Bb0Vqz10I@bfoster 20240919160741.208162-3-bfoster@redhat.com
# topics: truncate-up hole sub-page mmap isize-extended
# profile: block=1k page=4k folio=4k isize_zeroing=1
# events: 5
# why: Writeback clears dirty, i_size grows, writeback reads the new i_size and zeroes no tail,
# why: pagecache_isize_extended sees a clean folio and does nothing. Right without background
# why: events, wrong with them; the flush over holes closes it because it runs before i_size
# why: changes.
pwrite -S 0x41 0 2k
mmap -r -w 0 4k
mwrite -S 0x5a 2k 2k
truncate 8k
`,
  ],
  [
    'subpage-unwritten-block-aligned-eof',
    `# claim: With EOF at a block boundary below the page size the later fixes still flush.
# messages: 20241106001130.GP21836@frogsfrogsfrogs Zyt5iA3A8Bj16nvW@bfoster
# topics: write-extension unwritten sub-page mmap cost
# profile: block=1k page=4k folio=4k
# events: 4
# why: There is no unaligned head to zero in memory and the mapping starts at the EOF block, so both
# why: fall back to a real flush. The scan needs none.
falloc -k 0 8k
pwrite -S 0x41 0 2k
mmap -r -w 0 4k
mwrite -S 0x5a 2k 2k
pwrite -S 0x42 8k 2k
`,
  ],
  [
    'trunc-down-block-aligned',
    `# claim: Control: a new EOF at a block boundary leaves no partial block to zero.
# topics: truncate-down control
# profile: block=4k page=4k folio=4k
# events: 4
# why: Zero range is not called.
falloc 0 8k
pwrite -S 0x41 0 8k
truncate 4k
`,
  ],
  [
    'trunc-down-clean-cached-unwritten',
    `# claim: Counting a locked folio as dirty can convert clean unwritten blocks.
# messages: ZpmycN7FraEm+jRs@dread.disaster.area
# topics: truncate-down unwritten clean locked
# profile: block=4k page=4k folio=4k
# events: 5
# why: Nobody holds the folio lock here, so nobody is misled; locked-clean-folio adds the holder.
falloc 0 4k
pread 0 4k
truncate 2k
`,
  ],
  [
    'trunc-down-clean-unwritten',
    `# claim: Clean ranges are skipped as before.
# messages: 20240718130212.23905-4-bfoster@redhat.com
# topics: truncate-down unwritten clean
# profile: block=4k page=4k folio=4k
# events: 5
# why: Nothing is cached, so there is nothing to do; the flushing strategies make a call that finds
# why: nothing.
falloc 0 4k
truncate 2k
`,
  ],
  [
    'trunc-down-delalloc-eof',
    `# claim: Only file systems with unwritten extents need to validate mappings.
# messages: 20240718160202.GL612460@frogsfrogsfrogs
# topics: truncate-down delalloc
# profile: block=4k page=4k folio=4k
# events: 5
# why: Nobody asked for an unwritten extent, but XFS allocates delayed blocks as unwritten first, so
# why: a lookup that lands in flight sees one. XFS has unwritten extents, so this alone says nothing
# why: against the claim. With iomap_valid=0 it does: valid bytes are lost over the delayed
# why: allocation itself.
pwrite -S 0x41 0 4k
truncate 2k
`,
  ],
  [
    'trunc-down-late-in-first-block',
    `# claim: Truncating down to late in an unwritten block leaves old bytes behind EOF unless XFS
# claim: flushes first; the RFC says that its scan makes this flush unnecessary.
# messages: 20240718130212.23905-4-bfoster@redhat.com 20240718130212.23905-5-bfoster@redhat.com
# topics: truncate-down unwritten end-offset
# profile: block=4k page=4k folio=4k
# events: 5
# why: The zeroed tail (1k) is shorter than its offset (3k). The posted patch hands over a length
# why: where an end offset belongs, so its scan ends before it begins, finds nothing dirty and
# why: skips.
falloc 0 4k
pwrite -S 0x41 0 4k
truncate 3k
`,
  ],
  [
    'trunc-down-unwritten-eof',
    `# claim: Truncating down over an unwritten EOF block leaves old bytes behind EOF unless XFS flushes
# claim: first; the RFC says that its scan makes this flush unnecessary.
# messages: 20201007143509.669729-1-bfoster@redhat.com 20240718130212.23905-5-bfoster@redhat.com
# topics: truncate-down unwritten
# profile: block=4k page=4k folio=4k
# events: 5
# why: The skip needs a race: the lookup says unwritten, then the folio is written and converted
# why: before truncate zeroes its tail in memory, and nothing marks that zeroed tail dirty. The
# why: ablations show that revalidation and counting locked folios as dirty are both needed. The
# why: literal invalidation spins, because it never drops a dirty folio.
falloc 0 4k
pwrite -S 0x41 0 4k
truncate 2k
`,
  ],
  [
    'trunc-down-written-dirty-eof',
    `# claim: A conditional flush is not noticed where the block is already written; a flush before every
# claim: truncate is.
# messages: ZpqEyg4m1_iRKoo4@bfoster Zpm9BFLjU0DkHBWc@dread.disaster.area
# topics: truncate-down written cost uuidd
# profile: block=4k page=4k folio=4k
# events: 5
# why: Over a written block every strategy zeroes through the page cache. The unconditional flushes
# why: cost one more wait and one more folio write, the conditional one costs nothing: both authors
# why: are right.
pwrite -S 0x41 0 4k
fsync
pwrite -S 0x42 0 4k
truncate 2k
`,
  ],
];
