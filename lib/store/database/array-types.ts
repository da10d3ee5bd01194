import type { PostgresType } from 'postgres';
import { assert } from '@/lib/base/assert.ts';

/**
 * The arrays of PostgreSQL's own types, for postgres.js. Left to itself it asks each new connection for them, in a
 * statement that nobody waits for (`fetch_types`, 3.4.9): a connection that is cut under it ends the process. The
 * numbers are those of `pg_type.dat`, which never change.
 */

type Element = {
  readonly arrays: number[];
  readonly parse: (text: string) => unknown;
  readonly write: (value: unknown) => string;
};

/** Each element as postgres.js has it by itself. */
const ELEMENTS: Readonly<Record<string, Element>> = {
  // "char", name, text, bpchar, varchar, int8, numeric, uuid, record
  texts: {
    arrays: [1002, 1003, 1009, 1014, 1015, 1016, 1231, 2951, 2287],
    parse: (text) => text,
    write: String,
  },
  // int2, int4, float4, float8, oid
  numbers: { arrays: [1005, 1007, 1021, 1022, 1028], parse: Number, write: String },
  booleans: { arrays: [1000], parse: (text) => text === 't', write: (value) => (value === true ? 't' : 'f') },
  // timestamp, date, timestamptz
  times: {
    arrays: [1115, 1182, 1185],
    parse: (text) => new Date(text),
    write: (value) => (value instanceof Date ? value.toISOString() : String(value)),
  },
  // json, jsonb
  json: {
    arrays: [199, 3807],
    parse: (text) => JSON.parse(text) as unknown,
    write: (value) => JSON.stringify(value),
  },
  bytes: {
    arrays: [1001],
    parse: (text) => Buffer.from(text.slice(2), 'hex'),
    write: (value) =>
      value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : String(value),
  },
};

export const ARRAY_TYPES: Readonly<Record<string, PostgresType>> = Object.fromEntries(
  Object.entries(ELEMENTS).map(([name, { arrays, parse, write }]): readonly [string, PostgresType] => [
    name,
    {
      to: arrays[0] ?? 0,
      from: arrays,
      parse: (text: string) => parseArray(text, parse),
      serialize: (value: unknown) => (Array.isArray(value) ? writeArray(value, write) : value),
    },
  ]),
);

function writeArray(list: readonly unknown[], write: Element['write']): string {
  const written = list.map((one) => {
    if (one === null) return 'NULL';
    assert(one !== undefined && !Array.isArray(one), 'an element of an array is one value');
    return `"${write(one).replace(/["\\]/g, '\\$&')}"`;
  });
  return `{${written.join(',')}}`;
}

/** `text` is as PostgreSQL writes an array of one dimension, with its bounds before it if they are not from 1 on. */
function parseArray(text: string, parse: Element['parse']): readonly unknown[] {
  const found: unknown[] = [];
  let at = text.indexOf('{') + 1;
  while (at < text.length && text[at] !== '}') {
    assert(text[at] !== '{', 'an array has one dimension');
    const isQuoted = text[at] === '"';
    const end = isQuoted ? quoteEnd(text, at) : wordEnd(text, at);
    const raw = isQuoted ? text.slice(at + 1, end - 1) : text.slice(at, end);
    if (!isQuoted && raw === 'NULL') found.push(null);
    else found.push(parse(isQuoted && raw.includes('\\') ? raw.replace(/\\(.)/gs, '$1') : raw));
    at = text[end] === ',' ? end + 1 : end;
  }
  return found;
}

/** Behind the quote that ends what begins at `start`. */
function quoteEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function wordEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && text[at] !== ',' && text[at] !== '}') at += 1;
  return at;
}
