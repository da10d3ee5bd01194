import { expect, test } from 'vitest';
import { createMarker, markWords } from '@/lib/search/excerpt.ts';
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
  check(['flush', 'reflush _flush 9flush'], 'reflush _flush 9flush');
  // A letter of two code units, and one that is no letter.
  check(['flush', 'éflush 𝒳flush 😀flush'], 'éflush 𝒳flush 😀[flush]');
});

test('words of other scripts are found by their letters in either case', () => {
  check(['größe', 'GRÖßE und ungröße'], '[GRÖßE] und ungröße');
  check(["don't", "I don't, can't"], "I [don't], can't");
});
