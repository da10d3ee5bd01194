import type { AttachedPatch } from '@/lib/mail/patches/attached-patches.ts';
import type { Member } from '@/lib/series/member.ts';
import { type Group, membersOf } from '@/lib/series/posted-group.ts';

/** `foo2.diff` and `foo-v2.diff` after `foo.diff`. */
const COUNT_AT_END = /[\s_-]{0,3}v?\d{1,2}$/;

/**
 * What its author attaches to an answer in the thread of `last`, his last posting there with attached patches, as its
 * next version: where nothing says a version, on lists to which patches are sent so. It has the names of more than half
 * of the patches, and another diff. Null for any other mail.
 */
export function sentAgain(member: Member, last: Group | undefined): Member | null {
  const { message, subject } = member;
  const { attached = [], robot } = message.facts;
  if (last === undefined || !subject.reply || robot !== null || attached.length === 0) return null;
  const before = attachedOf(last);
  const names = new Set(attached.map(nameOf));
  const shared = before.filter((patch) => nameOf(patch) !== '' && names.has(nameOf(patch)));
  if (shared.length * 2 <= before.length || isSame(before, attached)) return null;
  const version = last.version.version + 1;
  const own = { reply: false, committed: false, version, minor: null, dotted: null, n: null, total: null };
  return { ...member, subject: { ...subject, ...own } };
}

/** All patches that are attached to the mails of a posting. */
function attachedOf(group: Group): readonly AttachedPatch[] {
  const mails = new Set(membersOf(group).map(({ message }) => message));
  return [...mails].flatMap(({ facts }) => facts.attached ?? []);
}

function nameOf({ title }: AttachedPatch): string {
  return title.toLowerCase().replace(COUNT_AT_END, '');
}

/** Who shows the same patches once more sends no new ones. */
function isSame(before: readonly AttachedPatch[], attached: readonly AttachedPatch[]): boolean {
  const ids = new Set(before.map(({ patchId }) => patchId));
  return attached.every(({ patchId }) => patchId !== null && ids.has(patchId));
}
