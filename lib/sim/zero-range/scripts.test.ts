import { expect, test } from 'vitest';
import { applyingStrategies } from '@/lib/sim/zero-range/applies.ts';
import { checkScenario } from '@/lib/sim/zero-range/check.ts';
import { parseScript } from '@/lib/sim/zero-range/language/parse-script.ts';
import { toScenario } from '@/lib/sim/zero-range/language/to-scenario.ts';
import { BOUNDS } from '@/lib/sim/zero-range/test-scripts.ts';

/**
 * Who fails on a script, as `LOSS!: S6d · POSTEOF: S0 S10`; `!` needs no background event. Strategies that are
 * not named hold.
 */
function check(input: string, expected: string): void {
  const { scenario, problems } = toScenario('script', parseScript(input).script, []);
  expect(problems).toEqual([]);
  const groups = new Map<string, string[]>();
  for (const { name, code } of applyingStrategies(scenario)) {
    const { verdict, deterministic, exhausted } = checkScenario(scenario, name, BOUNDS);
    expect(exhausted, name).toBe(true);
    if (verdict.length === 0) continue;
    const key = `${verdict.join('/')}${deterministic.length > 0 ? '!' : ''}`;
    groups.set(key, [...(groups.get(key) ?? []), code]);
  }
  const found = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, codes]) => `${key}: ${codes.join(' ')}`);
  expect(found.join(' · ')).toBe(expected);
}

