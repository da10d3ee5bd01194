import { parseDate } from '@/lib/mail/fields/date.ts';
import { MONTH, MONTHS } from '@/lib/mail/fields/months.ts';

const TIME = '(noon|midnight|\\d{1,2}(?::\\d{2}){0,2}(?:\\s?[ap]\\.?m\\.?)?)';

/** Django's forms: American (`July 18, 2024, 1:02 p.m.`), British and the like (`18 July 2024 13:02`), and ISO 8601. */
const FORMS: readonly { readonly pattern: RegExp; readonly order: 'mdy' | 'dmy' | 'ymd' }[] = [
  { pattern: new RegExp(`${MONTH} (\\d{1,2}),? (\\d{4}),? (?:at )?${TIME}$`, 'i'), order: 'mdy' },
  { pattern: new RegExp(`(\\d{1,2})\\.? ${MONTH},? (\\d{4}),? (?:at )?${TIME}$`, 'i'), order: 'dmy' },
  { pattern: /(\d{4})-(\d{2})-(\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)Z?$/, order: 'ymd' },
];

/** A date that ends a line, with what stands before it. */
export type TrailingDate = { readonly before: string; readonly at: number };

/**
 * The date at the end of a line of a Patchwork page, in epoch milliseconds: pages give UTC, with or without saying so.
 * Null when the line ends otherwise. Seconds are mostly absent.
 */
export function trailingDate(line: string): TrailingDate | null {
  const text = line
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/ (?:UTC|GMT)$/, '');
  for (const { pattern, order } of FORMS) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const [, one = '', two = '', three = '', time = ''] = match;
    const clock = clockTime(time);
    const day = order === 'dmy' ? one : order === 'mdy' ? two : three;
    const month = order === 'mdy' ? one : order === 'dmy' ? two : (MONTHS[Number(two) - 1] ?? '');
    const year = order === 'ymd' ? one : three;
    // RFC 5322 has the one reader of dates that knows leap years and sane bounds.
    const at = clock === null ? null : parseDate(`${day} ${month.slice(0, 3)} ${year} ${clock} +0000`);
    return at === null ? null : { before: text.slice(0, match.index).trim(), at };
  }
  return null;
}

/** `13:02:00` for `1:02 p.m.`, `1 p.m.`, `noon`; null for what no clock shows. */
function clockTime(text: string): string | null {
  const lower = text.toLowerCase();
  if (lower === 'noon') return '12:00:00';
  if (lower === 'midnight') return '00:00:00';
  const half = /([ap])\.?m\.?$/.exec(lower)?.[1];
  const [hours = '', minutes = '00', seconds = '00'] = lower.replace(/\s?[ap]\.?m\.?$/, '').split(':');
  if (half === undefined && !lower.includes(':')) return null;
  let hour = Number(hours);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half === 'p' ? 12 : 0);
  }
  return `${String(hour).padStart(2, '0')}:${minutes}:${seconds}`;
}
