import { AppError } from '@/lib/base/app-error.ts';

/** Epoch milliseconds of `--at`. Throws AppError BAD_INPUT. */
export function parseTime(text: string): number {
  const time = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) {
    throw new AppError(
      'BAD_INPUT',
      `'${text}' is not a time.`,
      'Give ISO 8601, e.g. --at 2024-07-19T00:00:00Z',
    );
  }
  return time;
}
