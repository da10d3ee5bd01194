import { AppError } from '@/lib/base/app-error.ts';

const TIME = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?)?$/i;

/**
 * Epoch milliseconds of a time as `--at`, `--since` and `--until` take it, ISO 8601. UTC where it names no zone: the
 * same words are the same time on every machine. A day is its beginning. Throws AppError BAD_INPUT.
 */
export function parseTime(text: string): number {
  const [, day, clock = '00:00', zone = 'Z'] = TIME.exec(text) ?? [];
  const time = Date.parse(`${day}T${clock}${zone.toUpperCase()}`);
  if (!Number.isNaN(time)) return time;
  throw new AppError('BAD_INPUT', `'${text}' is not a time.`, 'Give ISO 8601, e.g. 2024-07-19T00:00:00Z');
}