/** Scripts that are in no catalogue and no mail. Each verdict was argued from the rules of docs/simulator.md. */
test.each([
  // A store behind EOF over preallocation, exposed by truncate up; what looks at the cache is right.
  [
    'falloc -k 0 16k; pwrite 0 3k; mmap -rw 0 4k; mwrite 3k 1k; truncate 10k',
    'CRASH/STALE: S4nl · CRASH/STALE!: S0 S1 · LIVE!: S6 · LOSS!: S6d',
  ],
  // The same over a delayed allocation: data for every strategy.
  ['pwrite 0 3k; mmap -rw 0 4k; mwrite 3k 1k; truncate 10k', ''],
  // Head and tail inside EOF and a whole block between.
  [
    'falloc 0 12k; pwrite -b 12k 0 12k; fzero -k 1k 10k [errortag force_zero_range=1]',
    'LIVE!: S6 · LOSS!: S6d · STALE: S4nl S4nr S8e S10 · STALE!: S0 S1 S4p',
  ],
  // Writeback is under way before truncate asks: to a walk by the dirty bit or tag the folio is clean,
  // and the write
  // that truncate waits for carries the old tail. No race is needed.
  ['falloc 0 4k; pwrite 0 4k; sync_range -w 0 0; truncate 2k', 'POSTEOF: S4nr · POSTEOF!: S0 S8e S10'],
  // Waited for: written, so everybody zeroes it as data.
  ['falloc 0 4k; pwrite 0 4k; sync_range -w 0 0; sync_range -a 0 0; truncate 2k', ''],
  // msync has written it: dirty again over a written block is data.
  ['falloc 0 4k; mmap -rw 0 4k; mwrite 0 4k; msync -s 0 4k; mwrite 0 4k; truncate 1k', ''],
  // munmap writes nothing back: as trunc-down-unwritten-eof.
  [
    'falloc 0 4k; mmap -rw 0 4k; mwrite 0 4k; munmap; truncate 1k',
    'LIVE!: S6 · LOSS!: S6d · POSTEOF: S0 S4nl S4nr S8e S10',
  ],
  // The zeroed tail is shorter than its offset, so the scan as posted is empty.
  [
    '# profile: block=1k; falloc 0 4k; pwrite 0 4k; truncate 2560',
    'LIVE!: S6 · LOSS!: S6d · POSTEOF: S0 S4p S4nl S4nr S8e S10',
  ],
  // Holes below the page size: pagecache_isize_extended looks at the dirty bit, which writeback may
  // just have cleared.
  [
    '# profile: block=1k isize_zeroing=1; pwrite 0 1536; mmap -rw 0 4k; mwrite 1536 2560; pwrite 6k 1k',
    'STALE: S0 S1 S4 S4p S4nl S4nr S5 S6 S6d S6t S8h S8c S3h S10',
  ],
  // No check of mappings: what zeroes by an old one fills the rest of the block with zeroes.
  [
    '# profile: folio=16k iomap_valid=0; falloc 0 16k; pwrite -b 16k 0 16k; truncate 5k',
    'LIVE/POSTEOF!: S6 S6nv · LOSS: S9 · ' +
      'LOSS/POSTEOF: S4 S4nl S4nr · LOSS/POSTEOF!: S6d · POSTEOF: S0 S4p S6t S8e S10',
  ],
  // No memory for the batch on ext4: the flush waits for the handle of its own lookup.
  [
    '# profile: order=ext4 batch=0; falloc 0 8k; pwrite 0 8k; zrange 0 8k',
    'DEADLOCK!: S8 S8p S8e S8h S8c · LIVE!: S6 · STALE: S4nl S4nr S10 · STALE!: S0',
  ],
  // Dirty COW blocks over a hole are data that only a flush or the COW mapping finds.
  [
    '# profile: cow=1; truncate 8k; cow_prealloc 0 8k; pwrite 0 8k; zrange 0 8k',
    'STALE!: S0 S1 S4 S4p S4nl S4nr S5 S6 S6d S6t S8h S3h S10',
  ],
  // COW over a written block is data; the remapping changes the cookie.
  ['# profile: cow=1; pwrite 0 8k; fsync; cow_prealloc 0 8k; pwrite 0 8k; truncate 5k', ''],
  // Zoned: the write is in the COW fork, then in neither, and the data fork says hole.
  [
    '# profile: zoned=1; pwrite 0 8k; truncate 5k',
    'LOSS: S9 · POSTEOF: S0 S4 S4p S4nl S4nr S5 S6 S6d S6t S8h S3h S10',
  ],
  // Delayed allocation and no check: a mapping ages into an empty block under every strategy that does
  // not flush first.
  [
    '# profile: iomap_valid=0; pwrite 0 4k; truncate 2k',
    'LIVE/LOSS/POSTEOF: S6nv · ' +
      'LOSS: S3 S7 S8 S8p S8h S8c S3h S9 · LOSS/POSTEOF: S0 S4 S4p S4nl S4nr S6 S6d S6t S8e S10',
  ],
  // A batch of one folio: the next lookup finds the next.
  [
    '# profile: batch=1; falloc 0 12k; pwrite 0 12k; zrange 0 12k',
    'LIVE!: S6 · STALE: S4nl S4nr S8e S10 · STALE!: S0 S1 S4p',
  ],
  // The program stores while it is zeroed: its bytes may be either value, other bytes not.
  [
    'falloc 0 8k; pwrite 0 8k; mmap -rw 0 8k; mwrite 0 8k; zrange 0 8k @window: all store',
    'LIVE!: S6 · STALE: S4nl S4nr S8e S10 · STALE!: S0 S1',
  ],
  // Only folio 0 is written behind the lookup: the batch after it lacks that folio.
  [
    'falloc 0 8k; pwrite 0 8k; zrange 0 8k @lookup..zero: wb(0) conv(0) end(0) reclaim(0)',
    'LIVE!: S6 · STALE: S4nl S8e S10 · STALE!: S0 S1',
  ],
  // The second truncate zeroes what the first one exposed, the verdict is about both.
  [
    'falloc 0 4k; pwrite 0 4k; truncate 2k @lookup..setsize: all; truncate 8k',
    'LIVE!: S6 · LOSS!: S6d · POSTEOF: S0 S4nl S4nr S8e S10',
  ],
  // The caller has flushed and dropped the cache.
  ['falloc 0 8k; pwrite 0 8k; preflush; zrange 1k 6k', ''],
  // A scan that answers any position passes over dirty folios.
  [
    '# profile: arbitrary_scan=1; falloc 0 12k; pwrite 0 12k; zrange 0 12k',
    'LIVE!: S6 · STALE: S8e S10 · STALE!: S0 S1 S4 S4p S4nl S4nr S5',
  ],
  // Holes that are validated save the head zeroed in memory.
  [
    '# profile: cow=1 hole_valid=1; truncate 8k; cow_prealloc 0 8k; pwrite 4k 4k; truncate 6k',
    'POSTEOF: S0 S4 S4p S4nl S4nr S5 S6 S6d S6t S8h S3h S10',
  ],
  // Blocks above the page size: the scan as posted ends in the right folio by luck.
  [
    '# profile: block=8k page=4k folio=8k; falloc 0 8k; pwrite -b 8k 0 8k; truncate 3k',
    'LIVE!: S6 · LOSS!: S6d · POSTEOF: S0 S4nl S4nr S8e S10',
  ],
  // A hole behind the data: nothing to zero.
  ['truncate 8k; pwrite 0 4k; truncate 6k', ''],
  // EOF in the last block of its page: pagecache_isize_extended rounds it up to a block, finds the end of the
  // page and leaves the folio alone, so it saves nobody.
  [
    '# profile: block=2k isize_zeroing=1; falloc -k 0 4k; pwrite 0 3k; mmap -rw 0 4k; mwrite 3k 1k; truncate 8k',
    'CRASH/STALE: S4nl · CRASH/STALE!: S0 S1 S4p · LIVE!: S6 · LOSS!: S6d',
  ],
  // The new EOF is in the block of the old one: there it does nothing either.
  [
    '# profile: block=2k isize_zeroing=1; falloc -k 0 4k; pwrite 0 512; mmap -rw 0 4k; mwrite 512 1k; truncate 2k',
    'CRASH/STALE: S4nl · CRASH/STALE!: S0 S1 · LIVE!: S6 · LOSS!: S6d',
  ],
  // Truncate up, too, takes the cache behind the new EOF away: the store at 3k is gone before the second one.
  ['falloc 0 1k; mmap -rw 0 4k; mwrite 3k 1k; truncate 2k; truncate 8k', 'LIVE!: S6'],
  // fzero has flushed its own range, not what lies between the old EOF and it: setting the size zeroes that, without
  // the flag.
  [
    'falloc -k 0 16k; pwrite 0 3k; mmap -rw 0 4k; mwrite 3k 1k; fzero 8k 1k',
    'CRASH/STALE: S4nl · CRASH/STALE!: S0 S1 · LIVE!: S6 · LOSS!: S6d',
  ],
  // Only the second folio is dirty.
  ['falloc 0 8k; pwrite 4k 4k; zrange 0 8k', 'LIVE!: S6 · STALE: S4nl S4nr S8e S10 · STALE!: S0 S1'],
])('%s', check);
