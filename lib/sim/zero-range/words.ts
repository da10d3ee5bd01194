import type { CostWords, DomainWords, EntryGroupWords, Machine, ViolationWords } from '@/lib/sim/domain.ts';
import { DISK_CLASSES, timeOf } from '@/lib/sim/zero-range/disk-classes.ts';
import type { Cost, Violation } from '@/lib/sim/zero-range/report.ts';

/** The letters of the matrix; LIVE is V because L is taken. */
export const VIOLATION_WORDS: readonly (ViolationWords & { readonly name: Violation })[] = [
  { name: 'POSTEOF', letter: 'P', meaning: 'garbage behind EOF stays on disk' },
  { name: 'STALE', letter: 'S', meaning: 'stale bytes are read' },
  { name: 'LOSS', letter: 'L', meaning: 'valid bytes are lost' },
  { name: 'CRASH', letter: 'C', meaning: 'a crash exposes stale bytes' },
  { name: 'LIVE', letter: 'V', meaning: 'never comes to an end' },
  { name: 'DEADLOCK', letter: 'D', meaning: 'a flush waits for itself' },
];

export const COST_WORDS: readonly (CostWords & { readonly key: keyof Cost })[] = [
  {
    key: 'flushWaits',
    name: 'flush waits',
    short: 'flush waits',
    meaning: 'flushes that somebody waits for',
    rank: 1,
  },
  {
    key: 'foliosWritten',
    name: 'folios written',
    short: 'folios',
    meaning: 'folios written, those at the end included',
    rank: 1,
  },
  {
    key: 'blocksWritten',
    name: 'blocks written',
    short: 'blocks',
    meaning: 'blocks in those folios',
    rank: 3,
  },
  { key: 'lookups', name: 'lookups', short: 'lookups', meaning: 'lookups of a mapping', rank: 1 },
  {
    key: 'retries',
    name: 'retries',
    short: 'retries',
    meaning: 'lookups done again at the same position',
    rank: 2,
  },
  {
    key: 'spuriousStale',
    name: 'spurious stale',
    short: 'spurious',
    meaning: 'rounds whose flush found nothing',
    rank: 3,
  },
  { key: 'probes', name: 'probes', short: 'probes', meaning: 'looks into the cache', rank: 2 },
];

export const MACHINES: readonly Machine[] = DISK_CLASSES.map((disk) => ({
  name: disk.name,
  timeOf: ({ flushWaits = 0, foliosWritten = 0, lookups = 0, probes = 0 }) =>
    timeOf({ flushWaits, foliosWritten, lookups, probes }, disk),
}));

export const GROUPS: readonly EntryGroupWords[] = [
  { topic: 'truncate-down', title: 'truncate down', implied: ['trunc-down'] },
  { topic: 'truncate-up', title: 'truncate up', implied: ['truncate-up'] },
  { topic: 'write-extension', title: 'write beyond EOF', implied: [] },
  { topic: 'zero-range', title: 'zero range itself', implied: ['zero-range'] },
];

export const WORDS: DomainWords = {
  about: 'zeroing a range of a file',
  searched:
    'Every interleaving of the last command that zeroes or changes the size with writeback, completion and ' +
    'reclaim, for each strategy.',
  language: 'xfs_io commands, one a line',
  exampleScript: '# profile: block=4k page=4k folio=4k\nfalloc 0 4k\npwrite -S 0x41 0 4k\ntruncate 2k\n',
  exampleProfile: 'block=1k iomap_valid=0',
  others: 'writeback, completion and reclaim',
  background: ['writeback', 'completion', 'reclaim', 'store', 'holder'],
  leftOut:
    'DAX, direct IO, IO errors, ENOSPC, folios of different sizes, shared extents beside their COW blocks, a second ' +
    'inode; stores through a mapping happen in a window that names them.',
  legend: [
    { sign: 'old', meaning: 'what the disk held before' },
    { sign: '·', meaning: 'not in the cache' },
    { sign: '▲', meaning: 'EOF' },
    { sign: 'must read', meaning: 'what a program has to see when the operation has returned' },
  ],
};
