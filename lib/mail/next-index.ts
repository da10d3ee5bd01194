/**
 * Where `part` stands next in a text from `from` on; past every end when it does not. Who goes through lines asks again
 * only once that place is behind, so that a text without it is looked through once and not from each of its lines.
 */
export function nextIndex(text: string, part: string, from: number): number {
  const at = text.indexOf(part, from);
  return at === -1 ? Number.POSITIVE_INFINITY : at;
}
