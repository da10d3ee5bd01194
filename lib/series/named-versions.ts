import { normaliseName } from '@/lib/mail/fields/subject.ts';
import { closingVersion, postingVersion } from '@/lib/mail/fields/title-version.ts';
import type { Member } from '@/lib/series/member.ts';
import { type Group, membersOf } from '@/lib/series/posted-group.ts';
import { learnVersion } from '@/lib/series/version.ts';

/**
 * Some write the version of a posting into the title of its cover alone: `foo v2`, above patches that say none. That it
 * is one is known when its author lists the changes of that version, or has posted the version before under that name;
 * `cgroup v2` may be what the series is about. After the patches have found their cover, whose number they do not bear.
 * Changes the groups in place.
 */
export function readNamedVersions(merged: readonly { readonly group: Group }[]): void {
  const posted = new Set<string>();
  const inTime = merged.map(({ group }) => group).sort((a, b) => startOf(a) - startOf(b));
  for (const group of inTime) {
    const [head] = membersOf(group);
    if (head === undefined) continue;
    const named = group.version.reason === 'unsaid' ? versionNamed(group, head, posted) : null;
    if (named !== null) learnVersion(group, { named });
    const { version } = group.version;
    // `cgroup v1` is followed by no `cgroup v2`.
    const closing = closingVersion(head.subject.name)?.version ?? version;
    if (closing === version && (version > 1 || closingVersion(head.subject.name) === null)) {
      posted.add(keyOf(group, head, version));
    }
  }
}

function versionNamed(group: Group, head: Member, posted: ReadonlySet<string>): number | null {
  const { message, subject } = head;
  // The first patch of several speaks for itself.
  if (subject.reply || (head !== group.cover && subject.n !== null)) return null;
  const sure = postingVersion(subject.name);
  if (sure !== null) return sure.version;
  const version = closingVersion(subject.name)?.version ?? 1;
  if (version < 2) return null;
  const isTold = message.facts.changes === version;
  return isTold || posted.has(keyOf(group, head, version - 1)) ? version : null;
}

function keyOf(group: Group, { subject }: Member, version: number): string {
  return `${version} ${group.author} ${normaliseName(subject.name)}`;
}

function startOf(group: Group): number {
  return membersOf(group)[0]?.message.time ?? 0;
}
