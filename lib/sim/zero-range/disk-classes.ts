import type { Cost } from '@/lib/sim/zero-range/report.ts';

/**
 * What one unit of cost takes on a class of disk, in nanoseconds. Flush waits: a hard disk positions once and
 * turns half a round (5 to 10 ms); the SATA SSD of the 2022 report took 282 µs for a flush of the EOF folio
 * (14.1 s for 50,000); an NVMe disk with a write cache answers in tens of microseconds. A folio that is
 * written without anybody waiting costs its share of the bandwidth. These are orders of magnitude: what they
 * are good for is the ratio of two strategies on one disk.
 */
export type DiskClass = {
  readonly name: string;
  readonly flushWait: number;
  readonly folioWrite: number;
};

export const DISK_CLASSES: readonly DiskClass[] = [
  { name: 'HDD', flushWait: 8_000_000, folioWrite: 30_000 },
  { name: 'SSD', flushWait: 200_000, folioWrite: 8_000 },
  { name: 'NVMe', flushWait: 30_000, folioWrite: 2_000 },
];

/**
 * The processor's part is the same everywhere: a lookup through the extent tree, a folio lock, a look into
 * the cache.
 */
const LOOKUP = 300;
const FOLIO_LOCK = 100;
const PROBE = 50;

/** Nanoseconds of a run; integers as long as the counts are. */
export function timeOf(
  cost: Pick<Cost, 'flushWaits' | 'foliosWritten' | 'lookups' | 'probes'>,
  disk: DiskClass,
): number {
  return (
    cost.flushWaits * disk.flushWait +
    cost.foliosWritten * (disk.folioWrite + FOLIO_LOCK) +
    cost.lookups * LOOKUP +
    cost.probes * PROBE
  );
}
