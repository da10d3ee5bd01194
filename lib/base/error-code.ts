/** The code that Node, PostgreSQL and others give an error, such as `ENOENT` or `57014`; null for one without. */
export function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
