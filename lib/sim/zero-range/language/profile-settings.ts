import { nearest } from '@/lib/base/nearest.ts';
import type { ProfileEntry } from '@/lib/sim/language/header.ts';
import { parseNumber, quote } from '@/lib/sim/language/number.ts';
import type { Problems } from '@/lib/sim/language/problems.ts';
import { DEFAULT_PROFILE, PROFILE_KEYS, type Profile } from '@/lib/sim/zero-range/profile.ts';

const SIZES = ['block', 'page', 'folio'] as const;
const KEYS = PROFILE_KEYS.map(([key]) => key);

/** Smallest and largest block, page and folio: those of the kernels and file systems in question. */
const SIZE_MIN = 512;
const SIZE_MAX = 65_536;

/** More folios than this never fit into a batch of the kernel (PAGEVEC_SIZE is 31). */
const BATCH_MAX = 31;

/**
 * The profile that entries describe on top of the default; later entries win. Folios not given are as small
 * as page and block allow. Impossible ones are problems at the entry that makes them so; `impliedCow` is a
 * script with `cow_prealloc`.
 */
export function profileOf(
  entries: readonly ProfileEntry[],
  impliedCow: boolean,
  problems: Problems,
): Profile {
  let profile: Profile = { ...DEFAULT_PROFILE, cow: impliedCow };
  const given = new Map<string, ProfileEntry>();
  for (const entry of entries) {
    const field = PROFILE_KEYS.find(([key]) => key === entry.key)?.[1];
    if (field === undefined) {
      const meant = nearest(entry.key, KEYS);
      const remedy = meant === null ? `Keys are ${KEYS.join(' ')}.` : `Did you mean ${meant}?`;
      problems.add(entry.at, `a profile has no ${quote(entry.key)}`, remedy);
      continue;
    }
    const value = parseSetting(field, entry, problems);
    if (value === null) continue;
    given.set(entry.key, entry);
    profile = { ...profile, [field]: value };
  }
  if (!given.has('folio')) profile = { ...profile, folio: Math.max(profile.page, profile.block) };
  checkSizes(profile, given, problems);
  const cow = given.get('cow');
  if (cow !== undefined && impliedCow && !profile.cow) {
    problems.add(cow.at, 'the script has cow_prealloc, the profile no COW fork', 'Write cow=1.');
  }
  return profile;
}

function parseSetting(
  field: keyof Profile,
  { key, value, at }: ProfileEntry,
  problems: Problems,
): number | boolean | string | null {
  if (field === 'block' || field === 'page' || field === 'folio') {
    const read = parseNumber(value, DEFAULT_PROFILE.block);
    if (read.ok && isSize(read.value)) return read.value;
    const why = read.ok ? `${key}=${quote(value)} is not possible` : read.why;
    problems.add(
      at,
      why,
      `${key} is a power of two from ${SIZE_MIN} to ${SIZE_MAX / 1024}k, such as ${key}=4k.`,
    );
    return null;
  }
  if (field === 'order') {
    if (value === 'xfs' || value === 'ext4') return value;
    problems.add(at, `there is no order ${quote(value)}`, 'Write order=xfs or order=ext4.');
    return null;
  }
  if (field === 'batch') {
    if (/^\d{1,2}$/.test(value) && Number(value) <= BATCH_MAX) return Number(value);
    problems.add(at, `a batch of ${quote(value)} is not possible`, `Write a number from 0 to ${BATCH_MAX}.`);
    return null;
  }
  if (value === '0' || value === '1') return value === '1';
  problems.add(at, `${key} is ${quote(value)}`, `Write ${key}=0 or ${key}=1.`);
  return null;
}

function isSize(value: number): boolean {
  return value >= SIZE_MIN && value <= SIZE_MAX && Number.isInteger(Math.log2(value));
}

/** All three are powers of two, so the larger one is a multiple of the smaller one. */
function checkSizes(profile: Profile, given: ReadonlyMap<string, ProfileEntry>, problems: Problems): void {
  const { block, page, folio } = profile;
  if (folio >= page && folio >= block) return;
  const blame = SIZES.map((key) => given.get(key)).findLast((entry) => entry !== undefined);
  problems.add(
    blame?.at ?? { line: 1, column: 1 },
    `a folio of ${folio} bytes holds no page of ${page} and block of ${block}`,
    'A folio is a multiple of both: make folio larger, or leave it out.',
  );
}

/** `block=4k page=4k …` as reports and scripts write it, every key. */
export function formatProfile(profile: Profile): Readonly<Record<string, number | string>> {
  return Object.fromEntries(
    PROFILE_KEYS.map(([key, field]) => {
      const value = profile[field];
      return [key, typeof value === 'boolean' ? Number(value) : value];
    }),
  );
}
