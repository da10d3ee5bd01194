import { expect, it } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import type { ItemKind } from '@/lib/design/item.ts';
import { testTitle } from '@/lib/design/titles/test-title.ts';
import type { TitleContext } from '@/lib/design/titles/title-of.ts';

function check(kind: ItemKind, text: string, expected: string, context: Partial<TitleContext> = {}): void {
  expect(testTitle(kind, text, context)).toBe(expected);
}

it('says what is to be done, not what its writer has or did', () => {
  check(
    'action',
    "I've heard from two other readers too, so let me think about the lock of the store.",
    'Think about the lock of the store',
  );
  check(
    'action',
    'There is one more fix on its way, so it may be best to take the handles from the branch of the mount.',
    'Take the handles from the branch of the mount',
  );
  check(
    'action',
    "Note that we haven't told readers of the store of it yet, so I'll write a page on the mount.",
    'Write a page on the mount',
  );
  check(
    'action',
    'Looks ok, though you might want to give the flag of the store another name.',
    'Give the flag of the store another name',
  );
  check(
    'action',
    'I changed the second patch of the store, please read the third one of the mount again.',
    'Read the third one of the mount again',
  );
  check(
    'proposal',
    "This patch doesn't touch the limit here, so I guess it might be more reasonable to lower that of the mount.",
    'Lower that of the mount',
  );
  check(
    'action',
    "Right, thanks. I'll fix it in the next posting.",
    'Fix it in the next posting (store_open)',
    {
      object: 'store_open',
    },
  );
});

it('tells doing from being', () => {
  check(
    'action',
    'It has no lock for two stores yet, but I can add one for the mount.',
    'Add one for the mount',
  );
  check(
    'action',
    'Some readers still use the old list of the store, so we might be missing a lock there.',
    'Some readers still use the old list of the store',
  );
});

it('keeps what a way is for, and what is said against it', () => {
  const purpose = 'We export the flag of the store, so you can read it from the mount.';
  check('proposal', purpose, 'We export the flag of the store');
  check(
    'proposal',
    'We could drop the flag of the store, but the mount might miss it.',
    'Drop the flag of the store, but the mount might miss it',
  );
  check(
    'objection',
    'There are more flags of the store, but we probably cannot read them.',
    'There are more flags of the store, but we probably cannot read them',
  );
});

it('says what is wrong, not what was tried', () => {
  check(
    'objection',
    'I ran all of it on a store of two mounts, but it does not drop the handles.',
    'It does not drop the handles',
  );
  check(
    'objection',
    "Forgive me if I'm missing something obvious but isn't this check of the store done twice?",
    "Isn't this check of the store done twice?",
  );
  check('objection', 'I must say this is a view of the store alone.', 'This is a view of the store alone');
});

it('says what somebody would like to have, and what is praised', () => {
  check('action', "I'd really like more numbers of the two stores.", 'Have more numbers of the two stores');
  check(
    'action',
    "I'll be moving the lock to the mount of the store.",
    'Move the lock to the mount of the store',
  );
  check(
    'endorsement',
    'Bea is away for two weeks, but the part of the store looks good to me.',
    'The part of the store looks good to me',
  );
  check(
    'objection',
    'I could be mistaken, but the readers of the store hold no lock.',
    'The readers of the store hold no lock',
  );
  check(
    'proposal',
    'I think this might be a better way to count the handles of the mount.',
    'This might be a better way to count the handles of the mount',
  );
});

it('asks what is asked', () => {
  check(
    'question',
    'Not really about this patch of the store but is the check of the mount safe for all readers?',
    'Is the check of the mount safe for all readers?',
  );
  check(
    'question',
    'I think the main question is what is a good limit of handles for such a store?',
    'What is a good limit of handles for such a store?',
  );
});

it('keeps what a clause speaks of', () => {
  check(
    'objection',
    'The problem is actually related to the size of the store.',
    'The problem is actually related to the size of the store',
  );
  check('proposal', 'I think that means we could keep two lists of handles.', 'Keep two lists of handles');
  check(
    'proposal',
    "We're probably getting close to a list of handles for each mount.",
    "We're probably getting close to a list of handles for each mount",
  );
  check(
    'proposal',
    "I'd like the store to also count the handles of its mounts.",
    'Have the store also count the handles of its mounts',
  );
  check(
    'proposal',
    'Though it should be cheap for the store to count them all.',
    'It should be cheap for the store to count them all',
  );
  check(
    'proposal',
    'I guess this could be mitigated by downgrading the lock of the store once the mount is read.',
    'Downgrade the lock of the store once the mount is read',
  );
  check(
    'proposal',
    'The rule for readers here is simple: take the lock of the store first, whatever the mount says of it.',
    'Take the lock of the store first, whatever the mount says of it',
  );
  check('action', "I'll need to update the script of the store.", 'Update the script of the store');
});

it('tells names of things from words of prose', () => {
  check('objection', 'ext9 will need a little more work.', 'ext9 will need a little more work');
  check(
    'objection',
    'self-written stores will need one more lock.',
    'Self-written stores will need one more lock',
  );
  check(
    'objection',
    'odd-sized handles will need one more lock.',
    'Odd-sized handles will need one more lock',
  );
  check(
    'objection',
    'There are fixes for ext9 that move it over to one list of handles. gfs9 needs a little more work there.',
    'There are fixes for ext9 that move it over to one list of handles',
  );
});

it('costs no more for hostile text', () => {
  for (const text of [
    `It is ${'so, and, but we '.repeat(9_000)}`,
    `This is it${', you are'.repeat(9_000)}`,
    `I'd like the ${'a '.repeat(9_000)}`,
    'Though it is '.repeat(9_000),
    `Not to ${'be a '.repeat(9_000)}`,
  ]) {
    const started = cpuMs();
    for (const kind of ['proposal', 'action', 'objection', 'question'] as const) testTitle(kind, text);
    expect(cpuMs() - started).toBeLessThan(400);
  }
});
