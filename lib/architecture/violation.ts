export type SourceFile = { readonly path: string; readonly text: string };

/** `message` names the rule and where the code belongs instead. */
export type Violation = { readonly path: string; readonly line: number; readonly message: string };

export function formatViolation({ path, line, message }: Violation): string {
  return `${path}:${line}: ${message}`;
}
