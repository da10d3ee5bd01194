import { expect, it } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import type { ItemKind } from '@/lib/design/item.ts';
import { TITLE_MAX } from '@/lib/design/titles/shorten.ts';
import { testTitle } from '@/lib/design/titles/test-title.ts';
import type { TitleContext } from '@/lib/design/titles/title-of.ts';

function check(kind: ItemKind, text: string, expected: string, context: Partial<TitleContext> = {}): void {
  const title = testTitle(kind, text, context);
  expect(title).toBe(expected);
  expect(title.length).toBeLessThanOrEqual(TITLE_MAX);
}

it('drops the condition in front of what is said, also behind a bracket, and never ends with it', () => {
  check(
    'endorsement',
    'Even without that cache, one more lock per mount would have been cheap for the same reader.',
    'One more lock per mount would have been cheap for the same reader',
  );
  check(
    'proposal',
    'If that is safe (I have not looked at the store code) the reading of the handles could be a patch of its own.',
    'The reading of the handles could be a patch of its own',
  );
  check(
    'objection',
    'A store that has such a flag promises that if the handle is there after umount, all of its data is.',
    'A store that has such a flag promises that if the handle is there after umount…',
  );
  check(
    'action',
    'Then copy the rules of store (7), which has them.',
    'Copy the rules of store (7), which has them',
  );
});

it('says what was wished for, not what would come of it', () => {
  check(
    'proposal',
    'If we keep one handle per mount, that might be a good way to get rid of the lock.',
    'Keep one handle per mount',
  );
  check('proposal', 'I wonder if we could keep one handle per mount?', 'Keep one handle per mount');
  check('proposal', 'Keeping one handle per mount might be a good idea.', 'Keep one handle per mount');
  check(
    'proposal',
    "Is there some reason we couldn't do the same for handles of mounts?",
    'Do the same for handles of mounts',
  );
  check(
    'proposal',
    "Can't QUUX track the handles of a mount itself?",
    'Have QUUX track the handles of a mount itself',
  );
  check(
    'proposal',
    'Should STORE_MIN_COUNT be increased if this is on?',
    'STORE_MIN_COUNT should be increased if this is on',
  );
  check(
    'proposal',
    'Perhaps the other idea of keeping one handle per mount might be useful.',
    'Keep one handle per mount',
  );
  check(
    'proposal',
    'Should not the old handles also be on the list?',
    'The old handles should also be on the list',
  );
  check('action', "Shouldn't this use store_warn_limited?", 'Use store_warn_limited');
});

it('begins with what is suggested, not with what tells or excuses', () => {
  check(
    'proposal',
    'That one has been on my list for years. Keeping the handles of a closed mount would be a good thing to have.',
    'Keep the handles of a closed mount',
  );
  check('proposal', 'So v2 would be: store_open() takes the lock.', 'store_open() takes the lock');
  check(
    'action',
    "Sorry, I didn't get to it last week. I'll send the test before the release.",
    'Send the test before the release',
  );
  check(
    'objection',
    '1/ We cannot name a handle before the mount.',
    'We cannot name a handle before the mount',
  );
  check('endorsement', "I'd lean to 2, as 1 costs more.", 'Prefers: one handle per mount', {
    about: 'One handle per mount',
  });
});

it('keeps what is to be checked whole', () => {
  check(
    'question',
    'Could you check that Handle in the attached sketch of the store is what you meant by it?',
    'Could you check that Handle in the attached sketch of the store is what…',
  );
});

it('leaves out what points at talk elsewhere, thanks, and what led to code', () => {
  check('proposal', 'Well, like I said originally: keep one handle per mount.', 'Keep one handle per mount');
  check('proposal', 'With that I mean to take the lock in store_open.', 'Take the lock in store_open');
  check('proposal', "So I'd call store_open() only once like:", 'Call store_open() only once');
  check(
    'endorsement',
    'One lock per mount is better indeed, thanks! -Ann',
    'One lock per mount is better indeed',
  );
  check(
    'objection',
    'In my mind, one lock per mount (i.e. this patch) costs too much.',
    'One lock per mount costs too much',
  );
});

it('names what a bare word of praise is for', () => {
  check(
    'endorsement',
    'I think this is the better way.',
    'This is the better way: keep one handle per mount',
    {
      about: 'Keep one handle per mount',
      object: 'store_open()',
    },
  );
  check('question', "One thing I'm curious about here is what happens on umount.", 'What happens on umount?');
  check('question', 'Can you please explain why the lock is needed?', 'Why the lock is needed?');
  check('action', 'Will fix everything and send a v3.', 'Fix everything and send a v3', {
    about: 'Keep one handle',
  });
  check(
    'question',
    'So what am I missing? What does the lock of store_open() protect that the cache does not?',
    'What does the lock of store_open() protect that the cache does not?',
  );
});

it('says what something could do without who could', () => {
  check('proposal', 'Could prefetch all handles of the mount.', 'Prefetch all handles of the mount');
});

it('costs no more for hostile text', () => {
  for (const text of [
    'if we '.repeat(9_000),
    `if we ${'keep '.repeat(9_000)}`,
    'keeping a b '.repeat(9_000),
    "can't x ".repeat(9_000),
  ]) {
    const started = cpuMs();
    for (const kind of ['proposal', 'action', 'objection', 'question'] as const) testTitle(kind, text);
    expect(cpuMs() - started).toBeLessThan(400);
  }
});
