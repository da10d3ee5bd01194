import { createHash, hash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { inflateSync } from 'node:zlib';
import { applyDelta } from './apply-delta.ts';
import { inflateFixed } from './inflate-fixed.ts';

/** The objects of a pack by their names (40 hex digits). */
export type PackObjects = ReadonlyMap<string, PackObject>;

export type PackObject = { readonly type: ObjectType; readonly bytes: Buffer };

type ObjectType = 'commit' | 'tree' | 'blob';

const TYPES: Readonly<Record<number, ObjectType>> = { 1: 'commit', 2: 'tree', 3: 'blob' };
const [OFFSET_DELTA, NAME_DELTA] = [6, 7];
const HEAD_BYTES = 12;
const NAME_BYTES = 20;
/** `blob 123` and a NUL. */
const PREFIX_BYTES_MAX = 24;
/** Trees of one file have 29 bytes. */
const SHORT = 64;
/** Objects read before others have their turn: some 5 ms. */
const OBJECTS_PER_TURN = 256;

/** An object as the pack has it; a delta names its base by place or by name, in one form that is a key. */
type Entry = { readonly type: ObjectType | null; readonly base: string; readonly bytes: Buffer };

type Reading = {
  readonly pack: Buffer;
  readonly byName: Map<string, PackObject>;
  readonly byPlace: Map<string, PackObject>;
  /** Deltas that wait for their base. */
  readonly waiting: Map<string, { readonly place: string; readonly delta: Buffer }[]>;
  /** What an object is hashed in, with its prefix. */
  scratch: Buffer;
  /** Bytes that may still be unpacked. */
  left: number;
};

/**
 * All objects of a git pack, version 2, of SHA-1 objects (gitformat-pack(5)). Null for a pack that is damaged, holds
 * something else, lacks the base of a delta, or unpacks to more than `bytesMax` bytes: git says what is wrong with it,
 * or can read it still. Deltas wait for their bases in lists, so that no order of them costs more than another, and
 * deltas that name each other in a circle are never looked at.
 *
 * Plain SHA-1, where git looks for collisions as well: all names are of this one pack, so that one who makes two
 * objects of one name only chooses which of them is in the bundle.
 */
export async function readPack(pack: Buffer, bytesMax: number): Promise<PackObjects | null> {
  const end = pack.length - NAME_BYTES;
  if (end < HEAD_BYTES || pack.toString('latin1', 0, 4) !== 'PACK' || pack.readUInt32BE(4) !== 2) return null;
  if (!createHash('sha1').update(pack.subarray(0, end)).digest().equals(pack.subarray(end))) return null;
  const reading: Reading = {
    pack: pack.subarray(0, end),
    byName: new Map(),
    byPlace: new Map(),
    waiting: new Map(),
    scratch: Buffer.alloc(0),
    left: bytesMax,
  };
  const count = pack.readUInt32BE(8);
  let at = HEAD_BYTES;
  for (let n = 0; n < count; n += 1) {
    if (n % OBJECTS_PER_TURN === OBJECTS_PER_TURN - 1) await nextTurn();
    const next = takeObject(reading, at);
    if (next === null) return null;
    at = next;
  }
  return at === end && reading.byPlace.size === count ? reading.byName : null;
}

/** Reads the object at `at`; returns where the next one begins, null when it cannot be read. */
function takeObject(reading: Reading, at: number): number | null {
  const found = readEntry(reading, at);
  if (found === null) return null;
  const { type, base, bytes } = found.entry;
  const place = `@${at}`;
  if (type !== null) {
    keep(reading, place, { type, bytes });
    return settle(reading, place) ? found.end : null;
  }
  const known = reading.byPlace.get(base) ?? reading.byName.get(base);
  if (known === undefined) {
    const others = reading.waiting.get(base);
    if (others === undefined) reading.waiting.set(base, [{ place, delta: bytes }]);
    else others.push({ place, delta: bytes });
    return found.end;
  }
  return unfold(reading, place, known, bytes) && settle(reading, place) ? found.end : null;
}

/** Type and length, seven bits a byte but for the first; the base of a delta; the bytes, deflated. */
function readEntry(reading: Reading, start: number): { readonly entry: Entry; readonly end: number } | null {
  const { pack } = reading;
  let at = start;
  let byte = pack[at++] ?? 0;
  const code = (byte >> 4) & 7;
  let size = byte & 15;
  for (let factor = 16; byte >= 0x80; factor *= 128) {
    byte = pack[at++] ?? 0;
    size += (byte & 0x7f) * factor;
    if (size > reading.left) return null;
  }
  let base = '';
  if (code === OFFSET_DELTA) {
    byte = pack[at++] ?? 0;
    let distance = byte & 0x7f;
    while (byte >= 0x80 && distance < start) {
      byte = pack[at++] ?? 0;
      distance = (distance + 1) * 128 + (byte & 0x7f);
    }
    base = `@${start - distance}`;
  } else if (code === NAME_DELTA) {
    base = pack.toString('hex', at, at + NAME_BYTES);
    at += NAME_BYTES;
  }
  const type = TYPES[code] ?? null;
  if (type === null && base === '') return null;
  const inflated = (size <= SHORT ? inflateFixed(pack, at, size) : null) ?? inflate(pack, at, size);
  if (inflated === null) return null;
  reading.left -= size;
  return { entry: { type, base, bytes: inflated.bytes }, end: at + inflated.length };
}

/** Exactly `size` bytes, never more, from a stream that begins at `at`; with the length it has in the pack. */
function inflate(
  pack: Buffer,
  at: number,
  size: number,
): { readonly bytes: Buffer; readonly length: number } | null {
  try {
    const options = { chunkSize: Math.max(64, size + 1), maxOutputLength: Math.max(1, size), info: true };
    // With `info` it answers with the engine too, which counts what it has read; its types do not know.
    const result = inflateSync(pack.subarray(at), options) as unknown as {
      readonly buffer: Buffer;
      readonly engine: { readonly bytesWritten: number };
    };
    if (result.buffer.length !== size) return null;
    return { bytes: result.buffer, length: result.engine.bytesWritten };
  } catch {
    return null;
  }
}

function unfold(reading: Reading, place: string, base: PackObject, delta: Buffer): boolean {
  const bytes = applyDelta(base.bytes, delta, reading.left);
  if (bytes === null) return false;
  reading.left -= bytes.length;
  keep(reading, place, { type: base.type, bytes });
  return true;
}

function keep(reading: Reading, place: string, object: PackObject): void {
  reading.byPlace.set(place, object);
  const name = nameOf(reading, object);
  if (!reading.byName.has(name)) reading.byName.set(name, object);
  const waiting = reading.waiting.get(name);
  if (waiting === undefined) return;
  // Known under its place from now on.
  reading.waiting.delete(name);
  reading.waiting.set(place, [...(reading.waiting.get(place) ?? []), ...waiting]);
}

/** Unfolds what waited for the object at a place, and what waited for that. */
function settle(reading: Reading, first: string): boolean {
  const settled = [first];
  for (let place = settled.pop(); place !== undefined; place = settled.pop()) {
    const waiting = reading.waiting.get(place);
    const base = reading.byPlace.get(place);
    if (waiting === undefined || base === undefined) continue;
    reading.waiting.delete(place);
    for (const one of waiting) {
      if (!unfold(reading, one.place, base, one.delta)) return false;
      settled.push(one.place);
    }
  }
  return true;
}

function nameOf(reading: Reading, { type, bytes }: PackObject): string {
  const needed = PREFIX_BYTES_MAX + bytes.length;
  if (reading.scratch.length < needed) reading.scratch = Buffer.allocUnsafe(2 * needed);
  const prefix = reading.scratch.write(`${type} ${bytes.length}\0`, 'latin1');
  reading.scratch.set(bytes, prefix);
  return hash('sha1', reading.scratch.subarray(0, prefix + bytes.length), 'hex');
}
