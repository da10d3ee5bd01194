import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { wrappedRuns } from '@/lib/view/wrapped-lines.ts';

/** What a phone would show: the lines of a run set as one. */
function joined(text: string, depth = 0): string {
  let shown = '';
  let at = 0;
  for (const { start, end, lines } of wrappedRuns(text, 0, text.length, depth)) {
    shown += text.slice(at, start);
    let from = start;
    for (const line of lines) {
      shown += text.slice(from, line.start).replace(/\s*$/, ' ');
      from = line.words;
    }
    shown += text.slice(from, end);
    at = end;
  }
  return shown + text.slice(at);
}

const LONG = 'The allocator keeps a small reserve of blocks in each of its groups,';
const NEXT = 'and gives it back when nobody wrote for a while.';

const check = (text: string, expected: string, depth = 0): void => expect(joined(text, depth)).toBe(expected);

describe('wrappedRuns', () => {
  test('a paragraph is one line, what follows it another', () => {
    check(`${LONG}\n${NEXT}\n\nAda\n`, `${LONG} ${NEXT}\n\nAda\n`);
    check(`${LONG}\r\n${NEXT}\r\n`, `${LONG} ${NEXT}\r\n`);
    const twice = LONG.replace(' of', '.  Of');
    check(`${twice}\n${NEXT}\n`, `${twice} ${NEXT}\n`);
  });

  test('a break that need not have been is left', () => {
    for (const text of ['Hi,\n\nThanks,\nAda\n', `short line\n${NEXT}\n`]) check(text, text);
  });

  test('quote marks of further lines are no words', () => {
    check(`> ${LONG}\n> ${NEXT}\n>\n> Ada\n`, `> ${LONG} ${NEXT}\n>\n> Ada\n`, 1);
    check(`> > ${LONG}\n>> ${NEXT}\n`, `> > ${LONG} ${NEXT}\n`, 2);
    check(`AR> ${LONG}\nAR> ${NEXT}\n`, `AR> ${LONG}\nAR> ${NEXT}\n`, 1);
  });

  test('an item of a list takes its further lines along, the next item not', () => {
    const text = ` - ${LONG}\n   ${NEXT}\n - ${LONG}\n   ${NEXT}\n`;
    check(text, text.replaceAll('\n   ', '    '));
  });

  test('what is set line by line stays', () => {
    for (const text of [
      `${LONG}\n    ${NEXT}\n`,
      `${LONG}\n[1] https://docket.example/\n[2] https://docket.example/b\n`,
      `${LONG} namely:\n${NEXT}\n`,
      `${'-'.repeat(72)}\n${NEXT}\n`,
      `reserve present, group below it:   search and take the lock for\nanything else:    fail\n`,
      `0123456789ab (${LONG})\n0123456789ac (${NEXT})\n`,
      `Fixes: 0123456789ab ("${LONG}")\nCc: somebody@docket.example\n`,
      `ret = allocate_a_block_in_some_group(group, reserve, flags | RESERVE_USE);\nret = 0;\n`,
    ])
      check(text, text);
  });

  test('law: runs are in order, inside the text, and only line ends and marks go', () => {
    const line = fc.oneof(
      fc.constantFrom('', '>', LONG, NEXT, `> ${LONG}`, `>> ${NEXT}`, ' - x'),
      fc.string(),
    );
    const texts = fc.array(line, { maxLength: 20 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(texts, fc.integer({ min: 0, max: 3 }), (text, depth) => {
        let at = 0;
        for (const run of wrappedRuns(text, 0, text.length, depth)) {
          expect(run.start).toBeGreaterThanOrEqual(at);
          at = run.start;
          for (const { start, words } of run.lines) {
            expect(text[start - 1]).toBe('\n');
            expect(text.slice(start, words)).toMatch(/^[> ]*$/);
            expect(start).toBeGreaterThanOrEqual(at);
            at = words;
          }
          expect(run.end).toBeGreaterThanOrEqual(at);
          at = run.end;
        }
        expect(at).toBeLessThanOrEqual(text.length);
      }),
      { seed: 7, numRuns: 2_000 },
    );
  });

  test('long lines and many marks take linear time', () => {
    for (const text of [
      'x'.repeat(100_000),
      `${LONG}\n`.repeat(20_000),
      `${'>'.repeat(100_000)}\n`.repeat(4),
      `${' '.repeat(100_000)}\n`.repeat(4),
      `${'x '.repeat(50_000)}\n`.repeat(4),
    ]) {
      const before = cpuMs();
      wrappedRuns(text, 0, text.length, 100_000);
      wrappedRuns(text, 0, text.length, 0);
      expect(cpuMs() - before).toBeLessThan(1_000);
    }
  });
});
