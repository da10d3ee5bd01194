/** What stands for a value of each type; null is SQL NULL. Values go out in PostgreSQL's binary formats. */
export type CopyValues = {
  readonly bool: boolean;
  readonly bytea: Uint8Array;
  readonly float8: number;
  readonly int4: number;
  /** Any JSON value. */
  readonly jsonb: unknown;
  readonly text: string;
  readonly 'text[]': readonly string[];
  /** Epoch milliseconds. */
  readonly timestamptz: number;
  /** What PostgreSQL receives in binary (lib/search/search-vector.ts). */
  readonly tsvector: Uint8Array;
  /** The 36-character form. */
  readonly uuid: string;
};

type ColumnType = keyof CopyValues;

/** `at` is where the next byte goes; `bytes` is replaced by a larger one when it is full. */
export type CopyBuffer = { bytes: Buffer; at: number };

/** Milliseconds from 1970 to 2000, where PostgreSQL counts from. */
const POSTGRES_EPOCH_MS = 946_684_800_000;
const TEXT_OID = 25;
/** The version of jsonb's wire format, which stands before the text. */
const JSONB_VERSION = 1;
const UTF8_BYTES_MAX = 3;

/** A buffer with some room to spare behind `size`, so that the row that fills it seldom moves it. */
export function startCopyBuffer(size: number): CopyBuffer {
  return { bytes: Buffer.allocUnsafe(size + (size >> 2)), at: 0 };
}

/** Writes one field of a row: the value behind its length. */
export function writeValue(out: CopyBuffer, type: ColumnType, value: unknown): void {
  const lengthAt = out.at;
  writeInt32(out, -1);
  if (value === null) return;
  writeContent(out, type, value);
  out.bytes.writeInt32BE(out.at - lengthAt - 4, lengthAt);
}

export function writeInt16(out: CopyBuffer, value: number): void {
  reserve(out, 2);
  out.at = out.bytes.writeInt16BE(value, out.at);
}

function writeInt32(out: CopyBuffer, value: number): void {
  reserve(out, 4);
  out.at = out.bytes.writeInt32BE(value, out.at);
}

function writeContent(out: CopyBuffer, type: ColumnType, value: unknown): void {
  switch (type) {
    case 'bool':
      writeByte(out, value ? 1 : 0);
      break;
    case 'bytea':
    case 'tsvector':
      writeBytes(out, value as Uint8Array);
      break;
    case 'float8':
      reserve(out, 8);
      out.at = out.bytes.writeDoubleBE(value as number, out.at);
      break;
    case 'int4':
      writeInt32(out, value as number);
      break;
    case 'jsonb':
      writeByte(out, JSONB_VERSION);
      writeText(out, JSON.stringify(value));
      break;
    case 'text':
      writeText(out, value as string);
      break;
    case 'text[]':
      writeTextArray(out, value as readonly string[]);
      break;
    case 'timestamptz':
      reserve(out, 8);
      out.at = out.bytes.writeBigInt64BE(
        BigInt(Math.trunc(value as number) - POSTGRES_EPOCH_MS) * 1000n,
        out.at,
      );
      break;
    case 'uuid':
      reserve(out, 16);
      out.at += out.bytes.write((value as string).replaceAll('-', ''), out.at, 'hex');
  }
}

/** Number of dimensions, whether there are NULLs, type of elements; then length, lower bound and the elements. */
function writeTextArray(out: CopyBuffer, values: readonly string[]): void {
  for (const word of values.length === 0 ? [0, 0, TEXT_OID] : [1, 0, TEXT_OID, values.length, 1]) {
    writeInt32(out, word);
  }
  for (const value of values) writeValue(out, 'text', value);
}

function writeByte(out: CopyBuffer, value: number): void {
  reserve(out, 1);
  out.at = out.bytes.writeUInt8(value, out.at);
}

/** Writes bytes as they are, such as fields that were written before. */
export function writeBytes(out: CopyBuffer, bytes: Uint8Array): void {
  reserve(out, bytes.length);
  out.bytes.set(bytes, out.at);
  out.at += bytes.length;
}

function writeText(out: CopyBuffer, text: string): void {
  reserve(out, text.length * UTF8_BYTES_MAX);
  out.at += out.bytes.write(text, out.at, 'utf8');
}

function reserve(out: CopyBuffer, length: number): void {
  if (out.at + length <= out.bytes.length) return;
  const larger = Buffer.allocUnsafe(Math.max(out.bytes.length * 2, out.at + length));
  out.bytes.copy(larger, 0, 0, out.at);
  out.bytes = larger;
}
