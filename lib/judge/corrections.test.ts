import { describe, expect, it } from 'vitest';
import { type CommentAct, type CommentEntry, foldComments } from '@/lib/judge/comment.ts';
import { judgeChains } from '@/lib/judge/judge-chains.ts';
import { judgeDesigns } from '@/lib/judge/judge-designs.ts';
import { judgePeople } from '@/lib/judge/judge-people.ts';
import type { Act, Judgement, Seen } from '@/lib/judge/judgement.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import type { ChainLink } from '@/lib/series/chain.ts';
import type { Series } from '@/lib/series/series.ts';

function log(...acts: readonly Act<Seen>[]): readonly Judgement[] {
  return acts.map((act, n) => ({
    id: `j${n}`,
    recordedAt: n,
    act,
    author: 'ann@x',
    effectiveAt: null,
    reason: null,
    onTop: [],
    suggestedBy: null,
  }));
}

describe('people', () => {
  it('are joined and parted', () => {
    const merge = (address: string, other: string): Act<Seen> => ({
      verb: 'merge-people',
      address,
      with: other,
    });
    const people = judgePeople(log(merge('a@x', 'b@x'), merge('c@x', 'a@x')));
    expect(new Set(['a@x', 'b@x', 'c@x'].map((address) => people.get(address)))).toEqual(new Set(['c@x']));
    const parted = judgePeople(
      log(merge('a@x', 'b@x'), merge('c@x', 'a@x'), { verb: 'split-person', address: 'b@x' }),
    );
    expect([...parted]).toEqual([
      ['a@x', 'c@x'],
      ['c@x', 'c@x'],
    ]);
  });
});

describe('designs', () => {
  const designs = [
    { id: 'a', threadIds: ['a', 'b'] },
    { id: 'c', threadIds: ['c'] },
  ];
  const threadOf = new Map(
    ['a', 'b', 'c'].flatMap((id) => [
      [id, id],
      [`${id}1`, id],
    ]) as [string, string][],
  );
  const check = (acts: readonly Act<Seen>[], expected: readonly string[]): void => {
    const groups = judgeDesigns(designs, log(...acts), threadOf);
    expect(groups.map((threads) => [...threads].sort().join('')).sort()).toEqual(expected);
  };
  it('are joined and parted', () => {
    check([], ['ab', 'c']);
    check([{ verb: 'merge-designs', design: 'a', with: 'c1' }], ['abc']);
    check([{ verb: 'chain', earlier: 'b', later: 'c1' }], ['abc']);
    check([{ verb: 'split-design', thread: 'b1' }], ['a', 'b', 'c']);
    check(
      [
        { verb: 'merge-designs', design: 'a', with: 'c' },
        { verb: 'split-design', thread: 'b' },
      ],
      ['ac', 'b'],
    );
    check([{ verb: 'merge-designs', design: 'a', with: 'unknown' }], ['ab', 'c']);
  });
});

describe('version chains', () => {
  const series = (id: string, sentAt: number): Series => ({
    id: id as MessageId,
    threadId: id as MessageId,
    threadIds: [id as MessageId],
    name: id,
    version: 1,
    memberIds: [`${id}1` as MessageId],
    total: 1,
    rfc: false,
    resend: false,
    coverId: null,
    lists: [],
    author: { name: 'Ann', email: 'ann@x' },
    sentAt,
    patches: [],
    complete: true,
    changeId: null,
    ...{
      minor: 0,
      mends: null,
      senders: [],
      branch: [],
      replaces: false,
      committed: false,
      asksApproval: false,
      citations: [],
      keys: [],
      discussion: { replies: 0, movedAt: sentAt, answers: [] },
      taken: [],
      pushes: [],
      reverts: [],
      undone: [],
    },
    chainId: id as MessageId,
    supersedes: null,
    supersededBy: null,
    follows: null,
    reason: {
      state: 'new',
      turn: 'reviewers',
      turnSince: sentAt,
      rule: 'no-answer',
      because: { messageId: id as MessageId, start: 0, end: 0 },
    },
  });
  const all = [series('a', 1), series('b', 2), series('c', 3)];
  const suggested: ChainLink = {
    earlier: 'a' as MessageId,
    later: 'c' as MessageId,
    relation: 'supersedes',
    score: 0.5,
    reasons: [],
    holds: false,
  };
  const check = (acts: readonly Act<Seen>[], chains: string, states: string): void => {
    const judged = judgeChains(all, [suggested], log(...acts));
    expect(judged.series.map(({ chainId }) => chainId).join('')).toBe(chains);
    expect(judged.series.map(({ reason }) => reason.state).join(' ')).toBe(states);
  };
  const chain = (earlier: string, later: string): Act<Seen> => ({ verb: 'chain', earlier, later });
  it('are confirmed, made and cut, by any member', () => {
    check([], 'abc', 'new new new');
    check([chain('a', 'c1')], 'aba', 'superseded new new');
    check([chain('a', 'b'), chain('b1', 'c')], 'aaa', 'superseded superseded new');
    check([chain('a', 'c'), chain('b', 'c')], 'abb', 'new superseded new');
    check([chain('a', 'c'), { verb: 'cut', earlier: 'a1', later: 'c' }], 'abc', 'new new new');
    check([chain('a', 'unknown')], 'abc', 'new new new');
  });
});

describe('comments', () => {
  const entry = (n: number, act: CommentAct, author = 'ann@x'): CommentEntry => ({
    id: `e${n}`,
    comment: 'e0',
    author,
    recordedAt: n * 10,
    act,
  });
  const created: CommentAct = {
    verb: 'create',
    subject: { kind: 'step', run: '/run/x', step: 3 },
    answers: null,
    text: 'first',
    effectiveAt: null,
  };
  const entries = [
    entry(0, created),
    entry(1, { verb: 'edit', text: 'second', onTop: 'e0' }),
    entry(2, { verb: 'resolve', onTop: 'e1' }, 'bob@x'),
    entry(3, { verb: 'hide', reason: 'rude', onTop: 'e2' }, 'bob@x'),
  ];
  it('are what their entries say, in whatever order these are', () => {
    const [comment] = foldComments([...entries].reverse(), null);
    expect(comment).toMatchObject({ id: 'e0', text: 'second', head: 'e3', editedAt: 10 });
    expect(comment?.resolved).toEqual({ by: 'bob@x', at: 20 });
    expect(comment?.hidden).toEqual({ by: 'bob@x', at: 30, reason: 'rude' });
    expect(comment?.history).toHaveLength(4);
  });
  it('are there from when they were made, and hidden always', () => {
    expect(foldComments(entries, 15)[0]).toMatchObject({ resolved: null, hidden: { reason: 'rude' } });
    expect(foldComments([entry(0, { ...created, effectiveAt: 50 })], 40)).toEqual([]);
    expect(foldComments(entries.slice(1), null)).toEqual([]);
  });
});
