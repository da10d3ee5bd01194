import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnchorMessage, findWords, makeAnchor } from '@/lib/judge/anchor.ts';
import type { MessageId } from '@/lib/mail/email.ts';

function message(body: string): AnchorMessage {
  return { messageId: 'a@x' as MessageId, contentHash: 'c', bodyHash: body, body };
}

/** Where the words of `before` are found in `after`, as text with brackets; null when they are gone. */
function check(before: string, words: string, after: string, expected: string | null): void {
  const start = before.indexOf(words);
  const anchor = makeAnchor(message(before), start, start + words.length);
  const found = anchor === null ? null : findWords(anchor, message(after));
  expect(found === null ? null : `${after.slice(0, found.start)}[${words}]${after.slice(found.end)}`).toBe(
    expected,
  );
}

describe('anchor', () => {
  it('finds words again', () => {
    const body = 'First thing.\nI think that the flush is racy here.\nLast thing.\n';
    const words = 'the flush is racy';
    check(body, words, body, body.replace(words, `[${words}]`));
    check(body, words, `Hello,\n${body}`, `Hello,\n${body.replace(words, `[${words}]`)}`);
    check(body, words, 'Nothing of it.', null);
  });

  it('chooses among the same words by what stands around them', () => {
    const long = 'No. A\nThe first one of them all.\nNo. B\n';
    check(long, 'No.', `No. B\n${long}`, `No. B\n[No.]${long.slice(3)}`);
    check(
      'We must not. NAK to all of this, sorry.',
      'NAK',
      'NAK is what others say in other places of it.',
      null,
    );
  });

  it('holds at every place, whatever comes before', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), fc.nat(), fc.string(), (body, a, b, more) => {
        const [start, end] = [a % (body.length + 1), b % (body.length + 1)].sort((x, y) => x - y) as [
          number,
          number,
        ];
        const anchor = makeAnchor(message(body), start, end);
        if (anchor === null) return;
        for (const part of [anchor.exact, anchor.prefix, anchor.suffix])
          expect(part.isWellFormed()).toBe(true);
        expect(findWords(anchor, message(body))).toEqual({ start, end });
        const moved = findWords(anchor, message(`${more}${body}`));
        expect(moved === null ? null : `${more}${body}`.slice(moved.start, moved.end)).toBe(anchor.exact);
      }),
      { seed: 20_240_718 },
    );
  });

  it('refuses what are no words', () => {
    for (const [start, end] of [
      [-1, 2],
      [2, 2],
      [3, 2],
      [0, 99],
      [0.5, 2],
      [1, 2],
      [Number.NaN, 2],
    ] as const) {
      expect(makeAnchor(message('a\u{1F600}b c'), start, end)).toBeNull();
    }
    expect(makeAnchor(message('a   c'), 1, 3)).toBeNull();
  });

  it('is linear on a mail made to be slow', () => {
    const anchor = makeAnchor(message('a'.repeat(4_000)), 0, 2_000);
    expect(anchor).not.toBeNull();
    if (anchor !== null) expect(findWords(anchor, message('a'.repeat(100_000)))).not.toBeNull();
  });
});
