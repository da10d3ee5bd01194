/** `taken by mm`, `dropped by 6.6-stable`; `taken` where the mail names no tree. */
export function takenIn({ tree, kind }: { readonly tree: string; readonly kind: string }): string {
  return tree === '' ? kind : `${kind} by ${tree}`;
}

/** `2/3`, `1-3/4`; empty for the only patch. */
export function takenPatches(patches: readonly number[], total: number): string {
  if (total <= 1) return '';
  const runs: { from: number; to: number }[] = [];
  for (const n of [...patches].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && n <= last.to + 1) last.to = n;
    else runs.push({ from: n, to: n });
  }
  return `${runs.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(',')}/${total}`;
}

type Told = {
  readonly message: { readonly opening: string } | null;
  readonly start: number;
  readonly end: number;
};

/** The exact words of the mail, on one line; empty for the mail as a whole. */
export function wordsIn({ message, start, end }: Told): string {
  return (message?.opening ?? '').slice(start, end).split(/\s+/).join(' ').trim();
}
