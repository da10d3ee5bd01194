import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MessageId } from '@/lib/mail/email.ts';
import { COPY_DOMAIN } from '@/lib/mail/patchwork/copies.ts';
import { type Copyable, settleCopies } from '@/lib/mail/patchwork/settle-copies.ts';

const NOON = Date.UTC(2024, 6, 18, 12);

type Row = {
  readonly id: string;
  readonly copy?: boolean;
  readonly match?: string;
  readonly cites?: readonly string[];
  readonly by?: string;
  readonly at?: number;
  readonly first?: boolean;
};

function toMessage(row: Row, index: number): Copyable {
  const references = (row.cites ?? []) as readonly MessageId[];
  return {
    key: `k${index}`,
    messageId: row.id as MessageId,
    firstOfId: !row.copy && (row.first ?? true),
    references,
    inReplyTo: references.at(-1) ?? null,
    time: NOON + (row.at ?? 0),
    from: { name: row.by ?? 'Ann', email: '' },
    reconstructed: row.copy ?? false,
    matchKey: row.match ?? null,
  };
}

const synthetic = (name: string): string => `${name}@${COPY_DOMAIN}`;

/** `id <- references` of what is shown, `!` when it owns its id; then the aliases. */
function settle(rows: readonly Row[]): readonly string[] {
  const { shown, aliases } = settleCopies(rows.map(toMessage));
  const short = (id: string): string => id.replace(`@${COPY_DOMAIN}`, '*');
  return [
    ...shown.map(
      (one) => `${short(one.messageId)}${one.firstOfId ? '!' : ''} <- ${one.references.map(short).join(' ')}`,
    ),
    ...aliases.map(({ alias, messageId }) => `${short(alias)} = ${messageId}`),
  ];
}

describe('settleCopies', () => {
  const check = (rows: readonly Row[], expected: readonly string[]): void =>
    expect(settle(rows)).toEqual(expected);

  it('shows copies while no mail is there, and leaves mail alone', () => {
    check(
      [
        { id: 'c', copy: true },
        { id: synthetic('x'), copy: true, match: 'l1', cites: ['c'] },
      ],
      ['c! <- ', 'x*! <- c'],
    );
    check(
      [
        { id: 'a', match: 'l1' },
        { id: 'b', match: 'l1' },
      ],
      ['a! <- ', 'b! <- '],
    );
  });

  it('prefers the mail that cites the same submission, then the oldest', () => {
    const copy = { id: synthetic('x'), copy: true, match: 'l1', cites: ['c'] };
    check(
      [copy, { id: 'a', match: 'l1', at: 1 }, { id: 'b', match: 'l1', at: 2, cites: ['c'] }],
      ['a! <- ', 'b! <- c', 'x* = b'],
    );
    check(
      [copy, { id: 'a', match: 'l1', at: 2 }, { id: 'b', match: 'l1', at: 1 }],
      ['a! <- ', 'b! <- ', 'x* = b'],
    );
  });

  it('lets short words give way only within the same series', () => {
    const copy = { id: synthetic('x'), copy: true, match: 's1', cites: ['c'] };
    check([copy, { id: 'a', match: 's1', cites: ['other'] }], ['x*! <- c', 'a! <- other']);
    check([copy, { id: 'a', match: 's1', cites: ['c'] }], ['a! <- c', 'x* = a']);
  });

  it('lets a copy with the own id of a mail give way to the same person in the same minute', () => {
    check(
      [
        { id: 'c', copy: true, match: 'l1' },
        { id: 'c', match: 'l2', at: 59_000 },
      ],
      ['c! <- ', 'c = c'],
    );
    check(
      [
        { id: 'c', copy: true },
        { id: 'c', by: 'Bob' },
      ],
      ['c <- ', 'c! <- '],
    );
    check(
      [
        { id: 'c', copy: true },
        { id: 'c', at: 60_000 },
      ],
      ['c <- ', 'c! <- '],
    );
  });

  it('leads references through aliases, once each and never to oneself', () => {
    check(
      [
        { id: synthetic('x'), copy: true, match: 'l1', cites: ['c'] },
        { id: 'a', match: 'l1', cites: ['c'] },
        { id: synthetic('y'), copy: true, match: 'l2', cites: ['c', 'a', synthetic('x')] },
        { id: 'a', match: 'l3', first: false, cites: [synthetic('x')] },
      ],
      ['a! <- c', 'y*! <- c a', 'a <- ', 'x* = a'],
    );
  });

  it('does not depend on the order of messages', () => {
    const row = fc.record({
      id: fc.constantFrom('a', 'b', synthetic('x'), synthetic('y')),
      copy: fc.boolean(),
      match: fc.constantFrom('l1', 'l2', 's1'),
      cites: fc.subarray(['a', 'b', synthetic('x')]),
      at: fc.nat(2),
    });
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 8 }).chain((rows) => {
          const messages = rows.map(toMessage);
          return fc.tuple(
            fc.constant(messages),
            fc.shuffledSubarray(messages, { minLength: messages.length }),
          );
        }),
        ([messages, shuffled]) => {
          const canonical = ({
            shown,
            aliases,
            owners,
          }: ReturnType<typeof settleCopies<Copyable>>): unknown => [
            [...shown].sort((a, b) => (a.key < b.key ? -1 : 1)),
            [...aliases].sort((a, b) => (a.alias < b.alias ? -1 : 1)),
            [...owners].sort(),
          ];
          expect(canonical(settleCopies(shuffled))).toEqual(canonical(settleCopies(messages)));
        },
      ),
      { seed: 20240718, numRuns: 500 },
    );
  });
});
