import { isAtLeast, roleOn } from '@/lib/auth/permission.ts';
import { type Comment, messageIdsOfSubject } from '@/lib/judge/comment.ts';
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

/** The same for comments beside words of several messages: what was hidden beside one is seen by its maintainers. */
export async function shownByMessage(comments: readonly Comment[]): Promise<readonly ShownComment[]> {
  const groups = new Map<string, Comment[]>();
  for (const comment of comments) {
    const key = messageIdsOfSubject(comment.subject).join(' ');
    groups.set(key, [...(groups.get(key) ?? []), comment]);
  }
  const shown = new Map<string, ShownComment>();
  for (const group of groups.values()) {
    const [first] = group;
    const messageIds = first === undefined ? [] : messageIdsOfSubject(first.subject);
    for (const one of (await shownComments(group, messageIds)).comments) shown.set(one.id, one);
  }
  return comments.flatMap(({ id }) => shown.get(id) ?? []);
}
