/** `2024-07-18 13:02`, always UTC: list readers compare times across zones. `ms` is epoch milliseconds. */
export function formatTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, -8).replace('T', ' ');
}

/** `2024-07-18`. */
export function formatDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, -14);
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const STEPS: readonly (readonly [size: number, below: number, unit: string])[] = [
  [MINUTE, HOUR, 'minute'],
  [HOUR, DAY, 'hour'],
  [DAY, 60 * DAY, 'day'],
  [30 * DAY, 730 * DAY, 'month'],
  [365.25 * DAY, Number.POSITIVE_INFINITY, 'year'],
];

/** `3 days ago`, for the title of an absolute time; the future is said to be so, because clocks lie. */
export function formatAge(ms: number, now: number): string {
  const age = Math.abs(now - ms);
  if (age < MINUTE) return 'just now';
  for (const [size, below, unit] of STEPS) {
    if (age >= below) continue;
    const count = Math.floor(age / size);
    const words = `${count} ${unit}${count === 1 ? '' : 's'}`;
    return now >= ms ? `${words} ago` : `${words} in the future`;
  }
  return '';
}
