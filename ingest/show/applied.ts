import { formatCount } from '@/lib/view/count.ts';

/** How many migrations were applied, and the newest: a new database has them all, which is more than a screen. */
export function describeApplied(names: readonly string[]): string {
  const newest = names.at(-1);
  if (newest === undefined) return 'up to date';
  return `${formatCount(names.length, 'migration', 'migrations')} applied, the newest ${newest}`;
}
