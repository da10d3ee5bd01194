import { expect, it } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import type { ItemKind } from '@/lib/design/item.ts';
import { testTitle } from '@/lib/design/titles/test-title.ts';

function check(kind: ItemKind, text: string, expected: string): void {
  expect(testTitle(kind, text)).toBe(expected);
}

it('says what is promised, not why or for what', () => {
  check(
    'action',
    "The name of the second flag says too little, so I'll call it store_is_open.",
    'Call it store_is_open',
  );
  check(
    'action',
    "store_close() is what I had in mind for it, but I'll look at store_flush() too.",
    'Look at store_flush()',
  );
  check(
    'action',
    'All of this sounds sane to me, I can write the page of the manual next week.',
    'Write the page of the manual next week',
  );
  check(
    'action',
    "Given that the pool is full of handles I'll take the smaller table of the mount.",
    'Take the smaller table of the mount',
  );
  check(
    'action',
    "Give me a day or two and I'll post a version that keeps the handles of the pool.",
    'Post a version that keeps the handles of the pool',
  );
});

it('says what is done behind a condition that no comma ends', () => {
  check(
    'action',
    "Since all seem fine with a limit by size I'm planning on sending that version next week, assuming nobody minds.",
    'Send that version next week, assuming nobody minds',
  );
  check(
    'action',
    'Given that the label only returns the handle and its length we might as well do that in store_close().',
    'Do that in store_close()',
  );
  check(
    'action',
    "Unless I hear more I'll post the page of the manual by the end of the week.",
    'Post the page of the manual by the end of the week',
  );
  const feels = "Once I've added the field to the superblock I'll have a better feeling on it.";
  expect(testTitle('action', feels)).not.toMatch(/^Have/);
});

it('keeps a condition, a request and the promise that stands first', () => {
  check(
    'action',
    "I'll drop the flag, and I'll send the rest as v2.",
    "Drop the flag, and I'll send the rest as v2",
  );
});

it('takes off what leads to the way that is proposed', () => {
  check(
    'proposal',
    'One way to avoid this would be to have store_open() take a handle of the pool.',
    'Have store_open() take a handle of the pool',
  );
  check(
    'proposal',
    'The other alternative here is that we just keep the handles of the pool open.',
    'Keep the handles of the pool open',
  );
  check(
    'proposal',
    'How about I try the smaller table of the mount tomorrow?',
    'Try the smaller table of the mount tomorrow',
  );
  check(
    'proposal',
    'It would be really easy to record in the pool which handles are shared.',
    'Record in the pool which handles are shared',
  );
  check(
    'proposal',
    'So instead of this second flag I think declaring a rule that nobody reads it is the better choice.',
    'Declare a rule that nobody reads it',
  );
  check(
    'proposal',
    'These days, I wonder if it makes more sense to give the pool a limit of its own.',
    'Give the pool a limit of its own',
  );
  check(
    'proposal',
    'I have to read the new series first, but I also wonder if we could move the check into a header.',
    'Move the check into a header',
  );
  check(
    'proposal',
    "It's also needed by the port, so it'd be good to agree at least on the name of the flag.",
    'Agree at least on the name of the flag',
  );
  check(
    'proposal',
    'Maybe this suggests that the flush should live in store_close().',
    'The flush should live in store_close()',
  );
});

it('takes off from where somebody looks', () => {
  check(
    'objection',
    'From a security perspective:-- who may open a handle can read all of the pool.',
    'Who may open a handle can read all of the pool',
  );
});

it('needs no more time for words that never get there', () => {
  const words = `so it and but ${'the pool is, so it is and '.repeat(60)}`;
  const begun = cpuMs();
  for (let turn = 0; turn < 200; turn += 1) testTitle('action', words);
  expect(cpuMs() - begun).toBeLessThan(2_000);
});

it.each([
  ['action', 'Fine with me, please add a test for the readers.', 'Add a test for the readers'],
  ['action', 'Fine by us. Please add a test for the readers.', 'Add a test for the readers'],
  ['endorsement', 'Fine with me if the flag is documented.', 'Fine with me if the flag is documented'],
  [
    'objection',
    'Tough cookies. Wrong sums are worse than a slow start.',
    'Wrong sums are worse than a slow start',
  ],
] as const)('agreement and pity in front name nothing: %s %j', (kind, text, title) =>
  expect(testTitle(kind, text)).toBe(title),
);
