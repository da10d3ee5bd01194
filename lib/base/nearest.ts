/**
 * The known word nearest to a mistyped one, or null when none is near (more than two edits, or a third of
 * it). Upper and lower case are no difference, except between words that differ in nothing else. Both are short:
 * words over 64 characters are never compared.
 */
export function nearest(word: string, known: readonly string[]): string | null {
  if (word.length > 64) return null;
  const limit = Math.min(2, Math.max(1, Math.floor(word.length / 3)));
  const lower = word.toLowerCase();
  let best: string | null = null;
  let bestDistance = limit + 1;
  for (const candidate of known) {
    const distance = candidate === word ? -1 : editDistance(lower, candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** A question with a blank behind it, to stand before another remedy; nothing when none is near, or it is one. */
export function didYouMean(word: string, known: readonly string[]): string {
  const meant = nearest(word, known);
  return meant === null || meant === word ? '' : `Did you mean ${meant}? `;
}

/** Edits between two words, where two letters in the wrong order are one edit. */
function editDistance(a: string, b: string): number {
  let older: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) best = Math.min(best, (older[j - 2] ?? 0) + 1);
      next.push(best);
    }
    older = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
