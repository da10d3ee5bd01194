import { expect, it, test } from 'vitest';
import { type Mail, statusesOf } from '@/lib/design/status/test-statuses.ts';

const ROOT: Mail = {
  subject: 'Where the handles are kept',
  by: 'ann',
  body: 'Keep the handles in a list.\n',
};

/** What became of what Bob asks of Ann, who answers below his words. */
function askedAndAnswered(words: string, answer: string, by = 'ann'): string {
  const request: Mail = { subject: 'Re: x', by: 'bob', cites: ['m0'], body: `Hi.\n\n${words}\n` };
  const reply: Mail = { subject: 'Re: x', by, cites: ['m0', 'm1'], body: `> ${words}\n\n${answer}\n` };
  const [status] = statusesOf([ROOT, request, reply], [{ kind: 'action', mail: 1, words, asks: 'ann' }]);
  return status ?? '';
}

/** What became of a promise with these words. */
function promised(words: string): string {
  const reply: Mail = { subject: 'Re: x', by: 'bob', cites: ['m0'], body: `${words}\n` };
  const [status] = statusesOf([ROOT, reply], [{ kind: 'action', mail: 1, words }]);
  return status ?? '';
}

const DONE = 'done addressee-did-it';

it.each([
  ['Please drop the unused handle.', 'Sorry about that. Fixed in r12-345.'],
  ['Please drop the unused handle.', 'Done that way, it is here:\nhttps://example.org/7'],
  ['Please check that the list does not pull it in.', 'I checked, it does not.'],
  ['Could you verify this on a slow disk?', "Thanks. I've tested it on two."],
])('is done as who was asked says: %j, %j', (words, answer) =>
  expect(askedAndAnswered(words, answer)).toBe(DONE),
);

test('who was not asked does not say so', () =>
  expect(askedAndAnswered('Please drop the unused handle.', 'Fixed in r12-345.', 'eve')).not.toBe(DONE));

test('a look is asked for at what the mail shows, which is quoted', () => {
  const words = 'Can you have a look?';
  const shown = 'This broke the build: unused handle.';
  const request: Mail = { subject: 'Re: x', by: 'bob', cites: ['m0'], body: `${shown}\n\n${words}\n` };
  const body = `> ${shown}\n\nSorry. Fixed in commit 0123456789ab.\n`;
  const reply: Mail = { subject: 'Re: x', by: 'ann', cites: ['m0', 'm1'], body };
  const said = { kind: 'action', mail: 1, words, asks: 'ann' } as const;
  expect(statusesOf([ROOT, request, reply], [said])).toEqual([DONE]);
  const other = { ...said, words: 'Can you rename the list?' };
  const asked = { ...request, body: `${shown}\n\n${other.words}\n` };
  expect(statusesOf([ROOT, asked, reply], [other])).not.toEqual([DONE]);
});

it.each(['I have filed #123 against the store with a patch.', 'Sure, done in the attached patch.'])(
  'is a promise kept already: %j',
  (words) => expect(promised(words)).toBe('done author-did-it'),
);

it.each([
  'Fixed in v2.',
  'Done in the attached patch, the rest will follow.',
  'I have filed it under old things.',
  'I could have opened #12 myself.',
])('is still to come: %j', (words) => expect(promised(words)).toBe('open said'));
