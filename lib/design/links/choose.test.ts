import { expect, it } from 'vitest';
import { chooseTargets } from '@/lib/design/links/choose.ts';
import type { Network } from '@/lib/design/links/network.ts';
import { markedArchive } from '@/lib/design/links/test-marked-thread.ts';

/** Scores a candidate by its only feature. */
const NETWORK: Network = { hidden: [new Float64Array([1, 0])], output: new Float64Array([1]) };

/** Scores and confidences of candidates, "no target" being scored 0, give the positions of those chosen. */
function check(candidates: readonly (readonly [number, number])[], expected: readonly number[]): void {
  const body = candidates.map((_, index) => `{proposal|Way ${index} to do it.}`).join('\n\n');
  const { moves } = markedArchive([{ subject: 'Ways', body }]);
  const [move] = moves;
  if (move === undefined) throw new Error('no move was marked');
  const targets = moves.map((one, index) => ({ ...one, confidence: candidates[index]?.[1] ?? 1 }));
  const rows = targets.map((target, index) => ({
    target,
    features: new Float64Array([candidates[index]?.[0] ?? 0]),
  }));
  const chosen = chooseTargets(NETWORK, {
    move,
    candidates: [{ target: null, features: new Float64Array([0]) }, ...rows],
  });
  expect(chosen.map((target) => targets.indexOf(target))).toEqual(expected);
}

it('chooses the likeliest, and others that are nearly as likely', () => {
  check(
    [
      [2, 1],
      [0, 1],
    ],
    [0],
  );
  check(
    [
      [2, 1],
      [1.9, 1],
      [1.8, 1],
      [-3, 1],
    ],
    [0, 1, 2],
  );
});

it('chooses none when none is likelier than nothing, or all are unlikely', () => {
  check(
    [
      [-20, 1],
      [-30, 1],
    ],
    [],
  );
  check(
    [
      [0.1, 1],
      [0, 1],
      [0, 1],
      [0, 1],
    ],
    [],
  );
});

it('prefers the candidate that is surer to be a move', () => {
  check(
    [
      [2, 0.3],
      [1.9, 0.9],
    ],
    [1],
  );
  check([[1, 0.1]], []);
});

it('leaves out the remarks of who objects, or agrees', () => {
  const { moves } = markedArchive([
    { subject: 'A cache', body: '{proposal|Keep a cache.}' },
    { subject: 'Re: A cache', by: 'bob', body: '{objection|It is slow.}' },
    { subject: 'Re: A cache', by: 'ann', body: '{objection|It is not.}' },
    {
      subject: 'Re: A cache',
      by: 'bob',
      body: '{objection|And it is big.} {endorsement|Right.} {question|Is it?}',
    },
  ]);
  const [cache, slow, fast, big, right, asked] = moves;
  const chosenBy = (move: typeof cache): readonly unknown[] => {
    if (move === undefined) throw new Error('no move was marked');
    const rows = [slow, cache, fast].map((target, index) => ({
      target: target ?? null,
      features: new Float64Array([[3, 2, -3][index] ?? 0]),
    }));
    return chooseTargets(NETWORK, {
      move,
      candidates: [{ target: null, features: new Float64Array([0]) }, ...rows],
    });
  };
  expect(chosenBy(big)).toEqual([cache]);
  expect(chosenBy(right)).toEqual([cache]);
  expect(chosenBy(fast)[0]).toBe(slow);
  expect(chosenBy(asked)[0]).toBe(slow);
});
