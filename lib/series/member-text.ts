import type { AttachedPatch } from '@/lib/mail/attached-patches.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import { attachedSlots } from '@/lib/series/attached-slots.ts';
import type { MemberText } from '@/lib/series/series-texts.ts';

type Place = Pick<MemberText, 'n' | 'messageId' | 'isCover'>;
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
  { n, messageId, isCover }: Place,
  coverId: MessageId | null,
  { body, attached, patches, isFlowed, patchId }: Mail,
): Pick<MemberText, 'body' | 'attachedAt' | 'isFlowed' | 'patchId'> {
  if (attached === null) return { body, patchId, ...(isFlowed ? { isFlowed } : {}) };
  const isPart = !isCover && messageId === coverId;
  if (isPart) {
    const part = attachedSlots(patches ?? undefined)?.slots.get(n);
    return {
      body: attached.slice(part?.start ?? 0, part?.end),
      patchId: part?.patchId ?? null,
      attachedAt: 0,
    };
  }
  if (isCover) return { body, patchId: null };
  const letter = body.endsWith('\n') ? body : `${body}\n`;
  return { body: `${letter}${attached}`, attachedAt: letter.length, patchId };
}
