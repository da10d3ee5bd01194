import { expect, it } from 'vitest';
import type { ItemKind } from '@/lib/design/item.ts';
import { testTitle } from '@/lib/design/titles/test-title.ts';
import type { TitleContext } from '@/lib/design/titles/title-of.ts';

function check(kind: ItemKind, text: string, expected: string, context: Partial<TitleContext> = {}): void {
  expect(testTitle(kind, text, context)).toBe(expected);
}

it('keeps the dash of a word behind an opening', () => {
  check('action', 'But then -02 must say what the store sends.', '-02 must say what the store sends');
  check('objection', 'So -EINVAL is wrong for a store.', '-EINVAL is wrong for a store');
});

it('keeps a doubt a doubt', () => {
  check('proposal', 'I wonder if this is the right layer.', 'I wonder if this is the right layer');
  check('proposal', 'I wonder if we could keep one handle per mount.', 'Keep one handle per mount');
  check(
    'objection',
    'I do not see any test for two stores that run at once.',
    'Sees no test for two stores that run at once',
  );
  check(
    'objection',
    'It is unclear to me why the store is called a cache.',
    'Unclear why the store is called a cache',
  );
});

it('keeps words together that say nothing apart', () => {
  const lives =
    'Nobody is thrilled, but we can live with that as a first step as long as the store is private.';
  expect(testTitle('objection', lives)).not.toMatch(/live$/);
  check(
    'proposal',
    'Call store_open() (or any of its friends there) from a helper thread that the mount starts.',
    'Call store_open() from a helper thread that the mount starts',
  );
  check(
    'objection',
    'Usual store rules apply, so until there is a merge request for a real reader this has to wait.',
    'Usual store rules apply',
  );
  const list =
    'If we do add a store it needs documentation in the manual, a note, and all ports need an entry.';
  expect(testTitle('proposal', list)).toMatch(/^If we do add a store it needs documentation/);
});

it('begins behind what was tried, noticed or seen from a side', () => {
  check(
    'objection',
    'I tried that first. The trouble is that the store does not know who returned the page.',
    'The store does not know who returned the page',
  );
  check(
    'objection',
    'I thought about it, but a helper would have to be started for each store.',
    'A helper would have to be started for each store',
  );
  check(
    'objection',
    "Unfortunately they don't. The header has no parameters of that kind.",
    'The header has no parameters of that kind',
  );
  check('objection', 'Aside from that I think a blob is the wrong choice.', 'A blob is the wrong choice');
  check('action', 'From the reader side: please keep the flag.', 'Keep the flag');
  check(
    'proposal',
    'One thing I noticed: a truncated file in the store makes every clone fail with an error that says nothing.',
    'A truncated file in the store makes every clone fail',
  );
});

it('keeps what is not known and what worries', () => {
  const text =
    'At the time of refill the store does not know which of the readers returned the pages that are missing.';
  expect(testTitle('objection', text)).not.toMatch(/know$/);
  const order =
    'Move it to the first line of the store and check with a tool that nothing else falls out of the line.';
  expect(testTitle('action', order)).not.toMatch(/check$/);
  check(
    'objection',
    'Hmm, that would also work for us, and it is much less code. My only worry is 32-bit guests, where it would fail.',
    '32-bit guests, where it would fail',
  );
});

it('is of the sentence that promises, also when that points at something', () => {
  check(
    'action',
    'We left it out to keep the patch small. I can add store_cancelled if people want it.',
    'Add store_cancelled if people want it',
  );
});

it('begins behind agreement and stands', () => {
  check('endorsement', 'Sure, this makes sense to me.', 'This makes sense to me');
  check(
    'objection',
    'I am afraid I have to object. The binding cannot be changed once it is in a store.',
    'The binding cannot be changed once it is in a store',
  );
  check(
    'objection',
    "In general I'm in favor of removing things nobody maintains. But an update can't resize the store of a device.",
    "An update can't resize the store of a device",
  );
  check(
    'objection',
    'More generally though: Is a store in the mount really what we want here?',
    'Is a store in the mount really what we want here?',
  );
  check(
    'endorsement',
    'I agree with Carl here: for such mounts this needs to be in the store.',
    'Agrees: for such mounts this needs to be in the store',
  );
  check(
    'proposal',
    'What we could do instead is make it depend on STORE_LEGACY.',
    'Make it depend on STORE_LEGACY',
  );
});

it('says what is to be done as an order', () => {
  check(
    'proposal',
    'Will Deacon suggested a flag for the store.',
    'Will Deacon suggested a flag for the store',
  );
  check('proposal', 'Why can this return NULL here?', 'Why can this return NULL here');
  check('action', 'Will also add a flag for the store.', 'Add a flag for the store');
  check(
    'proposal',
    "I'd like to propose a new setting StoreBudget= for mounts.",
    'A new setting StoreBudget= for mounts',
  );
  check('action', 'Ack, will convert the store to netlink in v2.', 'Convert the store to netlink in v2');
  check('action', 'Let me prototype both stores and measure.', 'Prototype both stores and measure');
  check('action', "It is, I'll add a comment to the store.", 'Add a comment to the store');
  check('action', 'Works for me, I can do the reader part.', 'Do the reader part');
  check(
    'proposal',
    'Bounding the time under the lock would be the real fix IMO.',
    'Bound the time under the lock',
  );
});

it('leaves a question what it asks', () => {
  check(
    'question',
    "I don't have access to a machine with two of these stores, could you run it?",
    "I don't have access to a machine with two of these stores, could you run it?",
  );
  check(
    'question',
    "What's missing is a sane default, so why not raise the default of the store for new machine types?",
    'Why not raise the default of the store for new machine types?',
  );
  check(
    'question',
    "What I'm unsure about is whether the entry should go when a later store succeeds.",
    'Whether the entry should go when a later store succeeds?',
  );
  check('question', 'Have you looked at that?', 'Have you looked at that? (keep one handle)', {
    about: 'Keep one handle',
  });
});

it('borrows from the words just before, or quoted', () => {
  const about = 'Take a path from the start';
  const before = 'Sees no test for two stores that run at once';
  check('action', 'Please add one.', 'Add one: test for two stores that run at once', { about, before });
  check('action', 'Will do.', 'Will do: take a path from the start', { about, before });
  const quoted = 'There is rough consensus. Ann, please prepare a version with the text of the store.';
  check('action', 'Will do.', 'Will do: prepare a version with the text of the store', { quoted });
});
