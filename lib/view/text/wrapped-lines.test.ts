import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { wrappedRuns } from '@/lib/view/text/wrapped-lines.ts';

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

  test('a quoted patch and what a program printed stay', () => {
    const added = `+${LONG}\n+${NEXT}\n ${NEXT}\n`;
    for (const text of [
      `@@ -12,7 +12,9 @@ static int give_back(struct group *group, int reserve,\n \tint ret = 0;\n \n`,
      `@@ -12,7 +12,9 @@ ${LONG}\n ${NEXT}\n`,
      `diff --git a/reserve/group-of-blocks.c b/reserve/group-of-blocks.c\nindex 0123456789ab..ab9876543210 100644\n`,
      ` reserve/group.c  | 12 ++++++-------------------------------------\n 1 file changed\n`,
      `-static int give_back_blocks(struct group *group, struct reserve *from)\n-{\n-\treturn 0;\n`,
      `static int give_back_blocks(struct group *group, struct reserve *from)\n{\n`,
      `if (group->reserve == NULL || group->reserve->blocks < some_other_block)\nreturn false;\n`,
      added,
      added.replaceAll('+', '-'),
      `reserve/group.c:12:34: warning: the result of this call is not used at all\nreserve/group.c:13:1: note: seen\n`,
      `Nov 26 12:00:01 host the daemon gives back what it took from the group\nNov 26 12:00:02 host done\n`,
      `2026-11-26 12:00:01 export RESERVE=/of/some/group BLOCKS=/of/another/one\n2026-11-26 12:00:02 done\n`,
      `69341(d): gives back what nobody in this group wrote for a while 12\n69342(d): gives back what else\n`,
      `fsx --reads=64 --size=4G --reserve=group --blocks=12 --name=somebody\n--file=/tmp/x --bs=4k\n`,
      `block/reserve: give back to the group what nobody wrote for a while\nblock/reserve: take it again\n`,
    ]) {
      check(text, text);
      check(text.replace(/^/gm, '> '), text.replace(/^/gm, '> '), 1);
    }
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
