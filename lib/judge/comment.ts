import { compareText } from '@/lib/base/compare-text.ts';
import type { Anchor } from '@/lib/judge/anchor.ts';
import { inOrder, type Seen } from '@/lib/judge/judgement.ts';

/** What a comment stands beside. */
export type CommentSubject =
  | { readonly kind: 'item' | 'option'; readonly item: Seen }
  /** Words of a mail: a line of a patch as well. */
  | { readonly kind: 'words'; readonly anchor: Anchor }
  /** A cell of the evidence matrix: the option by the words that founded it. */
  | { readonly kind: 'evidence'; readonly item: Seen; readonly scenario: string; readonly strategy: string }
  /** A step of a trace: the run by its address. */
  | { readonly kind: 'step'; readonly run: string; readonly step: number };

/** One row of the log of comments: never changed, a correction is another row. */
export type CommentEntry = {
  readonly id: string;
  /** The id of the entry that created the comment. */
  readonly comment: string;
  readonly author: string;
  readonly recordedAt: number;
  readonly act: CommentAct;
};

export type CommentAct =
  | {
      readonly verb: 'create';
      readonly subject: CommentSubject;
      /** The comment this one answers. */
      readonly answers: string | null;
      readonly text: string;
      readonly effectiveAt: number | null;
    }
  /** `onTop` is the last entry on the comment that the author had seen. */
  | { readonly verb: 'edit'; readonly text: string; readonly onTop: string }
  | { readonly verb: 'resolve' | 'reopen'; readonly onTop: string }
  | { readonly verb: 'hide' | 'show'; readonly reason: string; readonly onTop: string };

export type Comment = {
  readonly id: string;
  readonly author: string;
  readonly at: number;
  readonly subject: CommentSubject;
  readonly answers: string | null;
  /** The text as it is; earlier ones are in `history`. */
  readonly text: string;
  readonly editedAt: number | null;
  readonly resolved: { readonly by: string; readonly at: number } | null;
  /** By a maintainer: the text is not shown to others. */
  readonly hidden: { readonly by: string; readonly at: number; readonly reason: string } | null;
  readonly history: readonly CommentEntry[];
  /** The last entry: what an edit is made on top of. */
  readonly head: string;
};

/**
 * Comments as they were at `at` (epoch milliseconds; null: now), in order of their creation. Entries about a comment
 * that was never created have nothing to stand on and are left out.
 */
export function foldComments(entries: readonly CommentEntry[], at: number | null): readonly Comment[] {
  const comments = new Map<string, Comment>();
  for (const entry of inOrder(entries)) {
    const { act } = entry;
    const known = comments.get(entry.comment);
    if (act.verb === 'create') {
      const time = act.effectiveAt ?? entry.recordedAt;
      if (known !== undefined || (at !== null && time > at)) continue;
      comments.set(entry.id, {
        id: entry.id,
        author: entry.author,
        at: time,
        subject: act.subject,
        answers: act.answers,
        text: act.text,
        editedAt: null,
        resolved: null,
        hidden: null,
        history: [entry],
        head: entry.id,
      });
    } else if (known !== undefined) comments.set(known.id, change(known, entry, at));
  }
  return [...comments.values()].sort((a, b) => a.at - b.at || compareText(a.id, b.id));
}

/** What was moderated is hidden at every time; whether it is settled is a matter of time. */
function change(comment: Comment, entry: CommentEntry, now: number | null): Comment {
  const { act, author: by, recordedAt: at } = entry;
  const next = { ...comment, history: [...comment.history, entry], head: entry.id };
  switch (act.verb) {
    case 'edit':
      return { ...next, text: act.text, editedAt: at };
    case 'resolve':
      return now !== null && at > now ? next : { ...next, resolved: { by, at } };
    case 'reopen':
      return now !== null && at > now ? next : { ...next, resolved: null };
    case 'hide':
      return { ...next, hidden: { by, at, reason: act.reason } };
    case 'show':
      return { ...next, hidden: null };
    default:
      return next;
  }
}

/** The messages a comment names, by what it stands beside. */
export function messageIdsOfSubject(subject: CommentSubject): readonly string[] {
  switch (subject.kind) {
    case 'step':
      return [];
    case 'words':
      return [subject.anchor.messageId];
    default:
      return [subject.item.anchor.messageId];
  }
}
