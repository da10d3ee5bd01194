import { createParsePool, type ParsePool } from '@/ingest/parse/pool.ts';

/** Lends a parse pool to `use` and ends its thread afterwards, whatever happened. */
export async function withParsePool<T>(use: (pool: ParsePool) => Promise<T>): Promise<T> {
  const pool = createParsePool();
  try {
    return await use(pool);
  } finally {
    await pool.close();
  }
}
