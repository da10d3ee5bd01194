import { AppError } from '@/lib/base/app-error.ts';
import { type DayEdge, readTime } from '@/lib/base/read-time.ts';

/**
 * Epoch milliseconds of a time as `--at`, `--since` and `--until` take it (`readTime`), a day to its end in `--at` and
 * `--until` as in the addresses of pages. Throws AppError BAD_INPUT.
 */
export function parseTime(text: string, edge: DayEdge): number {
  const time = readTime(text, edge);
  if (time !== null) return time;
  throw new AppError('BAD_INPUT', `'${text}' is not a time.`, 'Give ISO 8601, e.g. 2024-07-19T00:00:00Z');
}
