import type { ReactElement } from 'react';
import { type Beside, COMMENT_BYTES_MAX, type CommentBody } from '@/app/_judge/comment-fields.ts';
import { EVERY_LIST, listsOfEntry } from '@/app/_judge/judgement-rule.ts';
import type { OnList, PassedReader, Rule } from '@/lib/auth/guard.ts';
import { type Change, done, type Meanwhile, type Refused, refused } from '@/lib/auth/outcome.ts';
import { localPath } from '@/lib/auth/same-origin.ts';
import type { Comment, CommentAct, CommentEntry, CommentSubject } from '@/lib/judge/comment.ts';
import { messageIdsOfSubject } from '@/lib/judge/comment.ts';
import { type CommentRecorded, loadComment, recordComment } from '@/lib/store/judge/comment-rows.ts';
import { findListsOfMessage } from '@/lib/store/judge/lists-of.ts';
import { seePlaces } from '@/lib/store/judge/see-places.ts';
import { noteComment } from '@/lib/store/letters/note-comment.ts';
import { isOwn } from '@/lib/store/reader.ts';
import { findMentions } from '@/lib/view/markdown.ts';

/** Comments of one account; reading takes longer than writing that many. */
const COMMENTS = { max: 30, seconds: 600 } as const;

export const COMMENT_RULE: Omit<Rule<CommentBody>, 'body'> = {
  action: 'comment',
  who: {
    role: 'commenter',
    listsOf: async ({ beside }) =>
      beside.kind === 'step' ? EVERY_LIST : findListsOfMessage(beside.place.messageId),
  },
  sessionOnly: false,
  bytesMax: COMMENT_BYTES_MAX,
  rates: (_, { who }) => [{ key: `comment ${who}`, ...COMMENTS }],
};

export async function createComment({
  body,
  credential,
}: PassedReader<CommentBody>): Promise<Change<ReactElement> | Refused> {
  const subject = await subjectOf(body.beside);
  if (subject === null) {
    return refused(404, 'NO_SUCH_WORDS', 'These words are not in the archive.', 'Reload the page.');
  }
  const { id, answers, text, effectiveAt, back } = body;
  const messageIds = messageIdsOfSubject(subject);
  // An answer is read by whoever reads this: beside other mail it would name a comment they may not see.
  if (answers !== null && !isSame((await loadComment(answers))?.messageIds ?? null, messageIds)) {
    return refuseMissing();
  }
  const act: CommentAct = { verb: 'create', subject, answers, text, effectiveAt };
  const { email: author } = credential.reader;
  const entry = { id, comment: id, author, act };
  return async (write) => {
    const recorded = await recordComment(write, entry, messageIds);
    const noted = { id, author, answers, mentions: findMentions(text), messageIds };
    if (recorded.kind === 'recorded') await noteComment(write, noted);
    return answer(recorded, entry, back, {});
  };
}

function isSame(theirs: readonly string[] | null, own: readonly string[]): boolean {
  return theirs !== null && theirs.length === own.length && theirs.every((id, n) => id === own[n]);
}

async function subjectOf(beside: Beside): Promise<CommentSubject | null> {
  if (beside.kind === 'step') return { kind: 'step', run: beside.run, step: beside.step };
  const [item] = await seePlaces([beside.place], 'kept');
  if (item === undefined || item === null) return null;
  switch (beside.kind) {
    case 'words':
      return { kind: 'words', anchor: item.anchor };
    case 'evidence':
      return { kind: 'evidence', item, scenario: beside.scenario, strategy: beside.strategy };
    default:
      return { kind: beside.kind, item };
  }
}

type EntryBody = {
  readonly id: string;
  readonly comment: string;
  readonly onTop: string;
  readonly back?: string | undefined;
};

/** Whoever has the role on the list of what the comment stands beside. */
export function entryRule<Body extends EntryBody>(
  action: string,
  role: OnList<Body>['role'],
): Omit<Rule<Body>, 'body'> {
  return {
    action,
    who: { role, listsOf: ({ comment }) => listsOfEntry('comment', comment) },
    sessionOnly: false,
    bytesMax: COMMENT_BYTES_MAX,
    rates: () => [],
  };
}

/** A further entry on a comment. `mine`: only its author may. `again` are the fields of the form. */
export async function changeComment(
  { body, credential }: PassedReader<EntryBody>,
  act: CommentAct,
  again: Readonly<Record<string, string>>,
  { mine }: { readonly mine: boolean },
): Promise<Change<ReactElement> | Refused> {
  const found = await loadComment(body.comment);
  if (found === null) return refuseMissing();
  const author = credential.reader.email;
  if (mine && !isOwn(found.comment.author)) {
    return refused(403, 'FORBIDDEN', 'Only its author can change a comment.', 'Answer it instead.');
  }
  const entry = { id: body.id, comment: body.comment, author, act };
  const back = body.back ?? null;
  const { messageIds } = found;
  return async (write) => {
    const recorded = await recordComment(write, entry, messageIds);
    if (recorded.kind === 'recorded' && act.verb === 'edit') {
      const mentions = findMentions(act.text);
      await noteComment(write, { id: body.comment, author, answers: null, mentions, messageIds });
    }
    return answer(recorded, entry, back, again);
  };
}

function answer(
  recorded: CommentRecorded,
  entry: Omit<CommentEntry, 'recordedAt'>,
  back: string | null,
  again: Readonly<Record<string, string>>,
): ReturnType<typeof done> | Refused {
  switch (recorded.kind) {
    case 'recorded':
    case 'known': {
      const detail = { id: entry.id, verb: entry.act.verb, again: recorded.kind === 'known' };
      const value = { id: entry.id, comment: entry.comment, recordedAt: recorded.at };
      return done(localPath(back), { target: `comment ${entry.comment}`, detail }, { value });
    }
    case 'id-taken':
      return refused(409, 'ID_TAKEN', 'Something else was said under this id.', 'Send it with a new id.');
    case 'no-comment':
    case 'gone':
      return refuseMissing();
    case 'conflict':
      return refuseSecond(recorded.comment, entry, back, again);
  }
}

function refuseSecond(
  comment: Comment,
  { id }: Pick<CommentEntry, 'id'>,
  back: string | null,
  fields: Readonly<Record<string, string>>,
): Refused {
  const again = { ...fields, id, comment: comment.id, onTop: comment.head, back: back ?? '/' };
  return refused(
    409,
    'CONFLICT',
    'The comment was changed meanwhile.',
    'Look at it, then keep it, or save yours all the same.',
    { value: { comment, again }, meanwhile: { about: null, theirs: [lastOf(comment)], again } },
  );
}

function lastOf({ id, history, text }: Comment): Meanwhile['theirs'][number] {
  const last = history.at(-1);
  const did = { create: 'wrote', edit: 'changed it to', resolve: 'settled', reopen: 'reopened' } as const;
  const verb = last?.act.verb ?? 'create';
  const what = verb === 'hide' || verb === 'show' ? `chose to ${verb} it` : `${did[verb]}: “${text}”`;
  const reason = last !== undefined && 'reason' in last.act ? last.act.reason : null;
  return { id, author: last?.author ?? 'Somebody', at: last?.recordedAt ?? 0, text: what, reason };
}

function refuseMissing(): Refused {
  return refused(404, 'NOT_FOUND', 'There is no such comment.', 'Reload the page it came from.');
}
