import { expect, test } from 'vitest';
import type { Anchor } from '@/lib/judge/anchor.ts';
import { type CommentSubject, foldComments } from '@/lib/judge/comment.ts';
import { noticePath } from '@/lib/view/text/notice-text.ts';

const ID = '0b1f2b3c-0000-4000-8000-000000000001';
const anchor = { messageId: 'a@x', start: 3, end: 9, exact: 'words' } as unknown as Anchor;

function check(kind: 'item' | 'words', expected: string): void {
  const subject: CommentSubject =
    kind === 'words'
      ? { kind, anchor }
      : { kind, item: { anchor, kind: 'question' as const, title: 'Why?' } };
  const act = { verb: 'create' as const, subject, answers: null, text: 'Who?', effectiveAt: null };
  const [comment = null] = foldComments([{ id: ID, comment: ID, author: 'b@x', recordedAt: 1, act }], null);
  const notice = { kind: 'answer' as const, detail: {}, by: 'Ben', series: null, lists: ['devel'] };
  expect(noticePath({ ...notice, comment })).toBe(expected);
}

test('a notice, also by mail, leads to the comment itself: its fragment opens the row of an option', () => {
  check('item', `/design/a@x#comment-${ID}`);
  check('words', '/devel/a@x/?words=3-9#words');
});
