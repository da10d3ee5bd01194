import { expect, test } from 'vitest';
import { createMarker, excerptOf, markWords } from '@/lib/search/excerpt.ts';
import { parseQuery } from '@/lib/search/parse-query.ts';

/** What is marked of a text; hits stand in brackets. */
function check([query, text]: readonly [query: string, text: string], expected: string): void {
  const parsed = parseQuery(query);
  if (!parsed.ok) throw new Error(parsed.problem.detail);
  const pieces = markWords(text, createMarker(parsed.query, 'body'));
  const shown = pieces.map((piece) => (piece.hit ? `[${piece.text}]` : piece.text)).join('');
  expect([query, shown]).toEqual([query, expected]);
}

test('words that begin as one of the query are marked, whatever stands before them', () => {
  check(['flush', 'Flush, re-flush (flushing) FLUSHED'], '[Flush], re-[flush] ([flushing]) [FLUSHED]');
  check(['flush', 'flush\nflush'], '[flush]\n[flush]');
  check(['flush unmap', 'unmap, flush'], '[unmap], [flush]');
});

test('what is within a word is not marked', () => {
  check(
    ['flush', 'flush_x flushé flush-x flush.c flush. flush'],
    'flush_x flushé [flush]-x [flush].c [flush]. [flush]',
  );
  check(['flush', 'reflush _flush 9flush'], 'reflush _flush 9flush');
  // A letter of two code units, and one that is no letter.
  check(['flush', 'éflush 𝒳flush 😀flush'], 'éflush 𝒳flush 😀[flush]');
});

test('words of other scripts are found by their letters in either case', () => {
  check(['größe', 'GRÖßE und ungröße'], '[GRÖßE] und ungröße');
  check(["don't", "I don't, can't"], "I [don't], can't");
});

test('an excerpt has the lines that say most, own ones before quotes, in their order', () => {
  const own = Array.from({ length: 9 }, (_, at) => `flush ${at}\n`).join('');
  checkLines('flush', `> flush\n${own}`, ['flush 0', 'flush 1', 'flush 2']);
  checkLines('flush', '> flush a\n> flush b\nflush\n> flush c\n', ['> flush a', '> flush b', 'flush']);
  checkLines('flush page', `${own}no\na page to flush\n`, ['flush 0', 'flush 1', 'a page to flush']);
  checkLines('trunc*', 'trunc\ntruncate\ntrunc, truncate\nend', ['trunc', 'truncate', 'trunc, truncate']);
  checkLines('flush', 'nothing', []);
});

function checkLines(query: string, body: string, expected: readonly string[]): void {
  const parsed = parseQuery(query);
  if (!parsed.ok) throw new Error(parsed.problem.detail);
  const lines = excerptOf(body, createMarker(parsed.query, 'body'), 3);
  expect(lines.map((line) => line.map(({ text }) => text).join(''))).toEqual(expected);
}
