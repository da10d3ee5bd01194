import { expect, it } from 'vitest';
import { testTitle } from '@/lib/design/titles/test-title.ts';

it.each([
  ['objection', "I don't see what is wrong with the old list.", 'Sees nothing wrong with the old list'],
  [
    'objection',
    'I have begun to read this with an eye towards committing it. One thing that bothers me is that the cache is ' +
      'not reset on rescan.',
    'The cache is not reset on rescan',
  ],
  [
    'proposal',
    'With my release hat on: could you drop the old list by August?',
    'Drop the old list by August',
  ],
  ['proposal', 'Regarding the endless veto: I could limit the vetoes to three.', 'Limit the vetoes to three'],
  ['objection', '@Nils: nobody walks the old list.', 'Nobody walks the old list'],
  ['objection', 'Honest question, nobody walks the old list.', 'Nobody walks the old list'],
  [
    'objection',
    'Same question. And tbh I hate yet another opcode for lists.',
    'Dislikes yet another opcode for lists',
  ],
  [
    'action',
    "OK, you've all convinced me. I will write a new text for frozen lists.",
    'Write a new text for frozen lists',
  ],
] as const)('words in front of what is said, in other manners: %s %j', (kind, text, title) =>
  expect(testTitle(kind, text)).toBe(title),
);
