import type { AttachedPatch } from '@/lib/mail/patches/attached-patches.ts';

type AttachedSlots = { readonly total: number; readonly slots: ReadonlyMap<number, AttachedPatch> };

/**
 * Which patch of a series each attached patch is: by the count in the subjects inside (`[PATCH 2/3]`), else by the
 * names of the files (`v2-0001-x.patch`) where they count from 1 without a gap, else in the order of the mail. Null for
 * fewer than two: one attached patch is the patch of its mail.
 */
export function attachedSlots(patches: readonly AttachedPatch[] | undefined): AttachedSlots | null {
  if (patches === undefined || patches.length < 2) return null;
  const total = totalOf(patches);
  const numbers = new Set(patches.map(({ n }) => n));
  const last = total ?? patches.length;
  const isCounted =
    numbers.size === patches.length && patches.every(({ n }) => n !== null && n >= 1 && n <= last);
  const slots = patches.map((patch, index): [number, AttachedPatch] => [
    isCounted ? (patch.n ?? 1) : index + 1,
    patch,
  ]);
  return { total: isCounted ? last : patches.length, slots: new Map(slots.sort(([a], [b]) => a - b)) };
}

/** The count that all say, null when one says none or they differ. */
function totalOf(patches: readonly AttachedPatch[]): number | null {
  const totals = new Set(patches.map(({ total }) => total));
  const [total = null] = totals;
  return totals.size === 1 ? total : null;
}
