import type { MessageId } from '@/lib/mail/email.ts';
import type { AttachedPatch } from '@/lib/mail/patches/attached-patches.ts';
import { attachedSlots } from '@/lib/series/attached-slots.ts';
import type { MemberText } from '@/lib/series/review/series-texts.ts';

type Place = Pick<MemberText, 'n' | 'messageId' | 'isCover' | 'title'>;
type Mail = {
  readonly body: string;
  readonly attached: string | null;
  readonly patches: readonly AttachedPatch[] | null;
  readonly isFlowed: boolean;
  readonly patchId: string | null;
};

/**
 * The text of a cover or patch. A mail that several patches are attached to is the cover of its posting with what was
 * written, and each patch has its own text. One attached patch stands below the body, whose offsets stay what they are.
 */
export function memberText(
  { n, messageId, isCover, title }: Place,
  coverId: MessageId | null,
  { body, attached, patches, isFlowed, patchId }: Mail,
): Pick<MemberText, 'body' | 'attachedAt' | 'isFlowed' | 'patchId'> {
  if (attached === null) return { body, patchId, ...(isFlowed ? { isFlowed } : {}) };
  if (isCover) return { body, patchId: null };
  const part = attachedSlots(patches ?? undefined)?.slots.get(n);
  // Taken over into a reroll it stands without its cover, and is known by its title.
  if (part !== undefined && (messageId === coverId || title === part.title)) {
    return { body: attached.slice(part.start, part.end), attachedAt: 0, patchId: part.patchId };
  }
  const letter = body.endsWith('\n') ? body : `${body}\n`;
  return { body: `${letter}${attached}`, attachedAt: letter.length, patchId };
}
