/**
 * Text for the content of an element. `>` stays as it is: it is harmless there (HTML 13.2.5.1) and begins every
 * quoted line, so `&gt;` would make a review a tenth heavier. A carriage return is written as a reference because
 * a parser turns the raw one into a line feed, and the text must come out exactly.
 */
export function escapeText(text: string): string {
  return /[&<\r]/.test(text)
    ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\r', '&#13;')
    : text;
}

/** Text for a double-quoted attribute. */
export function escapeAttribute(text: string): string {
  return /[&<\r">]/.test(text) ? escapeText(text).replaceAll('"', '&quot;').replaceAll('>', '&gt;') : text;
}
