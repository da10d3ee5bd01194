/** `(?:a|b c|d)`: alternatives are regular expressions themselves, written one after the other with `|` between. */
export function anyOf(...alternatives: readonly string[]): string {
  return `(?:${alternatives.join('|')})`;
}

/** A pattern from its parts, blind to case. */
export function pattern(...parts: readonly string[]): RegExp {
  return new RegExp(parts.join(''), 'i');
}
