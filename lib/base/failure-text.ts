/** An error may quote mail, of which there is no end. */
const FAILURE_CHARS_MAX = 500;

/** What was thrown, as the archive keeps it: PostgreSQL takes no NUL. */
export function failureText(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.replaceAll('\0', '').slice(0, FAILURE_CHARS_MAX) || 'an error without words').toWellFormed();
}
