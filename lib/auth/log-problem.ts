import { errorCode } from '@/lib/base/error-code.ts';

/** One line in the log of the server, without the words of the error: they may hold a secret. */
export function logProblem(event: string, error: unknown): void {
  console.error(JSON.stringify({ event, code: errorCode(error) ?? 'unknown' }));
}
