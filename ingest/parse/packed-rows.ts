import type { Email } from '@/lib/mail/email.ts';
import { type CopyBuffer, startCopyBuffer } from '@/lib/store/keep/copy-value.ts';
import { type MailRow, writeMailFields, writeSearchFields } from '@/lib/store/keep/mail-row.ts';

/** Rows on their way from the worker: what is bytes in one buffer that changes hands without a copy. */
export type PackedRows = {
  readonly heads: readonly Omit<MailRow, 'fields' | 'search'>[];
  /** Of each message its fields, then those of its search row. */
  readonly bytes: ArrayBuffer;
  /** Of each message where the one end and where the others do. */
  readonly ends: Uint32Array;
};

/** Smaller buffers share memory with others and cannot change hands. */
const BYTES_MIN = 64 * 1024;

/** Packs emails as they come. `sizeHint`: about how many bytes there will be; less is no harm. */
export async function packRows(
  emails: AsyncIterable<Email>,
  sizeHint: number,
  indexEmail: (email: Email) => Uint8Array,
): Promise<PackedRows> {
  const out = startCopyBuffer(Math.max(BYTES_MIN, sizeHint));
  const heads: PackedRows['heads'][number][] = [];
  const ends: number[] = [];
  for await (const email of emails) {
    heads.push(headOf(email));
    writeRow(out, email, indexEmail(email), ends);
  }
  return { heads, bytes: out.bytes.buffer as ArrayBuffer, ends: Uint32Array.from(ends) };
}

function headOf({
  messageId,
  contentHash,
  lists,
  reconstructed,
  problems,
}: Email): PackedRows['heads'][number] {
  return {
    messageId,
    contentHash,
    lists,
    reconstructed,
    problems: problems.map(({ code, detail }) => ({ code, detail })),
  };
}

function writeRow(out: CopyBuffer, email: Email, vector: Uint8Array, ends: number[]): void {
  writeMailFields(out, email);
  ends.push(out.at);
  writeSearchFields(out, email, vector);
  ends.push(out.at);
}

export function unpackRows({ heads, bytes, ends }: PackedRows): readonly MailRow[] {
  let at = 0;
  return heads.map((head, index) => {
    const [fieldsEnd = 0, searchEnd = 0] = [ends[2 * index], ends[2 * index + 1]];
    const fields = new Uint8Array(bytes, at, fieldsEnd - at);
    const search = new Uint8Array(bytes, fieldsEnd, searchEnd - fieldsEnd);
    at = searchEnd;
    return { ...head, fields, search };
  });
}

/** The row of one email. */
export function packRow(email: Email, vector: Uint8Array): MailRow {
  const out = startCopyBuffer(BYTES_MIN);
  const ends: number[] = [];
  writeRow(out, email, vector, ends);
  const [fieldsEnd] = ends;
  return {
    ...headOf(email),
    fields: out.bytes.subarray(0, fieldsEnd),
    search: out.bytes.subarray(fieldsEnd, out.at),
  };
}
