import type { TimeLeaf } from '@/lib/search/query.ts';

/** Epoch milliseconds; `to` is the first that is not in it. Null for an open end. */
export type TimeRange = { readonly from: number | null; readonly to: number | null };

const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000];
const UNITS: Readonly<Record<string, number>> = {
  second: SECOND,
  minute: MINUTE,
  hour: HOUR,
  day: DAY,
  week: 7 * DAY,
  month: 30 * DAY,
  year: 365 * DAY,
};
/** PostgreSQL's times go much further; nobody's mail does. */
const YEAR_MAX = 9_998;

/** The times that a `d:`, `dt:` or `rt:` names, in UTC; null when they cannot be read. `now` is epoch milliseconds. */
export function timeRange(leaf: TimeLeaf, now: number): TimeRange | null {
  if (leaf.to === null) return spanOf(leaf.from, now);
  const from = leaf.from === '' ? null : spanOf(leaf.from, now);
  const to = leaf.to === '' ? null : spanOf(leaf.to, now);
  if ((from === null && leaf.from !== '') || (to === null && leaf.to !== '')) return null;
  if (from === null && to === null) return null;
  return { from: from?.from ?? null, to: to === null ? null : to.isInstant ? to.from : to.to };
}

type Span = { readonly from: number; readonly to: number; readonly isInstant: boolean };

/** A day, month or year is all of it; a moment alone is the day that begins there, as in public-inbox. */
function spanOf(text: string, now: number): Span | null {
  const moment = momentOf(text, now);
  if (moment !== null) return { from: moment, to: moment + DAY, isInstant: true };
  const match = /^(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?$/.exec(text);
  if (match === null || /^\d{6}$/.test(text)) return null;
  const [year, month, day] = match.slice(1).map((part) => (part === undefined ? null : Number(part)));
  if (year == null || year > YEAR_MAX) return null;
  const from = utc(year, month ?? 1, day ?? 1);
  if (from === null) return null;
  const to = month == null ? startOf(year + 1, 0, 1) : day == null ? startOf(year, month, 1) : from + DAY;
  return { from, to, isInstant: false };
}

function momentOf(text: string, now: number): number | null {
  const digits = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text);
  const iso = /^(\d{4})-(\d{2})-(\d{2})[T.](\d{2}):(\d{2})(?::(\d{2}))?Z?$/.exec(text);
  const parts = (digits ?? iso)?.slice(1).map((part) => Number(part ?? 0));
  if (parts !== undefined) {
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
    const start = year > YEAR_MAX || hour > 23 || minute > 59 || second > 60 ? null : utc(year, month, day);
    return start === null ? null : start + hour * HOUR + minute * MINUTE + second * SECOND;
  }
  if (/^\d{9,11}$/.test(text)) return Number(text) * SECOND;
  if (text === 'now') return now;
  if (text === 'today') return now - (now % DAY);
  if (text === 'yesterday') return now - (now % DAY) - DAY;
  const ago = /^(?:(\d{1,4})[._-]([a-z]{3,6}?)s?[._-]ago|last[._-]([a-z]{3,6}))$/.exec(text);
  const unit = UNITS[ago?.[2] ?? ago?.[3] ?? ''];
  return unit === undefined ? null : Math.max(0, now - Number(ago?.[1] ?? 1) * unit);
}

/** Null for a day that no calendar has, such as 31 June. */
function utc(year: number, month: number, day: number): number | null {
  const time = startOf(year, month - 1, day);
  return new Date(time).getUTCDate() === day && month >= 1 && month <= 12 ? time : null;
}

/** As Date.UTC, which takes the years 0 to 99 for 1900 and later. */
function startOf(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month, day);
}
