import { isAtLeast, roleOn } from '@/lib/auth/permission.ts';
import type { Comment } from '@/lib/judge/comment.ts';
import { findListsOfMessage } from '@/lib/store/judge/lists-of.ts';
import { currentReader } from '@/lib/store/reader.ts';
import { loadPrivateLists } from '@/lib/store/visibility.ts';
import { markdownHtml } from '@/lib/view/markdown.ts';

/** A comment as the present reader may see it: `html` of its text, which is empty when a maintainer hid it. */
export type ShownComment = Comment & { readonly html: string };

/** Who maintains a list of these messages (of every list when there are none) sees what was hidden. */
export async function shownComments(
  comments: readonly Comment[],
  messageIds: readonly string[],
): Promise<{ readonly ok: true; readonly comments: readonly ShownComment[] }> {
  const lists = (await Promise.all(messageIds.map(findListsOfMessage))).flat();
  const privateLists = await loadPrivateLists();
  const roles = (messageIds.length === 0 ? ['*'] : lists).map((list) =>
    roleOn(currentReader(), list, privateLists),
  );
  const seesHidden = roles.some((role) => isAtLeast(role, 'maintainer'));
  return {
    ok: true,
    comments: comments.map((comment) => {
      if (comment.hidden !== null && !seesHidden) return { ...comment, text: '', history: [], html: '' };
      return { ...comment, html: markdownHtml(comment.text) };
    }),
  };
}
