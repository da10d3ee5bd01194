/** An error may quote mail, of which there is no end. */
const FAILURE_CHARS_MAX = 500;

/** What was thrown, as the archive keeps it: PostgreSQL takes no NUL. */
export function failureText(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return storableText(text, FAILURE_CHARS_MAX) || 'an error without words';
}

/** Text of anybody's (a site, a path) as PostgreSQL takes it: without NUL, and not longer than `charsMax`. */
export function storableText(text: string, charsMax: number): string {
  return text.replaceAll('\0', '').slice(0, charsMax).toWellFormed();
}
