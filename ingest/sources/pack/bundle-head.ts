/** What stands in front of the pack of a git bundle. */
export type BundleHead = {
  readonly refs: readonly { readonly oid: string; readonly name: string }[];
  /** Where the pack begins. */
  readonly packAt: number;
};

/** A bundle of one archive names a few branches; more is left to git. */
const REFS_MAX = 1_000;
const LINE_BYTES_MAX = 4_096;
const LF = 10;

/**
 * Reads the head of a bundle of SHA-1 objects (gitformat-bundle(5)). Null for what only git can make sense of: objects
 * that the bundle takes for granted (`-` lines), other hashes, filters, and whatever is no bundle.
 */
export function readBundleHead(bytes: Buffer): BundleHead | null {
  const refs: BundleHead['refs'][number][] = [];
  let at = lineEnd(bytes, 0);
  if (!/^# v[23] git bundle$/.test(bytes.toString('latin1', 0, Math.max(at, 0)))) return null;
  while (at !== -1 && refs.length <= REFS_MAX) {
    const start = at + 1;
    at = lineEnd(bytes, start);
    if (at === start) return { refs, packAt: at + 1 };
    const line = bytes.toString('utf8', start, Math.max(at, start));
    if (line === '@object-format=sha1') continue;
    const [, oid, name] = /^([0-9a-f]{40}) (\S+)$/.exec(line) ?? [];
    if (oid === undefined || name === undefined) return null;
    refs.push({ oid, name });
  }
  return null;
}

/** -1 when the line does not end soon. */
function lineEnd(bytes: Buffer, start: number): number {
  const end = bytes.subarray(start, start + LINE_BYTES_MAX).indexOf(LF);
  return end === -1 ? -1 : start + end;
}
