import type { Cell } from '@/app/_design/cells.ts';
import type { MayComment } from '@/app/_judge/comment-list.tsx';
import { type ShownComment, shownComments } from '@/app/_judge/shown-comments.ts';
import { shownSuggestions } from '@/app/_judge/suggesting.ts';
import type { ShownSuggestion } from '@/app/_judge/suggestion-list.tsx';
import type { ShownUnresolved } from '@/app/_judge/unresolved-list.tsx';
import { isAtLeast, roleOn } from '@/lib/auth/permission.ts';
import { pushTo } from '@/lib/base/multimap.ts';
import type { JudgedDesign, JudgedItem } from '@/lib/judge/judged-item.ts';
import { seenId } from '@/lib/judge/judgement.ts';
import { headsOfUndo } from '@/lib/judge/targets.ts';
import { type AccountNames, loadAccountNames } from '@/lib/store/account/account-names.ts';
import { loadCommentsOn } from '@/lib/store/judge/comment-rows.ts';
import type { LoadedDesign } from '@/lib/store/judge/judged-design.ts';
import { loadSuggestions } from '@/lib/store/judge/load-suggestions.ts';
import { currentReader } from '@/lib/store/reader.ts';
import { loadPrivateLists } from '@/lib/store/visibility.ts';

/** What people said about the items of a design, and what the present reader may say. */
export type Judging = {
  readonly items: ReadonlyMap<string, JudgedItem>;
  readonly heads: ReadonlyMap<string, readonly string[]>;
  /** By the id of the item they stand beside, those on cells apart; as the reader may see them. */
  readonly comments: ReadonlyMap<string, readonly ShownComment[]>;
  /** On cells of the evidence matrix. */
  readonly cells: readonly ShownComment[];
  /** The cell that was chosen to be commented on; its names may mean nothing. */
  readonly cell: Cell | null;
  readonly rejected: readonly JudgedItem[];
  readonly unresolved: readonly ShownUnresolved[];
  /** What `#docket` lines of its mails ask for. */
  readonly suggestions: readonly ShownSuggestion[];
  /** Of who judged anything of the design. */
  readonly names: AccountNames;
  readonly mayJudge: boolean;
  readonly mayComment: boolean;
  readonly mayJudgePeople: boolean;
  /** Its threads, after people joined and parted designs. */
  readonly threadIds: readonly string[];
  /** The fragment of the item whose forms are open; null for none. */
  readonly open: string | null;
  /** The address that a form comes back to. */
  readonly back: string;
};

type Asked = Pick<Judging, 'open' | 'cell' | 'back'> & { readonly at: number | null };

export async function loadJudging(
  { judged, log }: Pick<LoadedDesign, 'judged' | 'log'>,
  messageIds: readonly string[],
  { at, open, cell, back }: Asked,
): Promise<Judging> {
  const reader = currentReader();
  const privateLists = reader === null ? [] : await loadPrivateLists();
  const roles = reader === null ? [] : judged.lists.map((list) => roleOn(reader, list, privateLists));
  const mayJudge = roles.some((role) => isAtLeast(role, 'maintainer'));
  const comments = new Map<string, ShownComment[]>();
  const onCells: ShownComment[] = [];
  for (const comment of await shownComments(await loadCommentsOn(messageIds, at))) {
    const { subject } = comment;
    if (subject.kind === 'evidence') onCells.push(comment);
    if (!(subject.kind === 'item' || subject.kind === 'option')) continue;
    const id = judged.ids.get(seenId(subject.item)) ?? seenId(subject.item);
    pushTo(comments, id, comment);
  }
  return {
    items: new Map([...judged.items, ...judged.rejected].map((item) => [item.id, item])),
    heads: new Map(judged.options.map(({ id, heads }) => [id, heads])),
    comments,
    cells: onCells,
    rejected: judged.rejected,
    unresolved: unresolvedOf(judged, log, mayJudge),
    suggestions: await shownSuggestions(await loadSuggestions(judged.design.threadIds)),
    names: await loadAccountNames(log.map(({ author }) => author)),
    mayJudge,
    mayJudgePeople: isAtLeast(roleOn(reader, '*', privateLists), 'maintainer'),
    threadIds: judged.design.threadIds,
    mayComment: roles.some((role) => isAtLeast(role, 'commenter')),
    open,
    cell,
    back,
  };
}

/** What its judgements cannot hold on to, with what taking one back is on top of. */
function unresolvedOf(
  judged: JudgedDesign,
  log: LoadedDesign['log'],
  mayJudge: boolean,
): readonly ShownUnresolved[] {
  return judged.unresolved.map((one) => {
    return { ...one, onTop: headsOfUndo(log, one.judgement), lists: judged.lists, mayJudge };
  });
}

/** What the reader may do with the comments of the design. */
export function mayComment({ mayComment: comment, mayJudge: moderate }: Judging): MayComment {
  return { comment, moderate };
}
