/**
 * A byte in one to two characters: letters as they are (test data is), zero as 0, everything else in
 * hexadecimal. `old` is what the disk held before; `·` is not in the cache.
 */
export function byteText(value: number | 'garbage' | null): string {
  if (value === null) return '·';
  if (value === 'garbage') return 'old';
  if (value === 0) return '0';
  const isLetter = (value >= 0x41 && value <= 0x5a) || (value >= 0x61 && value <= 0x7a);
  return isLetter ? String.fromCharCode(value) : value.toString(16).padStart(2, '0');
}

/** 3072 -> `3k`, 100 -> `100`. */
export function sizeText(bytes: number): string {
  return bytes !== 0 && bytes % 1024 === 0 ? `${bytes / 1024}k` : String(bytes);
}
