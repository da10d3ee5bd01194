import { namedWords } from '@/app/_design/margin.ts';
import { itemAnchor } from '@/app/_design/words.ts';
import { idField } from '@/lib/auth/fields.ts';
import { findWords } from '@/lib/judge/anchor.ts';
import type { Comment } from '@/lib/judge/comment.ts';
import { loadAnswered } from '@/lib/store/judge/answered-mail.ts';
import { loadComment } from '@/lib/store/judge/comment-rows.ts';
import { loadMessages } from '@/lib/store/judge/load-judgements.ts';
import type { MessagePage } from '@/lib/store/message.ts';
import { currentReader } from '@/lib/store/reader.ts';
import type { Draft } from '@/lib/view/mail/reply-draft.ts';

/** What a reply to a message speaks of: a comment, an item, words by their offsets, or nothing. */
export type ReplyTo = {
  readonly comment: string | null;
  /** The fragment of an item (words.ts). */
  readonly item: string | null;
  /** `120-180`. */
  readonly words: string | null;
};

/** The draft of a reply to a message that the reader sees, from whoever asks; null when there is no such comment. */
export async function messageDraft(
  page: MessagePage,
  { comment, item, words }: ReplyTo,
): Promise<Draft | null> {
  if (comment !== null) return commentDraft(comment);
  const [first] = page.messages;
  const answered = first === undefined ? null : await loadAnswered(first.messageId);
  if (answered === null) return null;
  const named = page.items.find(({ id }) => itemAnchor(id) === item) ?? null;
  return {
    answered,
    quoted: named ?? namedWords(words, answered.body),
    text: '',
    from: author(),
    at: Date.now(),
  };
}

/** A comment beside a mail as a reply to it; null when there is none that the reader sees. */
export async function commentDraft(id: string): Promise<Draft | null> {
  const found = idField.safeParse(id).success ? await loadComment(id) : null;
  const anchor = found === null || found.comment.hidden !== null ? null : anchorOf(found.comment);
  if (found === null || anchor === null) return null;
  const [answered, messages] = await Promise.all([
    loadAnswered(anchor.messageId),
    loadMessages([anchor.messageId]),
  ]);
  const message = messages.get(anchor.messageId)?.[0];
  if (answered === null || message === undefined) return null;
  const quoted = findWords(anchor, message);
  return { answered, quoted, text: found.comment.text, from: author(), at: Date.now() };
}

function author(): Draft['from'] {
  const reader = currentReader();
  return reader === null ? null : { name: reader.name, email: reader.email };
}

function anchorOf({ subject }: Comment): Parameters<typeof findWords>[0] | null {
  if (subject.kind === 'step') return null;
  return subject.kind === 'words' ? subject.anchor : subject.item.anchor;
}
