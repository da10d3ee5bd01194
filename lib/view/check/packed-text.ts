/**
 * Text in the characters of an address, as short as a simple rule makes it: LZW, which finds repetitions, and scripts
 * are full of them. Written out here because the server and the worker of the browser both need it, at once and not in
 * the promise of a CompressionStream. lz-string 1.5.0 is no way out: it knows no limit for what it unpacks (12 KB of
 * address became 20 million characters), and took 22 of 278 addresses that were cut for other texts.
 */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const BITS_PER_CHARACTER = 6;
/** Codes for the bytes themselves; each code that is written defines another one, as long as there is room. */
const BYTES = 256;
const CODES_MAX = 1 << 16;

/** Lone halves of characters become the sign for what cannot be read. */
export function packText(text: string): string {
  const known = new Map<number, number>();
  let packed = '';
  let buffer = 0;
  let bits = 0;
  let written = 0;
  const write = (code: number): void => {
    const width = widthOf(written);
    for (let bit = width - 1; bit >= 0; bit--) {
      buffer = (buffer << 1) | ((code >> bit) & 1);
      bits += 1;
      if (bits < BITS_PER_CHARACTER) continue;
      packed += ALPHABET.charAt(buffer);
      buffer = 0;
      bits = 0;
    }
    written += 1;
  };
  let code = -1;
  for (const byte of new TextEncoder().encode(text)) {
    const key = code * BYTES + byte;
    const longer = code === -1 ? byte : known.get(key);
    if (longer === undefined) {
      write(code);
      const next = BYTES + written - 1;
      if (next < CODES_MAX) known.set(key, next);
    }
    code = longer ?? byte;
  }
  if (code !== -1) write(code);
  return bits === 0 ? packed : packed + ALPHABET.charAt(buffer << (BITS_PER_CHARACTER - bits));
}

/** Null for what `packText` did not write, and for more than `bytesMax`: a few characters can say very much. */
export function unpackText(packed: string, bytesMax: number): string | null {
  const out = new Uint8Array(bytesMax);
  /** Where the text of each code that was read begins, and its length; the code it defines has a byte more. */
  const starts: number[] = [];
  const lengths: number[] = [];
  let end = 0;
  let buffer = 0;
  let bits = 0;
  for (const character of packed) {
    const value = ALPHABET.indexOf(character);
    if (value === -1) return null;
    buffer = (buffer << BITS_PER_CHARACTER) | value;
    bits += BITS_PER_CHARACTER;
    const width = widthOf(starts.length);
    if (bits < width) continue;
    bits -= width;
    const code = buffer >> bits;
    buffer &= (1 << bits) - 1;
    const start = code < BYTES ? null : starts[code - BYTES];
    if (start === undefined) return null;
    const length = start === null ? 1 : (lengths[code - BYTES] ?? 0) + 1;
    if (end + length > bytesMax) return null;
    starts.push(end);
    lengths.push(length);
    // One byte after the other: the last one may be the first that is copied.
    for (let index = 0; index < length; index++)
      out[end + index] = start === null ? code : (out[start + index] ?? 0);
    end += length;
  }
  if (buffer !== 0 || bits >= BITS_PER_CHARACTER) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(out.subarray(0, end));
  } catch {
    return null;
  }
}

/** Bits of the next code when so many were written: what there are codes for by then. */
function widthOf(written: number): number {
  return 32 - Math.clz32(Math.min(BYTES + written, CODES_MAX) - 1);
}
