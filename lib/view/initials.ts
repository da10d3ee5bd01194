/** First letters of a name's first and last word, in upper case: `DC` for Dave Chinner; two letters of an address. */
export function initials(name: string): string {
  const words = name
    .replace(/["'<>()]/g, ' ')
    .split(/[\s.]+/)
    .filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const [first = '?', last = ''] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  if (last === '') return [...first].slice(0, 2).join('').toUpperCase();
  return `${[...first][0] ?? ''}${[...last][0] ?? ''}`.toUpperCase();
}
