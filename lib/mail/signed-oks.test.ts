import { expect, test } from 'vitest';
import { splitSegments } from '@/lib/mail/segments.ts';
import { findSignals } from '@/lib/mail/signals/signals.ts';
import { isReviewTrailer, parseTrailers } from '@/lib/mail/trailers.ts';

function check(body: string, ...expected: readonly string[]): void {
  const found = parseTrailers(body, 'tia@bsd.example');
  expect([body, found.map(({ value }) => value)]).toEqual([body, expected]);
  expect(found.every(isReviewTrailer)).toBe(true);
}

test('developers of the BSDs give a tag by their name', () => {
  check('Reads fine.\n\nok tia@\n', 'tia@bsd.example');
  check('> ok?\n\nok tia\n', 'tia@bsd.example');
  check('OK Tia@.\n', 'tia@bsd.example');
  check('Stop the pump before the valve.\n\nok bob@ eve@\n\nIndex: pump.c\n', 'bob@', 'eve@');
  check('ok by bob@, eve@ and tia@\n', 'bob@', 'eve@', 'tia@bsd.example');
});

test('what is said with the same word is none', () => {
  for (const body of [
    'ok bob',
    'ok thanks',
    'ok with me',
    'ok?',
    '> ok bob@',
    'ok bob@, but why?',
    'ok tia, see above',
  ])
    check(`${body}\n`);
});

test('a line of nothing else is no prose, and lets the author push', () => {
  const body = 'Reads fine.\n\nok tia@\n';
  const segments = splitSegments(body);
  expect(segments.map(({ kind }) => kind)).toEqual(['own', 'trailer']);
  expect(findSignals(body, segments)).toEqual([{ kind: 'looks-good', approves: true, start: 13, end: 20 }]);
  expect(splitSegments('ok, tia@ is right.\n').map(({ kind }) => kind)).toEqual(['own']);
});
