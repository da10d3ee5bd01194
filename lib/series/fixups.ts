import type { Member } from '@/lib/series/member.ts';
import type { Group } from '@/lib/series/posted-group.ts';

/** What -mm, git and people set before or behind the title of the patch that a fix is folded into. */
const BEHIND = /^-(?:fix|fixes|fixup)(?:-?\d{1,2}|-fix){0,4}(?:-patch)?$/;
const BEFORE = /^(?:fixup|squash|amend|(?:build-)?fix(?:es)?(?:-up)?(?:-for|-to)?)-$/;
/** No title but what becomes of it: `SQUASH???`. */
const ALONE = /^(?:fixup|squash|folded?)$/;

/**
 * Whether a mail fixes a patch that it answers, to be folded into it: `[PATCH v3 2/2 fix] x`, `x-fix`, `fixup! x`, `fix
 * for x`. It is an answer to that patch and takes the place of none; `group` is the nearest posting that it answers.
 */
export function isFixup({ message, subject }: Member, group: Group): boolean {
  const answered = new Set<string>(message.references);
  const isOfVersion = subject.version === null || subject.version === group.version.version;
  if (subject.fixup && isOfVersion) {
    const slot = subject.n ?? [...group.patches].find(([, one]) => answered.has(one.message.messageId))?.[0];
    return slot !== undefined && group.patches.has(slot) && group.total === (subject.total ?? group.total);
  }
  // One of a series that has not come yet: `[PATCH 2/2] fixup! x` below `[PATCH 1/2] x`.
  if (subject.n !== null && !group.patches.has(subject.n)) return false;
  const title = slugOf(subject.name);
  if (!/fix|squash|amend|fold/.test(title)) return false;
  for (const { message: patch, subject: fixed } of group.patches.values()) {
    if (answered.has(patch.messageId) && (ALONE.test(title) || isFixOf(title, slugOf(fixed.name))))
      return true;
  }
  return false;
}

function isFixOf(title: string, fixed: string): boolean {
  if (fixed === '' || title === fixed) return false;
  if (title.startsWith(fixed)) return BEHIND.test(title.slice(fixed.length));
  return title.endsWith(fixed) && BEFORE.test(title.slice(0, -fixed.length));
}

/** As -mm makes the name of a file of a title. */
function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}
