import { expect, test } from 'vitest';
import { createCutter, type Mark, pinHtml } from '@/lib/view/mail/mail-marks.ts';

type Given = {
  readonly marks: readonly (readonly [number, number])[];
  readonly cuts: readonly (readonly [number, number])[];
};

/** Parts as `start-end`, `+n` for marks that begin, `*` when inside. */
function check({ marks, cuts }: Given, expected: string): void {
  const cutter = createCutter(
    marks.map(([start, end], index): Mark => ({ start, end, id: `m${index}`, pin: null })),
  );
  const parts = cuts.flatMap(([start, end]) => cutter.cut(start, end));
  const text = parts.map(
    ({ start, end, begun, inside }) =>
      `${start}-${end}${begun.length === 0 ? '' : `+${begun.length}`}${inside ? '*' : ''}`,
  );
  expect(text.join(' ')).toBe(expected);
}

test('no marks', () => check({ marks: [], cuts: [[0, 9]] }, '0-9'));
test('one inside', () => check({ marks: [[2, 5]], cuts: [[0, 9]] }, '0-2 2-5+1* 5-9'));
test('over two stretches', () =>
  check(
    {
      marks: [[2, 7]],
      cuts: [
        [0, 5],
        [5, 9],
      ],
    },
    '0-2 2-5+1* 5-7* 7-9',
  ));
test('nested', () =>
  check(
    {
      marks: [
        [1, 8],
        [3, 5],
      ],
      cuts: [[0, 9]],
    },
    '0-1 1-3+1* 3-5+1* 5-8* 8-9',
  ));
test('two at one place, one that begins before the first stretch', () =>
  check(
    {
      marks: [
        [0, 4],
        [2, 3],
        [2, 6],
      ],
      cuts: [[1, 9]],
    },
    '1-2+1* 2-3+2* 3-4* 4-6* 6-9',
  ));
test('behind the end', () => check({ marks: [[20, 30]], cuts: [[0, 9]] }, '0-9'));

test('nothing of a pin gets out of its attributes', () => {
  const html = pinHtml({
    start: 0,
    end: 1,
    id: 'i"><b',
    pin: { className: 'x', href: '/"', title: '"><script>' },
  });
  expect(html).toBe(
    '<a class="pin x" id="i&quot;&gt;&lt;b" href="/&quot;" title="&quot;&gt;&lt;script&gt;"></a>',
  );
});
