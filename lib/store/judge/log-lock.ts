import { sql } from '@/lib/store/database/prisma.ts';
import { lockForWrite, type Write } from '@/lib/store/write.ts';

/**
 * Waits for whoever is recording, and holds the log until the transaction ends: what is read of it then is all there
 * is, and times are the order. A write holds it for some milliseconds.
 */
export async function lockLog(write: Write): Promise<void> {
  await lockForWrite(write, 'log');
}

/** Now, but after everything that is recorded, also when the clock was set back. */
export const NEXT_TIME = sql`(SELECT greatest(date_trunc('milliseconds', clock_timestamp()),
  (SELECT max(recorded_at) FROM ground.judgement) + interval '1 millisecond',
  (SELECT max(recorded_at) FROM ground.comment) + interval '1 millisecond'))`;
