import type { DatabaseLease } from '@/ingest/postgres/acquire.ts';
import { checkDisk } from '@/ingest/postgres/health.ts';
import { AppError } from '@/lib/base/app-error.ts';

/** As ingest/postgres/initialize.ts sets max_wal_size. */
const MAX_WAL_BYTES = 1024 ** 3;

export type DiskGuard = () => Promise<void>;

/**
 * Called before each batch: throws DISK_FULL while there is still room for the server to stop cleanly. PostgreSQL that
 * cannot write its log panics and does not come back before space does. An external database guards its own disk.
 */
export function createDiskGuard({
  embedded,
  dataFolder,
}: Pick<DatabaseLease, 'embedded' | 'dataFolder'>): DiskGuard {
  if (!embedded || dataFolder === null) return async () => undefined;
  return async () => {
    const { ok, detail, remedy } = await checkDisk(dataFolder, MAX_WAL_BYTES);
    if (!ok) throw new AppError('DISK_FULL', `Too little space to go on: ${detail}.`, remedy ?? '');
  };
}
