import { answered, client, readPlain } from '@/lib/store/database/client.ts';
import { hideFrom, loadHiddenLists, onVisible } from '@/lib/store/visibility.ts';
import { Prisma } from '@/prisma/generated/client.ts';

export const sql = Prisma.sql;

/**
 * Rows of one read as the present reader may see them (lib/store/reader.ts); `Row` names the columns the statement
 * selects. Throws AppError DATABASE_UNAVAILABLE when there is no answer.
 */
export async function queryRows<Row>(statement: Prisma.Sql): Promise<readonly Row[]> {
  return queryRowsWithout<Row>(await loadHiddenLists(), statement);
}

/**
 * The same as a reader may see them from whom `hidden` is kept, whoever asks: for what is written down here and read by
 * others.
 */
export async function queryRowsWithout<Row>(
  hidden: readonly string[],
  statement: Prisma.Sql,
): Promise<readonly Row[]> {
  if (hidden.length === 0) return answered(() => client().$queryRaw<Row[]>(statement));
  const [, rows] = await answered(() =>
    client().$transaction([
      client().$queryRaw(hideFrom(hidden)),
      client().$queryRaw<Row[]>(onVisible(statement)),
    ]),
  );
  return rows;
}

/** The same for statements whose columns are all text or 32-bit integers: no row is converted. */
export async function queryPlain<Row>(statement: Prisma.Sql): Promise<readonly Row[]> {
  return (await loadHiddenLists()).length === 0 ? readPlain<Row>(statement) : queryRows<Row>(statement);
}

/**
 * One page in one round trip: the statement selects a single text column `page` with JSON in it, or no row. Building
 * the JSON in the database beats a row per message, whose columns Prisma would each convert (docs/web.md, measured).
 * Times in it are epoch milliseconds.
 */
export async function queryPage<Page>(statement: Prisma.Sql): Promise<Page | null> {
  const rows = await queryPlain<{ readonly page: string | null }>(statement);
  const page = rows[0]?.page ?? null;
  return page === null ? null : (JSON.parse(page) as Page);
}
