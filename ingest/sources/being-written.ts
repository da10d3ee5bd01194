import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** Who writes a mail does not pause for so long in the middle of a line. */
const QUIET_MS = 2_000;
const LF = 10;

/** Whether a file that ends with this byte was changed so lately, within a line, that more may come. */
export function isFresh({ mtimeMs }: Pick<Stats, 'mtimeMs'>, lastByte: number | undefined): boolean {
  // A time that is yet to come says that a clock is wrong, and would never be over.
  return lastByte !== LF && Math.abs(Date.now() - mtimeMs) < QUIET_MS;
}

/**
 * Whether the end of a file may still be on its way: the file is not as long as it was when it was opened, or it ends
 * within a line and was changed just now. The latter is looked at again after a pause, as some mail ends without a line
 * break. A file that was deleted meanwhile was read whole: an open one stays until it is closed.
 */
export async function isBeingWritten(
  path: string,
  size: number,
  lastByte: number | undefined,
): Promise<boolean> {
  const now = await stat(path).catch(() => null);
  if (now === null) return false;
  if (now.size !== size) return true;
  if (!isFresh(now, lastByte)) return false;
  await sleep(QUIET_MS - Math.max(Date.now() - now.mtimeMs, 0));
  const later = await stat(path).catch(() => null);
  return later !== null && (later.size !== size || later.mtimeMs !== now.mtimeMs);
}
