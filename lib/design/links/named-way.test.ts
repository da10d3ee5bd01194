import { expect, it } from 'vitest';
import { linkMoves } from '@/lib/design/links/link-moves.ts';
import { findMoves } from '@/lib/design/moves/find-moves.ts';
import { readThread } from '@/lib/design/read-thread.ts';
import type { DesignMessage } from '@/lib/design/reading.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { testArchive } from '@/lib/series/test-archive.ts';

const WAYS = `Hi all,

The tail cache is filled at mount and nobody has looked at where it is kept.

I see three ways to go about it:

(1) keep it in the superblock and load it lazily,
(2) keep it in a file of its own,
(3) drop it and read the tails from the index each time.
`;
const LETTERED = `The tail cache is filled at mount, so we have to choose.

Option A: keep it in the superblock and load it lazily.

Option B: keep it in a file of its own.
`;

/** What the moves of an answer say of it, as `kind > words of what it answers`. */
function answersTo(ways: string, answer: string): readonly string[] {
  const archive = testArchive([
    { subject: '[RFC] Where should the tail cache live?', facts: { hasDiff: false } },
    { subject: 'Re: [RFC] Where should the tail cache live?', cites: ['m0'], by: 'bob' },
  ]);
  const messages = archive.map((one, n): DesignMessage => ({ ...one, body: n === 0 ? ways : answer }));
  const derived = deriveArchive(archive);
  const byKey = new Map(messages.map((message) => [message.key, message]));
  const threads = derived.threads.map((thread) => readThread(thread, byKey));
  const moves = findMoves(threads);
  const links = linkMoves(moves, threads, derived);
  const wordsOf = new Map(moves.map(({ id, span }) => [id, ways.slice(span.start, span.end)]));
  return moves
    .filter(({ by }) => by.email.startsWith('bob'))
    .flatMap(({ id, kind }) => (links.get(id) ?? []).map((link) => `${kind} > ${wordsOf.get(link.id)}`));
}

it.each([
  ['To sum up: we go with approach 1.', 'decision > keep it in the superblock and load it lazily'],
  [
    'In summary, we will go with the third option.',
    'decision > drop it and read the tails from the index each time.',
  ],
  ["I'd lean to 2, as 1 loses the tails.", 'endorsement > keep it in a file of its own'],
  ["We'd be fine with (3).", 'endorsement > drop it and read the tails from the index each time.'],
  [
    "> I'd start with (3) as that is\n> the least work.\n\n+1.",
    'endorsement > drop it and read the tails from the index each time.',
  ],
  ['I prefer option 2, it is far less churn for the readers.', 'endorsement > keep it in a file of its own'],
  [
    'My preference is (1): the readers have it at hand.',
    'endorsement > keep it in the superblock and load it lazily',
  ],
  [
    'I support option 3, this should be done and not polished.',
    'endorsement > drop it and read the tails from the index each time.',
  ],
  ['+1 to option 2 with a limit on its size.', 'endorsement > keep it in a file of its own'],
  ["I'm in favor of 2), since that is what we did before.", 'endorsement > keep it in a file of its own'],
  ['I can live with (2) provided that it is small.', 'endorsement > keep it in a file of its own'],
  ["I don't see what is wrong with (2).", 'endorsement > keep it in a file of its own'],
  ['I strongly object to option 2.', 'objection > keep it in a file of its own'],
  ['I am very much against (2), nobody will find it.', 'objection > keep it in a file of its own'],
])('links what names a way of the list by its number to that way alone: %j', (answer, expected) => {
  expect(answersTo(WAYS, `${answer}\n`)).toEqual([expected]);
});

it('parts what is for one way and what is against another', () => {
  expect(answersTo(WAYS, 'I can live with (3). I cannot live with (2).\n')).toEqual([
    'endorsement > drop it and read the tails from the index each time.',
    'objection > keep it in a file of its own',
  ]);
});

it('knows ways by letters with a full stop', () => {
  const ways =
    'I see the following options:\n\n A. Keep it in the superblock.\n B. Keep it in a file of its own, which\n' +
    '    is read at mount.\n C. Drop it.\n';
  expect(answersTo(ways, 'I strongly object to C.\n')).toEqual(['objection > Drop it.']);
  expect(answersTo(ways, "I'd prefer option B.\n")).toEqual([
    'endorsement > Keep it in a file of its own, which\n    is read at mount.',
  ]);
});

it('takes no number for a way where none were listed', () => {
  const ways = 'The tail cache is filled at mount, and it has 2 locks.\n';
  expect(answersTo(ways, "I'd be fine with 2.\n").filter((one) => one.startsWith('endorsement'))).toEqual([]);
});

it('knows the ways of a summary by their letters', () => {
  const summary =
    'To sum up where we are:\n\n (A) keep it in the superblock and load it lazily\n (B) a file of its own\n';
  expect(answersTo(summary, "I'd start with (B).\n")).toEqual(['endorsement > a file of its own']);
});

it('knows the letters of labels, and takes no article for one', () => {
  expect(answersTo(LETTERED, 'To sum up: we go with option B.\n')).toEqual([
    'decision > keep it in a file of its own.',
  ]);
  expect(
    answersTo(
      LETTERED,
      'To summarise: we will stay with a file of its own, not with the option a reader has.\n',
    ),
  ).not.toContain('decision > keep it in the superblock and load it lazily.');
});
