import { expect, test } from 'vitest';
import type { Anchor } from '@/lib/judge/anchor.ts';
import { type CommentSubject, foldComments } from '@/lib/judge/comment.ts';
import { noticePath, noticeSentence, type ToldNotice } from '@/lib/view/text/notice-text.ts';

const ID = '0b1f2b3c-0000-4000-8000-000000000001';
const anchor = { messageId: 'a@x', start: 3, end: 9, exact: 'words' } as unknown as Anchor;

function answerOn(subject: CommentSubject): ToldNotice {
  const act = { verb: 'create' as const, subject, answers: null, text: 'Who?', effectiveAt: null };
  const [comment = null] = foldComments([{ id: ID, comment: ID, author: 'b@x', recordedAt: 1, act }], null);
  return { kind: 'answer', detail: {}, by: 'Ben', series: null, lists: ['devel'], comment };
}

function onItem(title: string): CommentSubject {
  return { kind: 'item', item: { anchor, kind: 'question', title } };
}

test('a notice, also by mail, leads to the comment itself: its fragment opens the row of an option', () => {
  expect(noticePath(answerOn(onItem('Why?')))).toBe(`/design/a@x#comment-${ID}`);
  expect(noticePath(answerOn({ kind: 'words', anchor }))).toBe('/devel/a@x/?words=3-9#words');
});

test('a notice names what it is about in whole words', () => {
  const title = 'Should readers that come late look twice while they deliberate on it?';
  expect(noticeSentence(answerOn(onItem(title)))).toBe(
    'Ben answers your comment on “Should readers that come late look twice while they…”.',
  );
});
