import { answered, client } from '@/lib/store/database/client.ts';
import { LOCKS } from '@/lib/store/database/locks.ts';
import { Prisma } from '@/prisma/generated/client.ts';

/** A transaction that writes. Sees every row, whoever asks: what may be done was decided before. */
export type Write = {
  readonly rows: <Row>(statement: Prisma.Sql) => Promise<readonly Row[]>;
};

/**
 * Until the transaction begins. Longer than the pool lets anyone wait for a connection (client.ts), which is what
 * sheds load: a web process that stalled for three seconds refused what somebody had typed.
 */
const WAIT_MS = 5_000;
const DURATION_MS = 5_000;

/**
 * Runs `work` in one transaction: all of it happens or, when it throws, nothing. The only way from a request to a
 * change; lib/auth/guard.ts is its only user there, with what follows from a judgement and is derived
 * (lib/store/judge/settle-judged.ts). Throws AppError DATABASE_UNAVAILABLE when there is no answer.
 */
export async function runWrite<T>(work: (write: Write) => Promise<T>): Promise<T> {
  return answered(() =>
    client().$transaction(
      async (transaction) => {
        await transaction.$executeRawUnsafe('SET TRANSACTION READ WRITE');
        return work({
          rows: <Row>(statement: Prisma.Sql) => transaction.$queryRaw<Row[]>(statement),
        });
      },
      { maxWait: WAIT_MS, timeout: DURATION_MS },
    ),
  );
}

/**
 * Waits for an advisory lock and holds it until the transaction ends (lib/store/database/locks.ts). A wait longer than
 * a statement may take is answered as a database that is away, and nothing was changed.
 */
export async function lockForWrite(
  write: Write,
  lock: 'writers' | 'log' | 'judged' | 'addresses' | 'runs',
): Promise<void> {
  await write.rows(Prisma.sql`SELECT pg_advisory_xact_lock(${LOCKS[lock]}) IS NULL AS held`);
}
