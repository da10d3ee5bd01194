import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Sql } from 'postgres';
import { type Columns, columnNames, type RowOf, writeFields } from '@/lib/store/keep/copy-row.ts';
import { startCopyBuffer, writeInt16 } from '@/lib/store/keep/copy-value.ts';

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
/** Rows go out in pieces of about this size: a message of the protocol and a system call cost more than a row. */
const PIECE_BYTES = 256 * 1024;

/**
 * Appends `rows` to `table`. Bulk insert through PostgreSQL's binary COPY format ("COPY, File Formats, Binary Format"
 * in its manual): raw mail goes in byte for byte, without the doubling that text escapes cost. Throws the PostgresError
 * of a row that is refused.
 */
export async function copyRows<Table extends Columns>(
  sql: Sql,
  table: string,
  columns: Table,
  rows: Iterable<RowOf<Table>>,
): Promise<void> {
  const names = columnNames(columns)
    .map((name) => `"${name}"`)
    .join(', ');
  const query = sql.unsafe(`COPY ${table} (${names}) FROM STDIN (FORMAT binary)`);
  const target = await query.writable();
  // Once its stream is ended postgres.js (3.4.9) reports a refusal to the query alone, whose promise has been settled
  // by then: without this the stream would wait for ever (seen with a duplicate key).
  Object.assign(query, { reject: (error: Error) => target.destroy(error) });
  await pipeline(Readable.from(encodeRows(columns, rows), { objectMode: false }), target);
}

function* encodeRows<Table extends Columns>(columns: Table, rows: Iterable<RowOf<Table>>): Generator<Buffer> {
  const { length } = columnNames(columns);
  let out = startCopyBuffer(PIECE_BYTES);
  out.at += SIGNATURE.copy(out.bytes);
  for (const row of rows) {
    writeInt16(out, length);
    writeFields(out, columns, row);
    if (out.at < PIECE_BYTES) continue;
    yield out.bytes.subarray(0, out.at);
    out = startCopyBuffer(PIECE_BYTES);
  }
  // Where a row would say how many columns it has, -1 is the end.
  writeInt16(out, -1);
  yield out.bytes.subarray(0, out.at);
}
