const LF = 10;

/** By byte: 1 belongs to base64, 2 is white space, 0 neither (RFC 2045 6.8). */
const KINDS = Uint8Array.from({ length: 256 }, (_, byte) =>
  /[A-Za-z0-9+/=]/.test(String.fromCharCode(byte)) ? 1 : /[ \t\r\n]/.test(String.fromCharCode(byte)) ? 2 : 0,
);

/**
 * Where the base64 in `bytes` from `start` to `end` ends: behind its last line that holds nothing else. Lists wrote
 * their footers in clear behind it, and read as base64 they end the text in garbage (`N‹§²æìr¸›y` is the one of vger).
 * `end` when no line is base64: then the encoding was a lie.
 */
export function base64End(bytes: Uint8Array, start: number, end: number): number {
  for (let next = end; next > start; ) {
    const before = bytes.subarray(start, next - 1).lastIndexOf(LF);
    const from = start + before + 1;
    if (isBase64Line(bytes, from, next)) return next;
    next = from;
  }
  return end;
}

/** Blanks inside a line are of words. */
function isBase64Line(bytes: Uint8Array, from: number, next: number): boolean {
  let [first, last] = [from, next];
  while (first < last && KINDS[bytes[first] ?? 0] === 2) first += 1;
  while (first < last && KINDS[bytes[last - 1] ?? 0] === 2) last -= 1;
  for (let at = first; at < last; at += 1) if (KINDS[bytes[at] ?? 0] !== 1) return false;
  return first < last;
}
