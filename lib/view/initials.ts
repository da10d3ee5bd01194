/**
 * First letters of a name's first and last word, in upper case: `DC` for Dave Chinner, `TT` for Theodore Ts'o; two
 * letters of an address. What stands in brackets (`Ann Lee (Example)`) is no part of the name.
 */
export function initials(name: string): string {
  const bare = name.replace(/\([^()]*\)/g, ' ');
  const words = (/[\p{L}\p{N}]/u.test(bare) ? bare : name)
    .replace(/["<>()]|(?<!\p{L})'|'(?!\p{L})/gu, ' ')
    .split(/[\s.]+/)
    .filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const [first = '?', last = ''] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  if (last === '') return [...first].slice(0, 2).join('').toUpperCase();
  return `${[...first][0] ?? ''}${[...last][0] ?? ''}`.toUpperCase();
}
