import { expect, test } from 'vitest';
import { ITEM_KINDS } from '@/lib/design/item.ts';
import { TURNS, turnOf } from '@/lib/design/titles/turns.ts';

const turns = ITEM_KINDS.flatMap((kind) => TURNS[kind].map((turn) => ({ kind, ...turn })));

test.each(turns)('of a $kind is told what stands behind: $example', ({ kind, example, words }) => {
  const [front = '', clause = ''] = example.split(' | ');
  expect(words.exec(`${front} ${clause}`)?.[0]).toBe(`${front} `);
  // No other one takes off more, or less.
  expect(turnOf(`${front} ${clause}`, kind)).toBe(clause);
});

test('a clause that says it itself is whole', () => {
  const check = (kind: keyof typeof TURNS, sentence: string): void =>
    expect(turnOf(sentence, kind)).toBe(sentence);
  check('proposal', 'We could drop the lock here, but you could also take it later');
  check('action', 'You should drop the lock, but please keep the list');
  check('endorsement', 'This looks good to me, but the second one is fine too');
  check('objection', 'Nobody frees the buffer, but that is old');
  check('question', 'If you need it, can you drop the lock?');
});
