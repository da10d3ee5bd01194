import { isAtLeast, roleOn } from '@/lib/auth/permission.ts';
import type { Comment } from '@/lib/judge/comment.ts';
import type { JudgedDesign, JudgedItem } from '@/lib/judge/judged-item.ts';
import { seenId } from '@/lib/judge/judgement.ts';
import { loadCommentsOn } from '@/lib/store/judge/comment-rows.ts';
import { currentReader } from '@/lib/store/reader.ts';
import { loadPrivateLists } from '@/lib/store/visibility.ts';

/** What people said about the items of a design, and what the present reader may say. */
export type Judging = {
  readonly items: ReadonlyMap<string, JudgedItem>;
  readonly heads: ReadonlyMap<string, readonly string[]>;
  /** By the id of the item they stand beside. Those that a maintainer hid are left out. */
  readonly comments: ReadonlyMap<string, readonly Comment[]>;
  readonly rejected: readonly JudgedItem[];
  readonly unresolved: number;
  readonly mayJudge: boolean;
  readonly mayComment: boolean;
  /** The fragment of the item whose forms are open; null for none. */
  readonly open: string | null;
  /** The address that a form comes back to. */
  readonly back: string;
};

type Asked = { readonly at: number | null; readonly open: string | null; readonly back: string };

export async function loadJudging(
  judged: JudgedDesign,
  messageIds: readonly string[],
  { at, open, back }: Asked,
): Promise<Judging> {
  const reader = currentReader();
  const privateLists = reader === null ? [] : await loadPrivateLists();
  const roles = reader === null ? [] : judged.lists.map((list) => roleOn(reader, list, privateLists));
  const comments = new Map<string, Comment[]>();
  for (const comment of await loadCommentsOn(messageIds, at)) {
    const { subject } = comment;
    if (comment.hidden !== null || !('item' in subject)) continue;
    const id = judged.ids.get(seenId(subject.item)) ?? seenId(subject.item);
    const known = comments.get(id);
    if (known === undefined) comments.set(id, [comment]);
    else known.push(comment);
  }
  return {
    items: new Map([...judged.items, ...judged.rejected].map((item) => [item.id, item])),
    heads: new Map(judged.options.map(({ id, heads }) => [id, heads])),
    comments,
    rejected: judged.rejected,
    unresolved: judged.unresolved.length,
    mayJudge: roles.some((role) => isAtLeast(role, 'maintainer')),
    mayComment: roles.some((role) => isAtLeast(role, 'commenter')),
    ...{ open, back },
  };
}
