/**
 * What a file is to a program, and nothing else: a size and bytes. No cache, no extents, no writeback; that
 * is why it can judge a model that has all of them. Sizes and offsets in bytes.
 */
export type Reference = { readonly size: number; readonly bytes: Uint8Array };

/** `limit`: no operation goes beyond it. */
export function emptyFile(limit: number): Reference {
  return { size: 0, bytes: new Uint8Array(limit) };
}

/** A write, or with byte 0 any operation that leaves zeroes; the file grows if it has to. */
export function fill(file: Reference, offset: number, length: number, byte: number): Reference {
  const bytes = file.bytes.slice().fill(byte, offset, offset + length);
  return { size: Math.max(file.size, offset + length), bytes };
}

/** Zeroes inside the file only: punch, and zero range that keeps the size. */
export function punch(file: Reference, offset: number, length: number): Reference {
  const end = Math.min(offset + length, file.size);
  return end <= offset ? file : fill(file, offset, end - offset, 0);
}

export function resize(file: Reference, size: number): Reference {
  return { size, bytes: file.bytes.slice().fill(0, size) };
}

export function collapse(file: Reference, offset: number, length: number): Reference {
  const bytes = file.bytes.slice();
  bytes.copyWithin(offset, offset + length, file.size);
  return resize({ size: file.size, bytes }, file.size - length);
}

export function insert(file: Reference, offset: number, length: number): Reference {
  const bytes = file.bytes.slice();
  bytes.copyWithin(offset + length, offset, file.size);
  bytes.fill(0, offset, offset + length);
  return { size: file.size + length, bytes };
}

/** Runs of equal bytes up to EOF. */
export function runsOf({ size, bytes }: Reference): readonly {
  readonly offset: number;
  readonly length: number;
  readonly byte: number;
}[] {
  const runs: { readonly offset: number; readonly length: number; readonly byte: number }[] = [];
  for (let offset = 0; offset < size; ) {
    let end = offset;
    while (end < size && bytes[end] === bytes[offset]) end += 1;
    runs.push({ offset, length: end - offset, byte: bytes[offset] ?? 0 });
    offset = end;
  }
  return runs;
}
