const KIB = 1024;

/** `2k`, `4m`, `100`: a size in bytes as scripts write it. */
export function formatBytes(bytes: number): string {
  if (bytes === 0 || bytes % KIB !== 0) return String(bytes);
  const kib = bytes / KIB;
  return kib % KIB === 0 ? `${kib / KIB}m` : `${kib}k`;
}
