import { expect, test } from 'vitest';
import type { Item, ItemId } from '@/lib/design/item.ts';
import { indexItems } from '@/lib/design/item-index.ts';
import type { MessageId } from '@/lib/mail/email.ts';

function item(id: string, mail: string, email: string, to: readonly string[] = []): Item {
  const targets = to.map((target) => ({ id: target, confidence: 1 }));
  return { id, by: { name: email, email }, span: { messageId: mail }, targets } as unknown as Item;
}

test('items are found by what they answer, by mail and by who made them, in their order', () => {
  const items = [
    item('a', '1', 'ann@example.org'),
    item('b', '2', 'Bob@example.org', ['a']),
    item('c', '2', 'ann@example.org', ['b', 'a']),
    item('d', '3', 'bob@example.org', ['b']),
  ];
  const index = indexItems(items);
  const answersTo = (...ids: string[]): readonly string[] =>
    index.answersTo(ids as ItemId[]).map(({ id }) => id);
  expect(answersTo('a')).toEqual(['b', 'c']);
  expect(answersTo('b', 'a')).toEqual(['b', 'c', 'd']);
  expect(answersTo('d', 'nothing')).toEqual([]);
  expect(index.inMail('2' as MessageId).map(({ id }) => id)).toEqual(['b', 'c']);
  expect(index.inMail('9' as MessageId)).toEqual([]);
  expect(index.people.map(({ email }) => email)).toEqual(['ann@example.org', 'Bob@example.org']);
});
