/** Suffixes of xfs_io (`cvtnum` of libfrog): blocks, sectors, and powers of 1024. */
const POWERS: Readonly<Record<string, number>> = { k: 1, m: 2, g: 3, t: 4, p: 5, e: 6 };

/** Largest file offset the kernel has, and what a number is compared with before it becomes one of ours. */
const OFFSET_MAX = 2n ** 63n - 1n;

export type ReadNumber =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly why: string; readonly remedy: string };

/**
 * Reads `4k`, `0x1000`, `010` (octal, as strtoll reads it), `2b`, `8s`, `1T`. `block` is the block size in
 * bytes. What fits no file offset, or no exact number of ours (2^53), is refused with a reason.
 */
export function parseNumber(text: string, block: number): ReadNumber {
  const shape = /^([+-]?)(0[xX][0-9a-fA-F]{1,16}|\d{1,20})([bskmgtpeBSKMGTPE]?)$/.exec(text);
  if (shape === null) {
    return {
      ok: false,
      why: `${quote(text)} is not a size`,
      remedy: 'Write bytes (4096, 0x1000) or a number with one of the suffixes b s k m g t p e, such as 4k.',
    };
  }
  const [, sign = '', digits = '', suffix = ''] = shape;
  if (sign === '-')
    return { ok: false, why: `${text} is negative`, remedy: 'Offsets and lengths are 0 or more.' };
  if (/^0[0-7]*[89]/.test(digits)) {
    return {
      ok: false,
      why: `${text} is read as octal, and 8 or 9 is no octal digit`,
      remedy: 'Leave the leading zero out.',
    };
  }
  const value =
    BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits}` : digits) * unitOf(suffix.toLowerCase(), block);
  if (value > OFFSET_MAX) {
    return { ok: false, why: `${text} is beyond the largest file offset`, remedy: 'It is 8 EiB - 1.' };
  }
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) {
    return { ok: false, why: `${text} is beyond what the checker counts exactly`, remedy: 'Stay below 8p.' };
  }
  return { ok: true, value: Number(value) };
}

function unitOf(suffix: string, block: number): bigint {
  if (suffix === 'b') return BigInt(block);
  if (suffix === 's') return 512n;
  return 1024n ** BigInt(POWERS[suffix] ?? 0);
}

/** The shortest exact form with a suffix: 4096 -> `4k`, 100 -> `100`, 0 -> `0`. Inverse of `parseNumber`. */
export function formatSize(bytes: number): string {
  if (bytes === 0) return '0';
  let value = bytes;
  let power = 0;
  while (value % 1024 === 0 && power < 4) {
    value /= 1024;
    power += 1;
  }
  return `${value}${['', 'k', 'm', 'g', 't'][power] ?? ''}`;
}

/** Two hexadecimal digits, as `-S` takes them. */
export function formatByte(value: number): string {
  return `0x${value.toString(16).padStart(2, '0')}`;
}

/** Outside text in a message: shortened, and without what moves a terminal's cursor. */
export function quote(text: string): string {
  const clean = text.replace(/[^\x20-\x7e]/g, '?');
  return clean.length <= 30 ? `'${clean}'` : `'${clean.slice(0, 27)}...'`;
}
