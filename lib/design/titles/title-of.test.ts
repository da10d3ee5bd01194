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

it('says a proposal as an order', () => {
  check('proposal', 'Or maybe we could move ->is_live into store_ops?', 'Move ->is_live into store_ops');
  check('proposal', 'Note that ->is_live stays in store_ops', '->is_live stays in store_ops');
  check('proposal', 'I think it would be better to\nkeep one cache per mount.', 'Keep one cache per mount');
  check('proposal', 'Why not simply drop the cache?', 'Drop the cache');
  check('proposal', 'It should reuse the cache of the mount.', 'Reuse the cache of the mount');
  check('proposal', 'This should be an inline function.', 'This should be an inline function');
  check('proposal', 'This could be fixed by keeping one cache per mount.', 'Keep one cache per mount');
  check('proposal', "It's probably best to pass the mount as an argument.", 'Pass the mount as an argument');
  check(
    'proposal',
    "I wouldn't mind seeing such a thing. Start by hoisting the cache_drain() call to the mount, then make it rare.",
    'Start by hoisting the cache_drain() call to the mount, then make it rare',
  );
  check('proposal', 'I see the merit of having one loop for all of them.', 'Have one loop for all of them');
  check(
    'action',
    "It isn't needed any more, so I'll drop the hunk from patch 2.",
    'Drop the hunk from patch 2',
  );
  check('action', "OK, I'll write a test for store_open().", 'Write a test for store_open()');
  check('action', 'Could you please split this patch in two?', 'Split this patch in two');
});

it('keeps a question a question', () => {
  check('question', 'So, does store_open() take the lock here?', 'Does store_open() take the lock here?');
});

it('leaves out votes and versions, whole', () => {
  check('objection', '-1 from me, nobody needs the cache.', 'Nobody needs the cache');
  check(
    'action',
    'OK for trunk, please wait a week with store_open().',
    'OK for trunk, please wait a week with store_open()',
  );
  check('objection', '-1 on the change of store_open().', '-1 on the change of store_open()');
  check('action', 'ok ann@, but please use a define for the limit.', 'Use a define for the limit');
  check('action', 'v2:\n - rename store_open()\n', 'Rename store_open()');
  check('proposal', 'Instead of a lock take a flag of the store.', 'store: take no lock', {
    posting: 'store: take no lock',
  });
  check('proposal', 'v2:\n - Use a flag instead of the lock', 'store: take no lock', {
    posting: 'store: take no lock',
  });
});

it('says of a bare vote what it is', () => {
  const about = 'Keep one cache per mount';
  check('endorsement', '+1', 'Agrees: keep one cache per mount', { about });
  check('endorsement', '+1 (binding)', 'Agrees: keep one cache per mount', { about });
  check('objection', '-1 (non-binding)', 'Votes against it: keep one cache per mount', { about });
  check('objection', '-1.', 'Votes against it');
});

it('keeps the stance of an objection', () => {
  check(
    'objection',
    "I don't think this cache is safe against umount, because nothing holds the superblock while it is filled.",
    'Doubts this cache is safe against umount',
  );
});

it('borrows the object from what it answers', () => {
  check('endorsement', 'Agreed.', 'Agrees: keep one cache per mount', { about: 'Keep one cache per mount' });
  check('objection', 'This is racy.', 'This is racy (store_open())', { object: 'store_open()' });
});

it('gives what a series proposes the name of the series', () => {
  check('proposal', 'This series adds a cache.', 'store: keep a cache', { posting: 'store: keep a cache' });
});

it('never turns a no into a yes', () => {
  check('action', 'No need to lock the store here.', 'No need to lock the store here');
  check('objection', 'No, the store is locked.', 'The store is locked');
  check('action', 'Rather than a lock use a reference.', 'Rather than a lock use a reference');
});

it('cuts no call, bracket or quotation in two', () => {
  check(
    'question',
    'When a handle is dropped, does this change cause that part of store(7) to be true for mounts of the pool too?',
    'Does this change cause that part of store(7) to be true?',
  );
  check(
    'proposal',
    'Count the handles in store_open() and let the last one drop the cache of the mount it came from.',
    'Count the handles in store_open()',
  );
  check(
    'objection',
    'The store calls this a "cache that is filled by whoever comes first" and nothing else is known about that.',
    'The store calls this a "cache that is filled by whoever comes first"',
  );
});

it('never leaves what is spoken of without its verb, or the first of two verbs without its object', () => {
  check(
    'objection',
    'That means the trouble is not due to the cache of handles interfering with the umount.',
    'That means the trouble is not due to the cache of handles interfering',
  );
  check(
    'proposal',
    'The other way to keep a cache of handles for mounts of this kind is to let the last reader of all drop it.',
    'The other way to keep a cache of handles for mounts of this kind is to let…',
  );
  check(
    'proposal',
    'Keep a flag of the reader to tell the store whether it supports or wants the handles of others.',
    'Keep a flag of the reader to tell the store whether it supports or wants…',
  );
});

it('starts behind a place or a condition, not at what goes on with it', () => {
  check(
    'action',
    'In the second half of this paragraph, I think you should say what the cache of handles is there for.',
    'Say what the cache of handles is there for',
  );
  check(
    'objection',
    'If the cache is full, and nobody drops a handle, then the mount waits for somebody who never comes.',
    'The mount waits for somebody who never comes',
  );
});

