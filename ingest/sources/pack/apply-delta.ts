/**
 * Applies a delta of a git pack (gitformat-pack(5), "Deltified representation") to its base. Null when it does not fit
 * the base, is cut off, or makes more than `bytesMax` bytes.
 */
export function applyDelta(base: Uint8Array, delta: Uint8Array, bytesMax: number): Buffer | null {
  const baseSize = readSize(delta, 0);
  const size = baseSize === null ? null : readSize(delta, baseSize.at);
  if (baseSize?.value !== base.length || size === null || size.value > bytesMax) return null;
  const out = Buffer.allocUnsafe(size.value);
  let [at, to] = [size.at, 0];
  while (at < delta.length) {
    const command = delta[at] ?? 0;
    at += 1;
    const isCopy = (command & 0x80) !== 0;
    // 0 is reserved, and must not stand still.
    if (command === 0) return null;
    const source = isCopy ? base : delta;
    let [from, length] = [at, command];
    if (isCopy) {
      [from, length] = [0, 0];
      for (let n = 0; n < 4; n += 1)
        if ((command & (1 << n)) !== 0) from += (delta[at++] ?? 0) * 2 ** (8 * n);
      for (let n = 0; n < 3; n += 1) if ((command & (16 << n)) !== 0) length |= (delta[at++] ?? 0) << (8 * n);
      if (length === 0) length = 0x10000;
    } else at += length;
    if (from + length > source.length || to + length > out.length) return null;
    out.set(source.subarray(from, from + length), to);
    to += length;
  }
  return to === out.length ? out : null;
}

/** Seven bits a byte, the lowest first; null beyond what a bundle of ours can hold. */
function readSize(bytes: Uint8Array, start: number): { readonly value: number; readonly at: number } | null {
  let value = 0;
  for (let at = start; at < start + 5; at += 1) {
    const byte = bytes[at];
    if (byte === undefined) return null;
    value += (byte & 0x7f) * 2 ** (7 * (at - start));
    if (byte < 0x80) return { value, at: at + 1 };
  }
  return null;
}
