import { expect, test } from 'vitest';
import { columnsOf, cutToColumns, padToColumns } from '@/lib/view/text/columns.ts';
import { terminalLine } from '@/lib/view/text/terminal.ts';
import { wrapText } from '@/lib/view/text/wrap.ts';

test.each([
  ['flush “now”…', 12],
  ['缓存刷新', 8],
  ['キャッシュ', 10],
  ['サーバー・キー', 14],
  ['ｻｰﾊﾞ', 4],
  ['ㄅㄆ ꀀ ㈱', 10],
  ['⌚ ☀', 4],
  ['캐시', 4],
  ['e\u0301te\u0301', 3],
  ['ok 👍', 5],
  ['◐ open', 6],
])('the columns of %s', (text, columns) => expect(columnsOf(text)).toBe(columns));

test('nothing is cut in two: no sign, and no letter from its accent', () => {
  expect(cutToColumns('缓存刷新', 5)).toBe('缓存');
  expect(cutToColumns('ok 👍 fine', 4)).toBe('ok ');
  expect(cutToColumns('e\u0301te\u0301', 1)).toBe('e\u0301');
  expect(padToColumns('缓存', 6)).toBe('缓存  ');
});

test('a line of a terminal ends where its columns end', () => {
  expect(terminalLine('缓存刷新一次', 9)).toBe('缓存刷新…');
  expect(terminalLine('缓存刷新', 8)).toBe('缓存刷新');
});

test('writing without blanks goes on in the next line, and nothing of it is lost', () => {
  const words = '我们应该在卸载之前刷新缓存，否则数据会丢失。';
  const lines = wrapText(`NACK: ${words}`, 20, '  ');
  for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(20);
  expect(lines.join('').replace(/\s/g, '')).toBe(`NACK:${words}`);
});

test('other words that are longer than a line are cut, addresses stay whole', () => {
  expect(wrapText(`x ${'a'.repeat(30)}`, 12, '')).toEqual(['x', 'aaaaaaaaaaa…']);
  expect(wrapText('https://lists.example.org/thread/1', 12, '')).toEqual([
    'https://lists.example.org/thread/1',
  ]);
});
