import { expect, test } from 'vitest';
import type { MessageId } from '@/lib/mail/email.ts';
import { carryOver } from '@/lib/series/review/carry-over.ts';
import { rangeDiff } from '@/lib/series/review/range-diff.ts';
import type { RangePatch } from '@/lib/series/review/range-text.ts';
import { anchorComments } from '@/lib/series/review/review.ts';

const WORDS = 'alpha beta gamma delta epsilon zeta theta iota kappa lambda sigma omega'.split(' ');

/** A patch that adds one call a word to a file of the patch's name. */
function patch(messageId: string, title: string, words: readonly string[]): RangePatch {
  const added = words.map((word) => `+\tcall_${word}();\n`).join('');
  const file = `diff --git a/${title} b/${title}\n--- a/${title}\n+++ b/${title}\n`;
  const body = `Why it is so.\n---\n${file}@@ -0,0 +1,${words.length} @@\n${added}`;
  return { n: 1, messageId: messageId as MessageId, title, body };
}

/** What becomes of a comment below `quote` on the first patch, when `after` is posted: kind, where to, words around. */
function check(
  quote: string,
  after: readonly RangePatch[],
  expected: string,
  changelog: readonly string[] = [],
): void {
  const before = patch('p1', 'one', WORDS);
  const from = { name: 'Bob Example', email: 'bob@example.org' };
  const reply = {
    messageId: 'r1' as MessageId,
    from,
    references: [before.messageId],
    body: `> ${quote}\nWhy not?\n`,
  };
  const comments = anchorComments([before], [reply]);
  const entries = changelog.map((text) => ({
    text,
    people: [],
    start: 0,
    end: 1,
    messageId: 'c' as MessageId,
  }));
  const [carried] = carryOver(comments, rangeDiff([before], after), [reply], entries);
  const changed = carried?.lines
    .filter(({ kind }) => kind !== 'context')
    .map(({ kind, text }) => `${kind} ${text.replace('\t', '')}`);
  const parts = [
    carried?.kind,
    carried?.into?.messageId ?? null,
    ...(changed ?? []),
    ...(carried?.mention ? [carried.mention.reason] : []),
  ];
  expect(parts.filter((part) => part !== null).join(', ')).toBe(expected);
}

const replaced = (word: string, by: readonly string[]): readonly string[] =>
  WORDS.flatMap((other) => (other === word ? by : [other]));

test('changed, unchanged, gone', () => {
  check('+\tcall_beta();', [patch('q1', 'one', WORDS)], 'unchanged, q1');
  check(
    '+\tcall_beta();',
    [patch('q1', 'one', replaced('beta', ['new']))],
    'changed, q1, deleted +call_beta();, added +call_new();',
  );
  check('+\tcall_alpha();', [patch('q1', 'one', replaced('omega', ['new']))], 'unchanged, q1');
  check('+\tcall_beta();', [patch('q1', 'one', replaced('beta', []))], 'gone, q1, deleted +call_beta();');
});

test('a dropped patch, and one whose lines moved to another', () => {
  const other = patch('q1', 'two', 'p q r s t u v w'.split(' '));
  const [dropped] = [carriedKind([other])];
  expect(dropped).toBe('gone null');
  const moved = patch('q2', 'three', [...Array.from({ length: 40 }, (_, i) => `pad${i}`), ...WORDS]);
  expect(carriedKind([other, moved])).toBe('unchanged q2');
});

function carriedKind(after: readonly RangePatch[]): string {
  const before = patch('p1', 'one', WORDS);
  const from = { name: 'Bob', email: 'bob@example.org' };
  const reply = {
    messageId: 'r1' as MessageId,
    from,
    references: [before.messageId],
    body: '> +\tcall_beta();\nWhy?\n',
  };
  const comments = anchorComments([before], [reply]);
  const [carried] = carryOver(comments, rangeDiff([before], after), [reply], []);
  return `${carried?.kind} ${carried?.into?.messageId ?? null}`;
}

test('the changelog mentions it', () =>
  check('+\tcall_beta();', [patch('q1', 'one', WORDS)], 'unchanged, q1, both say call_beta', [
    'Explain call_beta',
    'typos',
  ]));

test('comments on the message, and on what cannot be followed', () => {
  check('Why it is so.', [patch('q1', 'one', WORDS)], 'unchanged, q1');
  check('diff --git a/one b/one', [], 'gone, deleted ## one ##');
});
