import { describe, expect, it } from 'vitest';
import { checkStatuses as check, type Mail, type Said } from '@/lib/design/status/test-statuses.ts';
import type { Signal } from '@/lib/mail/facts.ts';

const PATCH = 'Take the inode lock around the flush.\n---\n f.c | 1 +\n';
const v1: Mail = { subject: '[PATCH] flush: take the lock', by: 'ann', body: PATCH, patchId: 'p1' };

describe('statuses', () => {
  it('stay open while nobody answers', () => {
    check([v1], [{ kind: 'question', mail: 0, words: 'Take the inode lock' }], ['open said']);
  });
  it('answer a question whose words stand above the answer', () => {
    const question = {
      subject: 'Re: x',
      by: 'bob',
      cites: ['m0'],
      body: 'Which lock does truncate hold here?\n',
    };
    const answer = {
      ...{ subject: 'Re: x', by: 'ann', cites: ['m0', 'm1'] },
      body: '> Which lock does truncate hold here?\n\nIt holds the inode lock.\n',
    };
    check(
      [v1, question, answer],
      [{ kind: 'question', mail: 1, words: 'Which lock does truncate hold here?' }],
      ['answered addressee-answered'],
    );
  });
  it('replace a series by its next version, and meet what the changelog names', () => {
    const objection = {
      ...{ subject: 'Re: x', by: 'bob', cites: ['m0'] },
      body: '> Take the inode lock around the flush.\n\nxfs_flush_range() deadlocks against truncate.\n',
    };
    const v2: Mail = {
      ...{ subject: '[PATCH v2] flush: take the lock', by: 'ann', patchId: 'p2' },
      body: `${PATCH}\nv2:\n- do not deadlock in xfs_flush_range() (bob)\n`,
    };
    check(
      [v1, objection, v2],
      [
        { kind: 'proposal', mail: 0, words: 'Take the inode lock around the flush.' },
        { kind: 'objection', mail: 1, words: 'xfs_flush_range() deadlocks against truncate.', to: [0] },
      ],
      ['superseded next-version m2', 'resolved changelog m2'],
    );
  });
  it('are open again when a patch that reverts them is applied, until that is reverted', () => {
    const applied = (to: string): Mail => ({
      ...{ subject: 'Re: x', by: 'bob', cites: [to], body: 'Applied, thanks.\n' },
      facts: { signals: [{ kind: 'applied', start: 0, end: 7 }] },
    });
    const title = 'flush: take the inode lock';
    const posted = { ...v1, subject: `[PATCH] ${title}` };
    const revert: Mail = { ...v1, subject: `[PATCH] Revert "${title}"`, patchId: 'p2' };
    const again: Mail = { ...v1, subject: `[PATCH] Reapply "${title}"`, patchId: 'p3' };
    const said: Said = { kind: 'proposal', mail: 0, words: 'Take the inode lock' };
    const rows = [posted, applied('m0'), revert];
    check(rows, [said], ['adopted version-applied m0']);
    check([...rows, applied('m2')], [said], ['open taken-out m0']);
    check([...rows, applied('m2'), again], [said], ['open taken-out m0']);
    check([...rows, applied('m2'), again, applied('m4')], [said], ['adopted version-applied m0']);
  });
  it('are not met by what the version before said as well', () => {
    const body = `${PATCH}\nChangeLog:\n\n\t* f.c (xfs_flush_range): Do not deadlock.\n`;
    const objection = {
      ...{ subject: 'Re: x', by: 'bob', cites: ['m0'] },
      body: 'xfs_flush_range() deadlocks against truncate.\n',
    };
    const v2: Mail = { subject: '[PATCH v2] flush: take the lock', by: 'ann', patchId: 'p2', body };
    const said: Said = { kind: 'objection', mail: 1, words: 'xfs_flush_range() deadlocks against truncate.' };
    check([{ ...v1, body }, objection, v2], [said], ['open said']);
    check([v1, objection, v2], [said], ['resolved changelog m2']);
  });
  it('adopt what the robot of a tree took, whole or patch by patch', () => {
    const signals: readonly Signal[] = [{ kind: 'applied', start: 0, end: 7 }];
    const robot = { by: 'testbot', facts: { robot: 'testbot', signals } };
    const took = (to: string): Mail => ({
      ...robot,
      subject: 'Re: x',
      cites: [to],
      body: 'This was applied.\n',
    });
    const words = { kind: 'proposal', mail: 0, words: 'Take the inode lock around the flush.' } as const;
    check([v1, took('m0')], [words], ['adopted version-applied m0']);
    const two = [
      { ...v1, subject: '[PATCH 1/2] flush: take the lock' },
      { ...v1, subject: '[PATCH 2/2] flush: b', cites: ['m0'], patchId: 'p2' },
    ];
    check([...two, took('m0')], [words], ['open said']);
    check([...two, took('m0'), took('m1')], [words], ['adopted version-applied m0']);
  });
  it('resolve the objection of who reviews a later version', () => {
    const words = 'xfs_flush_range() deadlocks against truncate.';
    const objection = { ...{ subject: 'Re: x', by: 'bob', cites: ['m0'] }, body: `${words}\n` };
    const v2: Mail = { ...v1, subject: '[PATCH v2] flush: take the lock', patchId: 'p2' };
    const review = (by: string): Mail => ({
      ...{ subject: 'Re: x', by, cites: ['m2'], body: 'Nice.\n' },
      trailers: [{ name: 'Acked-by', value: `${by} <${by}@example.org>` }],
    });
    const said: Said = { kind: 'objection', mail: 1, words };
    check([v1, objection, v2, review('bob')], [said], ['resolved objector-reviewed m2']);
    check([v1, objection, v2, review('cat')], [said], ['open said']);
  });
  it('take no other way for adopted because its author is thanked for something else', () => {
    const way = 'Why not let a worker keep one pool for all?';
    const by = (words: string): Mail => ({
      ...{ subject: 'Re: x', by: 'bob', cites: ['m0'] },
      body: `${words}\n`,
    });
    const v2 = (entry: string): Mail => ({
      ...{ subject: '[PATCH v2] flush: take the lock', by: 'ann', patchId: 'p2' },
      body: `Take the lock.\n\nChanges in v2:\n- ${entry} (Bob)\n---\n f.c | 1 +\n`,
    });
    const said: Said = { kind: 'proposal', mail: 1, words: way };
    check([v1, by(way), v2('free the pool at umount')], [said], ['open said']);
    check([v1, by(way), v2('a worker keeps the pools')], [said], ['adopted changelog m2']);
    const remark = 'The pool is leaked.';
    const objection: Said = { kind: 'objection', mail: 1, words: remark };
    check([v1, by(remark), v2('free the pool at umount')], [objection], ['resolved changelog m2']);
  });
  it('finish what was asked for by who reviews a later version, and the promise of it', () => {
    const words = 'Please rename xfs_flush_range().';
    const asked = { ...{ subject: 'Re: x', by: 'bob', cites: ['m0'] }, body: `${words}\n` };
    const promised = { ...{ subject: 'Re: x', by: 'ann', cites: ['m0', 'm1'] }, body: 'Will do.\n' };
    const v2: Mail = { ...v1, subject: '[PATCH v2] flush: take the lock', patchId: 'p2' };
    const review = (by: string): Mail => ({
      ...{ subject: 'Re: x', by, cites: ['m3'], body: 'Nice.\n' },
      trailers: [{ name: 'Reviewed-by', value: `${by} <${by}@example.org>` }],
    });
    const said: readonly Said[] = [
      { kind: 'action', mail: 1, words, asks: 'ann' },
      { kind: 'action', mail: 2, words: 'Will do.', to: [0] },
    ];
    const done = 'done asker-reviewed m3';
    check([v1, asked, promised, v2, review('bob')], said, [done, done]);
    check([v1, asked, promised, v2, review('cat')], said, ['open said', 'open said']);
  });
  it('finish the promise of the next version, in whatever words', () => {
    const v2: Mail = { ...v1, subject: '[PATCH v2] flush: take the lock', patchId: 'p2' };
    const promise = (words: string, expected: string): void => {
      const promised = { ...{ subject: 'Re: x', by: 'ann', cites: ['m0'] }, body: `${words}\n` };
      check([v1, promised, v2], [{ kind: 'action', mail: 1, words }], [expected]);
    };
    const done = 'done fulfilled m2';
    promise('I will mend the message and send the V2 patch.', done);
    promise('I will respin later this week.', done);
    promise('Will post a new version soon.', done);
    promise('I will send a v3 with that.', 'open said');
    promise('I will look at truncate for v2.', 'open said');
    promise('I will send the numbers.', 'open said');
  });
  it('are withdrawn when their author takes them back in so many words', () => {
    const ways = {
      ...{ subject: 'Re: x', by: 'bob', cites: ['m0'] },
      body: 'Why not call it from a helper thread?\n\nAnother flag is one too many.\n',
    };
    const no = { ...{ subject: 'Re: x', by: 'ann', cites: ['m0', 'm1'] }, body: 'That was slower.\n' };
    const back = (by: string, body: string): Mail => ({
      subject: 'Re: x',
      by,
      cites: ['m0', 'm1', 'm2'],
      body,
    });
    const way: Said = { kind: 'proposal', mail: 1, words: 'Why not call it from a helper thread?' };
    const flag: Said = { kind: 'objection', mail: 1, words: 'Another flag is one too many.' };
    const both = (last: Mail, expected: readonly string[]): void =>
      check([v1, ways, no, last], [way, flag], expected);
    const statuses = (...expected: readonly string[]): readonly string[] => expected;
    const gone = 'withdrawn author-took-it-back';
    both(
      back('bob', "OK that's fair, I withdraw the helper thread suggestion.\n"),
      statuses(gone, 'open said'),
    );
    both(back('bob', 'Right. I take back my objection then.\n'), statuses('open said', gone));
    both(back('cat', 'I withdraw the helper thread suggestion.\n'), statuses('open said', 'open said'));
  });
  it('are withdrawn when what they were answered with is quoted, else the first', () => {
    const ways = {
      ...{ subject: 'x', by: 'bob' },
      body: 'I propose to link in parallel. We could also use a faster hash.\n',
    };
    const no = { ...{ subject: 'Re: x', by: 'ann', cites: ['m0'] }, body: 'That needs far more memory.\n' };
    const back = (body: string): Mail => ({ ...{ subject: 'Re: x', by: 'bob', cites: ['m0', 'm1'] }, body });
    const said = (to: readonly number[]): readonly Said[] => [
      { kind: 'proposal', mail: 0, words: 'I propose to link in parallel.' },
      { kind: 'proposal', mail: 0, words: 'We could also use a faster hash.' },
      { kind: 'objection', mail: 1, words: 'That needs far more memory.', to },
    ];
    const statuses = (last: Mail, to: readonly number[]): void =>
      check(
        [ways, no, last],
        said(to),
        to.includes(1) ? ['open said', gone, open] : [gone, 'open said', open],
      );
    const gone = 'withdrawn author-took-it-back';
    const open = expect.any(String) as string;
    statuses(back('True, so I withdraw the idea.\n'), []);
    statuses(back('> That needs far more memory.\n\nTrue, scratch that.\n'), [0]);
    statuses(back('> That needs far more memory.\n\nTrue, so I withdraw the idea.\n'), [1]);
  });
  it('are what a vote on the mail that proposes came to', () => {
    const pep = {
      ...{ subject: 'PEP 9999: a frozen list', by: 'ann', diff: false },
      body: 'I propose to add a frozen list.\n',
    };
    const vote = (body: string): Mail => ({ ...{ subject: 'Re: x', by: 'council', cites: ['m0'] }, body });
    const said: Said = { kind: 'proposal', mail: 0, words: 'I propose to add a frozen list.' };
    check([pep, vote('The vote has passed.\n')], [said], ['adopted called']);
    check([pep, vote('The council has rejected PEP 9999.\n')], [said], ['rejected called']);
    check([pep, vote('The council has accepted PEP 8888.\n')], [said], ['open said']);
    check([pep, vote('> The vote has passed.\n\nWhen?\n')], [said], ['open said']);
    const patch = { ...v1, body: `The vote has passed.\n${PATCH}` };
    check([patch], [{ ...said, words: 'Take the inode lock' }], ['open said']);
  });
  it('are done with what they serve, when a changelog names that', () => {
    const objection = {
      ...{ subject: 'Re: x', by: 'bob', cites: ['m0'] },
      body: '> Take the inode lock around the flush.\n\nxfs_flush_range() deadlocks against truncate.\n',
    };
    const promise = { ...{ subject: 'Re: x', by: 'ann', cites: ['m0', 'm1'] }, body: 'Will do.\n' };
    const v2: Mail = {
      ...{ subject: '[PATCH v2] flush: take the lock', by: 'ann', patchId: 'p2' },
      body: `${PATCH}\nv2:\n- do not deadlock in xfs_flush_range() (bob)\n`,
    };
    check(
      [v1, objection, promise, v2],
      [
        { kind: 'objection', mail: 1, words: 'xfs_flush_range() deadlocks against truncate.' },
        { kind: 'action', mail: 2, words: 'Will do.', to: [0] },
      ],
      ['resolved changelog m3', 'done changelog m3'],
    );
  });
  it('keep a promised test by a series that names the discussion', () => {
    const promise = {
      subject: 'Re: x',
      by: 'ann',
      cites: ['m0'],
      body: 'I will write an fstest for this race.\n',
    };
    const other: Mail = {
      subject: '[PATCH] fstests: cover the race',
      by: 'ann',
      body: PATCH,
      names: ['- m0'],
    };
    const stranger: Mail = { ...other, by: 'bob' };
    const said: Said = { kind: 'action', mail: 1, words: 'I will write an fstest for this race.' };
    check([v1, promise, other], [said], ['done fulfilled m2']);
    check([v1, promise, stranger], [said], ['open said']);
  });
  it('keep no promise by the posting that it stands in', () => {
    const words = 'I will post the flush with the lock in the next version.';
    const cover = { subject: '[PATCH 0/1] flush: the lock', by: 'ann', body: `${words}\n` };
    const patch: Mail = { ...v1, subject: '[PATCH 1/1] flush: take the lock', cites: ['m0'] };
    const v2: Mail = { ...v1, subject: '[PATCH v2] flush: other', patchId: 'p2', names: ['v1 m0'] };
    const said: Said = { kind: 'action', mail: 0, words };
    check([cover, patch], [said], ['open said']);
    check([cover, patch, v2], [said], ['done fulfilled m2']);
  });
  it('have none for endorsements and decisions', () => {
    check([v1], [{ kind: 'decision', mail: 0, words: 'Take the inode lock' }], ['-']);
  });
});
