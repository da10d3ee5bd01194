import { describe, expect, it } from 'vitest';
import type { Skeleton } from '@/lib/mail/skeleton.ts';
import { type Derived, deriveArchive } from '@/lib/series/derive.ts';
import { deriveApart } from '@/lib/series/derive-apart.ts';
import { type Row, testArchive } from '@/lib/series/test-archive.ts';

/** As a derivation would be with a defect that these messages together meet. */
function brokenBy(...ids: readonly string[]): (messages: readonly Skeleton[]) => Derived {
  return (messages) => {
    const here = new Set<string>(messages.map(({ messageId }) => messageId));
    if (ids.every((id) => here.has(id))) throw new Error(`odd\0 ${ids.join(' ')}`);
    return deriveArchive(messages);
  };
}

const ROWS: readonly Row[] = [
  { subject: '[PATCH] fs: one change of five words' },
  { subject: 'Re: [PATCH] fs: one change of five words', cites: ['m0'] },
  { subject: 'odd', diff: false },
  { subject: 'Re: odd', cites: ['m2'] },
  { subject: '[PATCH v2] fs: one change of five words', at: 5_000 },
  { subject: 'alone', diff: false },
];

function check(rows: readonly Row[], odd: readonly string[], expected: readonly string[]): void {
  const messages = testArchive(rows);
  const lines = (derived: Derived): readonly string[] => {
    const failures = new Map(derived.setAside.map(({ threadId, failure }) => [threadId, failure]));
    return derived.threads
      .map(({ id, nodes }) => {
        const series = derived.series.filter(({ threadId }) => threadId === id);
        const said = series.map((one) => `v${one.version} ${one.supersededBy ?? '-'}`);
        const places = nodes.map((node) => (node.key === null ? `(${node.messageId})` : node.messageId));
        return [places.join(' '), ...said, failures.get(id) ?? ''].filter((word) => word !== '').join(', ');
      })
      .sort();
  };
  expect(lines(deriveApart(messages, brokenBy(...odd)))).toEqual(expected);
  // Whatever the order.
  expect(lines(deriveApart([...messages].reverse(), brokenBy(...odd)))).toEqual(expected);
}

describe('deriveApart', () => {
  it('sets the mails aside that make it throw, with their thread, and nothing else', () =>
    check(ROWS, ['m3'], ['m0 m1, v1 m4', 'm2 m3, odd m3', 'm4, v2 -', 'm5']));

  it('sets threads aside that make it throw together, and nothing else', () =>
    check(ROWS, ['m1', 'm4'], ['m0 m1, odd m1 m4', 'm2 m3', 'm4, odd m1 m4', 'm5']));

  it('gives keys to those, so that they are found together again', () => {
    const messages = testArchive(ROWS);
    const { setAside } = deriveApart(messages, brokenBy('m1', 'm4'));
    const whole = deriveArchive(messages).series.flatMap(({ keys }) => keys);
    expect(setAside.map(({ keys }) => [...keys].sort())).toEqual(
      [1, 2].map(() => [...new Set(whole)].sort()),
    );
  });

  it('shows mails whose tree cannot be built below the first one, with the ids that they name', () => {
    const broken = (): never => {
      throw new Error('odd');
    };
    const messages = testArchive([{ subject: 'a' }, { subject: 'b', cites: ['gone', 'm0'] }]);
    const { threads, setAside } = deriveApart(messages, broken, broken);
    const places = threads.map(({ nodes }) =>
      nodes.map(({ messageId, key, parent, depth }) => [messageId, key !== null, parent, depth]),
    );
    expect(places).toEqual([
      [
        ['m0', true, null, 0],
        ['m1', true, 0, 1],
        ['gone', false, 0, 1],
      ],
    ]);
    expect(setAside).toEqual([{ threadId: 'm0', failure: 'odd', keys: [] }]);
  });
});
