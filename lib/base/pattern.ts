/** `(?:a|b c|d)`: alternatives are regular expressions themselves, written one after the other with `|` between. */
export function anyOf(...alternatives: readonly string[]): string {
  return `(?:${alternatives.join('|')})`;
}

/** A pattern from its parts, blind to case. */
export function pattern(...parts: readonly string[]): RegExp {
  return new RegExp(parts.join(''), 'i');
}

/**
 * A pattern for texts in small letters, from parts that are blind to case. Where a pattern itself is blind, V8 asks ICU
 * for the other case of each of its letters again and again: a third of what it takes to compile.
 */
export function smallPattern(...parts: readonly string[]): RegExp {
  return new RegExp(inSmallLetters(parts.join('')));
}

/**
 * A text in small letters and as long as it is, so that what is found in one stands at the same place in the other:
 * `İ` takes two letters when it is small, and beside one only A to Z are made small.
 */
export function smallAsLong(text: string): string {
  const small = text.toLowerCase();
  return small.length === text.length ? small : text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** The source of a pattern; `\S` and its like stay as they are. */
export function inSmallLetters(source: string): string {
  return source.replace(/\\.|[A-Z]/g, (part) => (part.length === 1 ? part.toLowerCase() : part));
}
