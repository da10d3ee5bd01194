import type { Sql } from 'postgres';
import { createParsePool } from '@/ingest/parse/pool.ts';
import { type DerivedCounts, deriveAll } from '@/lib/store/derive.ts';

/** `docket derive`: parses every raw message again and replaces all derived rows. */
export async function deriveEverything(
  sql: Sql,
  onProgress: (messages: number) => void,
): Promise<DerivedCounts> {
  const pool = createParsePool();
  try {
    return await deriveAll(
      sql,
      async (rows) => {
        const parsed = await pool.parse(
          rows.map(({ key, bytes }) => ({ bytes, list: null, where: `message ${key}` })),
        );
        return rows.map(({ key, firstOfId, lists }, index) => {
          const email = parsed[index]?.email;
          if (email === undefined) throw new Error(`The parser lost message ${key}`);
          return { key, firstOfId, lists, email };
        });
      },
      onProgress,
    );
  } finally {
    await pool.close();
  }
}
