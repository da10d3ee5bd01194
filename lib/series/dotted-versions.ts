import { normaliseName } from '@/lib/mail/fields/subject.ts';
import { type Group, membersOf } from '@/lib/series/posted-group.ts';
import { learnVersion } from '@/lib/series/version.ts';

/**
 * `[PATCH v5.1 0/3] x` is v5.1 when its author has posted a v5 of that name before; else it may be for a kernel of that
 * number, and stays what it was. Changes the groups in place.
 */
export function readDottedVersions(merged: readonly { readonly group: Group }[]): void {
  const written = new Map<string, number>();
  for (const { group } of merged) {
    const key = group.version.isWritten ? keyOf(group, group.version.version) : null;
    if (key !== null) written.set(key, Math.min(startOf(group), written.get(key) ?? startOf(group)));
  }
  for (const { group } of merged) {
    const dotted = membersOf(group)[0]?.subject.dotted ?? null;
    if (group.version.isWritten || dotted === null) continue;
    const before = written.get(keyOf(group, dotted.version));
    if (before === undefined || before >= startOf(group)) continue;
    learnVersion(group, { dotted, isDottedKnown: true });
  }
}

function keyOf(group: Group, version: number): string {
  return `${version} ${group.author} ${normaliseName(membersOf(group)[0]?.subject.name ?? '')}`;
}

function startOf(group: Group): number {
  return membersOf(group)[0]?.message.time ?? 0;
}
