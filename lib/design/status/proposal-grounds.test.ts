import { expect, test } from 'vitest';
import { type Mail, type Said, statusesOf } from '@/lib/design/status/test-statuses.ts';

const TEXT = 'Keep the handles in a list.';
const PATCH: Mail = {
  ...{ subject: '[PATCH] store: keep the handles', by: 'ann' },
  body: `${TEXT}\n---\n f.c | 1 +\n`,
};
const WAY = 'We could keep them in a tree instead.';
const BAD = 'A tree takes twice the memory of the list.';

/** Words of somebody below quoted ones, and the mails above it. */
function below(by: string, quoted: string, body: string, above: number): Mail {
  const cites = Array.from({ length: above }, (_, index) => `m${index}`);
  return { ...{ subject: 'Re: x', by, cites }, body: `> ${quoted}\n\n${body}\n` };
}

/** What became of a way that Bob puts forward below the patch of Ann: status and rule. */
function check(answers: readonly Mail[], said: readonly Said[], expected: string): void {
  const way: Said = { kind: 'proposal', mail: 1, words: WAY };
  expect(statusesOf([PATCH, below('bob', TEXT, WAY, 1), ...answers], [way, ...said])[0]).toBe(expected);
}

const against = (by: string): Mail => below(by, WAY, BAD, 2);
const objection: Said = { kind: 'objection', mail: 2, words: BAD, to: [0] };

test('what somebody else has against a way contests it, until that is met', () => {
  check([against('cat')], [objection], 'contested somebody-objected');
  const met = below('bob', BAD, 'Right, I will drop the second pointer then.', 3);
  check([against('cat'), met], [objection], 'open author-answered');
  const not = below('bob', BAD, 'It has one pointer less for each handle.', 3);
  check([against('cat'), not], [objection], 'contested somebody-objected');
});

test('what its author warns of contests nothing', () => {
  check([against('bob')], [objection], 'open said');
});

test('what others decided on is not open', () => {
  const decided = (by: string): Mail => below(by, WAY, 'We go for the tree.', 2);
  const decision: Said = { kind: 'decision', mail: 2, words: 'We go for the tree.', to: [0] };
  check([decided('eve')], [decision], 'adopted somebody-decided');
  check([decided('bob')], [decision], 'open said');
});
