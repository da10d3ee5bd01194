import { MONTHS } from '@/lib/mail/fields/months.ts';

/** RFC 5322 4.3: the names that mean something. Any other name counts as `-0000`. Minutes east of UTC. */
const ZONE_MINUTES: Readonly<Record<string, number>> = {
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
};

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Longer fields are not dates; the patterns below need not fear them. */
const DATE_LENGTH_MAX = 200;
const YEAR_MIN = 1970;
const YEAR_MAX = 2100;
/** Kiribati is 14 hours ahead; `+9900` moves a message by days and is not believed. */
const ZONE_HOURS_MAX = 14;

const DAY = /^(?:[a-z]{2,9}\.?,? ?)?(\d{1,2})[ -]([a-z]{3})[a-z]{0,6}\.?[ -](\d{2,4}) /;
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?/;

/**
 * Time of a Date or Received field in epoch milliseconds, null when it is unreadable or not sane: before 1970, after
 * 2100, a day that does not exist, a zone beyond 14 hours. A date without zone is UTC. Never depends on the machine's
 * clock or time zone, so that reading a message twice gives the same time.
 */
export function parseDate(value: string): number | null {
  if (value.length > DATE_LENGTH_MAX) return null;
  const text = value
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .replaceAll(' ,', ',')
    .trim()
    .toLowerCase();
  const [dayText, day = '', monthName = '', year = ''] = DAY.exec(text) ?? [];
  if (dayText === undefined) return null;
  const [timeText, hour = '', minute = '', second = '0'] = TIME.exec(text.slice(dayText.length)) ?? [];
  if (timeText === undefined) return null;
  const zone = zoneMinutes(text.slice(dayText.length + timeText.length).trim());
  if (zone === null) return null;
  return epochMs(
    { year: fullYear(year), month: MONTHS.indexOf(monthName), day: Number(day) },
    { hour: Number(hour), minute: Number(minute), second: Number(second) },
    zone,
  );
}

/** Time of a Received field: the date stands after its last semicolon. */
export function parseReceivedDate(value: string): number | null {
  return parseDate(value.slice(value.lastIndexOf(';') + 1));
}

/** RFC 5322 4.3: two digits up to 49 are this century's, other two and all three digits count from 1900. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length >= 4) return year;
  return digits.length === 2 && year < 50 ? 2000 + year : 1900 + year;
}

function zoneMinutes(text: string): number | null {
  const numeric = /^(?:gmt|utc?)? ?([+-])(\d{2}):?(\d{2})(?!\d)/.exec(text);
  if (numeric !== null) {
    const [, sign, hours, minutes] = numeric;
    if (Number(hours) > ZONE_HOURS_MAX || Number(minutes) > 59) return null;
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  }
  if (text === '') return 0;
  const name = /^[a-z]+/.exec(text);
  return name === null ? null : (ZONE_MINUTES[name[0].toUpperCase()] ?? 0);
}

type Day = { readonly year: number; readonly month: number; readonly day: number };
type Time = { readonly hour: number; readonly minute: number; readonly second: number };

function epochMs(date: Day, time: Time, zone: number): number | null {
  if (date.month < 0 || date.year < YEAR_MIN || date.year > YEAR_MAX) return null;
  const leapDay = date.month === 1 && isLeapYear(date.year) ? 1 : 0;
  if (date.day < 1 || date.day > (MONTH_DAYS[date.month] ?? 0) + leapDay) return null;
  // 60 is a leap second; it counts as the second after.
  if (time.hour > 23 || time.minute > 59 || time.second > 60) return null;
  const local = Date.UTC(date.year, date.month, date.day, time.hour, time.minute, time.second);
  const utc = local - zone * 60_000;
  return utc < 0 ? null : utc;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
