import { mayOn } from '@/app/_judge/may.ts';
import { type Comment, messageIdsOfSubject } from '@/lib/judge/comment.ts';
import { type AccountNames, loadAccountNames, nameIn } from '@/lib/store/account/account-names.ts';
import { loadListsOf } from '@/lib/store/judge/lists-of.ts';
import { markdownHtml } from '@/lib/view/markdown.ts';

/**
 * A comment as the present reader may see it: `html` of its text, which is empty when a maintainer hid it; `names` of
 * who wrote, settled and hid it.
 */
export type ShownComment = Comment & { readonly html: string; readonly names: AccountNames };

/** Who maintains a list of the message that a comment stands beside, or all beside a run, sees what was hidden. */
export async function shownComments(comments: readonly Comment[]): Promise<readonly ShownComment[]> {
  const hidden = comments.filter((comment) => comment.hidden !== null);
  const lists = await loadListsOf(hidden.flatMap(({ subject }) => messageIdsOfSubject(subject)));
  const mayModerate = await mayOn('maintainer');
  const names = await loadAccountNames(comments.flatMap(addressesOf));
  return comments.map((comment) => {
    const ofIts = { names: Object.fromEntries(addressesOf(comment).map((one) => [one, nameIn(names, one)])) };
    const [beside] = messageIdsOfSubject(comment.subject);
    const isShown =
      comment.hidden === null || mayModerate(beside === undefined ? ['*'] : (lists.get(beside) ?? []));
    return isShown
      ? { ...comment, ...ofIts, html: markdownHtml(comment.text) }
      : { ...comment, ...ofIts, text: '', history: [], html: '' };
  });
}

function addressesOf({ author, resolved, hidden }: Comment): readonly string[] {
  return [author, resolved?.by ?? [], hidden?.by ?? []].flat();
}