it('takes what is said to a person out, but for a question', () => {
  check('action', 'Bob, would you like to take this store in your tree?', 'Take this store in your tree');
  check('question', 'Bob, does this store work for you?', 'Bob, does this store work for you?');
  check('objection', "Sorry Bob, but I don't want to keep two caches.", 'Does not want to keep two caches');
});

it('stays English when an opening goes', () => {
  check('action', 'Should this be shown as a read-only value?', 'Should be shown as a read-only value');
  check('proposal', 'I also decided to try two caches.', 'Try two caches');
  check('action', "So I'm asking you to make two caches.", 'Make two caches');
  check('endorsement', 'Yes. Thanks for updating the caches.', 'Thanks for updating the caches');
  check('action', 's/cach/cache/.', 's/cach/cache/', { about: 'Keep one cache' });
  check('action', 'It might be a good idea to keep one cache.', 'Keep one cache');
  check('action', 'It would be a good thing if we had a test.', 'Have a test');
  check('action', 'The only thing I can suggest is to keep one cache.', 'Keep one cache');
  check('action', 'Yes I can do that.', "Do that: I'd keep one cache", { about: "I'd keep one cache" });
  check('action', 'I will re-submit the cache with a test.', 'Re-submit the cache with a test');
});

it('cuts what is too long, whatever it is', () => {
  const words = 'the cache of the store of the mount of the handle '.repeat(200);
  for (const text of [
    words,
    'x'.repeat(100_000),
    '> '.repeat(50_000),
    'so, '.repeat(20_000),
    '¿'.repeat(9_000),
  ]) {
    const started = cpuMs();
    const title = testTitle('proposal', text);
    expect(title.length).toBeLessThanOrEqual(TITLE_MAX);
    expect(cpuMs() - started).toBeLessThan(200);
  }
});

it('says what is objected to, not what is conceded before it', () => {
  check(
    'objection',
    'I agree that one cache is nice, but nobody drops the handles of a mount.',
    'Nobody drops the handles of a mount',
  );
  check(
    'objection',
    'We hold the store lock, yes, but that does not keep the handle alive.',
    'That does not keep the handle alive',
  );
  check(
    'objection',
    'I strongly disagree. The cache keeps every handle alive.',
    'The cache keeps every handle alive',
  );
  check(
    'objection',
    'Ugh.. when I look at the store I see a lock for each handle.',
    'A lock for each handle',
  );
  check(
    'objection',
    'With a cache, if you have a large store of handles, the first reader waits until all of it was read from disk.',
    'The first reader waits until all of it was read from disk',
  );
});

it('says what is to be done, not what was thought of before', () => {
  check('proposal', 'I think this could possibly use store_walk().', 'Use store_walk()');
  check(
    'proposal',
    'I thought about something quite similar.. do one walk for all of the handles.',
    'Do one walk for all of the handles',
  );
  check('proposal', 'My current thinking is to drop the cache of handles.', 'Drop the cache of handles');
  check(
    'action',
    "PS, the store was closed for a week. I'll write a test for the handles of mounts.",
    'Write a test for the handles of mounts',
  );
});

it('begins where politeness ends', () => {
  const text = 'Fair point. kthreads cannot be moved, but I could run it in a worker of the caller.';
  check('proposal', text, 'Run it in a worker of the caller');
  const stays = "The name of the flag is odd, but I can't think of a better one.";
  check('proposal', stays, 'The name of the flag is odd');
  const given = 'Given that the lock is held here I would feel uneasy';
  check('objection', `${given} about it.`, `${given} about it`);
  check('action', 'Thank you all! I can test the patches on this array.', 'Test the patches on this array');
  check(
    'endorsement',
    '+1, they must not be the same knob of the device.',
    'They must not be the same knob of the device',
  );
  check('proposal', 'Can we not pick one size for all of them?', 'Pick one size for all of them');
  check('action', 'Please rebase.', 'Rebase', { object: 'tree_end' });
});

it('keeps no bracket whose other half was taken off', () => {
  check(
    'question',
    '(Does the cache of the mount outlive drop_store()?)',
    'Does the cache of the mount outlive drop_store()?',
  );
  check(
    'action',
    '(Please ask Bea whether the cache of the mount may go.)',
    'Ask Bea whether the cache of the mount may go',
  );
  check(
    'objection',
    'The cache of the mount is stale here (and in drop_store())',
    'The cache of the mount is stale here (and in drop_store())',
  );
});

it('leaves no quotation open, and none that is not begun', () => {
  check(
    'objection',
    'It would have to be told in the manual as "each reader must call store_open() before its first lookup and again".',
    'It would have to be told in the manual as "each reader must call store_open()…"',
  );
  check(
    'proposal',
    'Say that old data is not shown in the new store."',
    'Say that old data is not shown in the new store',
  );
  check(
    'action',
    '".... will be visible after the next mount".  (It never hurts.)',
    '"will be visible after the next mount"',
  );
  check(
    'objection',
    'The manual says "every reader holding handles has to release everything pending whichever store has it".',
    'The manual says "every reader holding handles has to release everything…"',
  );
  check(
    'objection',
    'It will not block behind that", as the change makes it so that every reader of it has a lock of its own, again.',
    'It will not block behind that", as the change makes it so that every reader…',
  );
});
