import { expect, it } from 'vitest';
import { testTitle } from '@/lib/design/titles/test-title.ts';

it.each([
  [
    'proposal',
    'If it cannot go in there, the only other option I see is to hand it to a worker where we can block, and ' +
      "that's slow.",
    "Hand it to a worker where we can block, and that's slow",
  ],
  [
    'objection',
    'A bit nitpicky, but I find an unnamed lock in the head of a loop odd.',
    'I find an unnamed lock in the head of a loop odd',
  ],
  ['proposal', 'So how about to follow what the store does?', 'Follow what the store does'],
  [
    'action',
    'Please, at least, keep a changelog in the cover of the store.',
    'Keep a changelog in the cover of the store',
  ],
  [
    'proposal',
    'Remember in the store whether it has any stale handles.',
    'Remember in the store whether it has any stale handles',
  ],
  ['objection', 'Remember that nobody frees the stale handles.', 'Nobody frees the stale handles'],
  [
    'proposal',
    '(I did not see this one so far): Walk the store before the mount.',
    'Walk the store before the mount',
  ],
  ['action', "I'd volunteer to draw up the list of stores.", 'Draw up the list of stores'],
] as const)('of a %s in the words %j the title is %j', (kind, words, title) =>
  expect(testTitle(kind, words)).toBe(title),
);
