/**
 * Queries that both sides are asked. `exact`: header, id, file and patch operators, whose result sets must be equal;
 * `words`: words of prose, where stems differ.
 */
export const EXACT: readonly string[] = [
  ...[
    's:flush',
    's:"zero range"',
    's:Zero',
    's:iomap f:foster',
    's:xfs -s:iomap',
    's:6.12',
    's:v2',
    's:inode*',
  ],
  ...['s:"[PATCH v2"', 's:xfs_repair', 's:"re: [patch"', 's:fixes OR s:cleanups', 's:(flush OR zero) f:hch'],
  ...['f:hellwig', 'f:Christoph', 'f:"Dave Chinner"', 'f:djwong@kernel.org', 'f:williams', 'f:hch -s:xfs'],
  ...[
    't:linux-xfs',
    't:"Brian Foster"',
    'c:hch@infradead.org',
    'c:brauner',
    'tc:djwong',
    'tc:"linux-fsdevel@vger"',
  ],
  ...['a:foster', 'a:bfoster@redhat.com', 'tcf:chandan', 'f:wong t:hch', 'a:"Darrick J. Wong" s:rt'],
  ...['m:20240718130212.23905-1-bfoster@redhat.com', 'm:redhat.com', 'm:stgit', 'm:frogsfrogsfrogs'],
  ...['mid:20240718130212.23905-1-bfoster@redhat.com', 'mid:nobody@nowhere.example'],
  ...['dfn:fs/xfs/xfs_inode.c', 'dfn:fs/iomap', 'dfn:xfs_inode', 'dfn:buffered-io.c', 'dfn:common/xfs'],
  ...[
    'dfn:scrub -dfn:libxfs',
    'dfn:"Documentation/admin-guide"',
    'dfn:mkfs/*',
    'dfn:xfs_file.c OR dfn:xfs_aops.c',
  ],
  ...[
    'dfhh:xfs_file_fallocate',
    'dfhh:iomap_zero_range',
    'dfhh:"static int"',
    'dfhh:xfs_inode',
    'dfhh:struct',
  ],
  ...[
    'dfa:xfs_ilock',
    'dfa:"struct inode"',
    'dfa:mp',
    'dfb:xfs_trans_alloc',
    'dfb:"return error"',
    'dfb:iomap',
  ],
  ...[
    'dfb:kmalloc -dfa:kmem_alloc',
    'dfctx:xfs_perag',
    'dfctx:"struct xfs_mount"',
    'dfb:xfs_rtgroup*',
    'dfa:if',
  ],
  ...['dfb:flush', 'dfb:inodes', "dfb:don't", 'dfctx:EXPORT_SYMBOL_GPL', 'dfb:include'],
  ...[
    's:xfs d:20240701..20240731',
    'd:20240801..20240803 f:wong',
    's:flush dt:20240718000000..20240719000000',
  ],
];

export const WORDS: readonly string[] = [
  ...[
    'flush',
    'flushing',
    'iomap_zero_range',
    'b:writeback',
    'nq:delalloc',
    'q:delalloc',
    'bs:folio',
    'b:"dirty folio"',
  ],
  ...[
    '"zero range" flush',
    'nq:"zero range"',
    'deadlock OR livelock',
    'reflink -dedupe',
    'xfs_ilock',
    'trunc*',
  ],
  ...[
    '"Reviewed-by: Brian Foster"',
    'nq:"change-id"',
    'regression bisect',
    'nq:NAK',
    'q:"stale data"',
    'generic/388',
  ],
  ...[
    'q:flushing',
    'b:inodes',
    "don't",
    'b:6.12',
    'nq:hang',
    'fs/xfs/xfs_file.c',
    'corruption -scrub',
    'Flush',
  ],
];
