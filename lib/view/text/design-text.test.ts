import { expect, test } from 'vitest';
import type { PlacedItem } from '@/lib/design/extract.ts';
import { stateOf } from '@/lib/design/state.ts';
import { testDesign, testItem } from '@/lib/design/test-designs.ts';
import { columnsOf } from '@/lib/view/text/columns.ts';
import { designText } from '@/lib/view/text/design-text.ts';

const LONG = 'Keep one cache of handles for each mount, which the last reader drops at umount';
const ITEMS: readonly PlacedItem[] = [
  testItem(1, 'proposal', [[1, 'open']]),
  testItem(2, 'proposal', [[2, 'open']]),
  { ...testItem(3, 'objection', [[3, 'open']], [1, 2]), title: LONG },
  testItem(4, 'objection', [[4, 'answered']], [3]),
  { ...testItem(5, 'objection', [[5, 'open']], [1]), certain: false, confidence: 0.3 },
  { ...testItem(6, 'question', [[6, 'open']]), by: { name: 'Ann Lee (Example)', email: 'a@x' } },
  { ...testItem(7, 'action', [[7, 'open']]), by: { name: 'Ann Lee', email: 'a@x' }, owner: 'Ann Lee' },
];

function check(all: boolean, wanted: readonly (string | RegExp)[], unwanted: readonly string[]): void {
  const text = designText(stateOf(testDesign(ITEMS), []), 10, { all });
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  const flat = text.replace(/\s+/g, ' ');
  for (const words of wanted) expect(flat).toMatch(words);
  for (const words of unwanted) expect(flat).not.toContain(words);
}

test('titles stand whole, over two lines, and once', () => {
  check(false, [LONG, 'and 1 of those above'], ['…']);
  const text = designText(stateOf(testDesign(ITEMS), []), 10, { all: false });
  expect(text.replace(/\s+/g, ' ').split(LONG)).toHaveLength(2);
});

test('the rows add up to the numbers: answers to objections stand apart, candidates are told apart', () => {
  check(
    false,
    [
      /Objections: 1 open\. Objecting: \w/,
      /ANSWERS TO OBJECTIONS 1 open ◐ answered item 4/,
      'and 1 more: --all',
    ],
    ['item 5'],
  );
  check(true, [/\? ○ objection, open: item 5/], ['--all']);
});

test('an address has one row among the people, whatever names it writes under', () =>
  check(false, ['AL Ann Lee'], ['Ann Lee (Example)']));

test('that none is certain is not that there are none', () => {
  const doubtful = { ...testItem(2, 'objection', [[2, 'open']], [1]), certain: false, confidence: 0.3 };
  const textOf = (items: readonly PlacedItem[]): string =>
    designText(stateOf(testDesign(items), []), 10, { all: false }).replace(/\s+/g, ' ');
  expect(textOf([testItem(1, 'proposal', [[1, 'open']]), doubtful])).toContain(
    'No objection for certain, 1 candidate.',
  );
  expect(textOf([testItem(1, 'proposal', [[1, 'open']])])).toContain('No objections.');
});

test('one objection is not "1 of them"', () => {
  const only = [
    testItem(1, 'proposal', [[1, 'open']]),
    testItem(
      2,
      'objection',
      [
        [2, 'open'],
        [3, 'answered'],
      ],
      [1],
    ),
  ];
  const text = designText(stateOf(testDesign(only), []), 10, { all: false });
  expect(text.replace(/\s+/g, ' ')).toContain('Objections: 1 open (answered). Objecting: P2.');
});

test('what nobody answered stands among the candidates, what is likely no proposal is counted', () => {
  const doubtful = { ...testItem(3, 'proposal', [[3, 'adopted']]), certain: false, confidence: 0.3 };
  const likely = { ...testItem(2, 'proposal', [[2, 'open']]), certain: false, confidence: 0.6 };
  const told = (items: readonly PlacedItem[]): string =>
    designText(stateOf(testDesign(items), []), 10, { all: false }).replace(/\s+/g, ' ');
  expect(told([testItem(1, 'proposal', [[1, 'open']]), likely, doubtful])).toMatch(
    /OPTIONS for \/ against 1 item 1 .* CANDIDATES, doubtful or answered by nobody 2 item 2 .* 1 more candidate: --all/,
  );
  expect(told([likely])).toMatch(/ CANDIDATES, doubtful or answered by nobody 1 item 2/);
  expect(told([likely])).not.toContain('OPTIONS');
});

test('a heading has something below it: the surest candidate, when there is nothing else', () => {
  const doubtful = (n: number, confidence: number): PlacedItem => ({
    ...testItem(n, 'question', [[n, 'open']]),
    certain: false,
    confidence,
  });
  const told = (items: readonly PlacedItem[]): string =>
    designText(stateOf(testDesign(items), []), 10, { all: false }).replace(/\s+/g, ' ');
  expect(told([doubtful(1, 0.28), doubtful(2, 0.31)])).toMatch(
    /open\. \? a candidate, P2 P2 QUESTIONS \? ○ open item 2 .* and 1 more: --all/,
  );
  const sure = told([testItem(3, 'question', [[3, 'open']]), doubtful(2, 0.31)]);
  expect([sure.includes('item 2'), sure.includes('a candidate')]).toEqual([false, false]);
});

const FIRST = { name: 'Ann Lee', email: 'ann@a.example' };
const SECOND = { name: 'Ann Lee', email: 'ann@b.example' };

test('who objects from two addresses is named once', () => {
  const items = [
    testItem(1, 'proposal', [[1, 'open']]),
    { ...testItem(2, 'objection', [[2, 'open']], [1]), by: FIRST },
    { ...testItem(3, 'objection', [[3, 'open']], [1]), by: SECOND },
  ];
  const text = designText(stateOf(testDesign(items), []), 10, { all: false });
  expect(text).toContain('Objecting: Ann Lee.');
  expect(text).toContain('P1 / AL\n');
});

test('letters are told before they are used, unless that would fill the screen', () => {
  const lineOf = (items: readonly PlacedItem[], words: string): number =>
    designText(stateOf(testDesign(items), []), 10, { all: false })
      .split('\n')
      .findIndex((line) => line.includes(words));
  const few = [{ ...testItem(1, 'proposal', [[1, 'open']]), by: FIRST }];
  expect(lineOf(few, 'AL Ann Lee')).toBeGreaterThan(0);
  expect(lineOf(few, 'AL Ann Lee')).toBeLessThan(lineOf(few, '1 item 1'));
  const many = Array.from({ length: 20 }, (_, n) => ({
    ...testItem(n + 1, 'proposal', [[1, 'open']]),
    by: { name: `${String.fromCharCode(65 + n)}ndrew Longname of the Long Names`, email: `${n}@x` },
  }));
  expect(lineOf(many, 'Andrew')).toBeGreaterThan(lineOf(many, '1 item 1'));
});

test('a quotation that is cut ends with a word and its mark; a single day is one', () => {
  const item = {
    ...testItem(1, 'proposal', [[1, 'open']]),
    quote: 'before the last reader drops '.repeat(9),
  };
  const text = designText(stateOf(testDesign([item]), []), 10, { all: false });
  expect(text).toMatch(/(?:before|the|last|reader|drops) …” P1/);
  expect(text).not.toMatch(/(\d{4}-\d\d-\d\d) to \1/);
});

test('what nobody was found to do is for somebody; wide letters keep the columns', () => {
  const items = [
    { ...testItem(3, 'proposal', [[1, 'open']]), by: { name: '岑思遠', email: 'cen@x' } },
    { ...testItem(1, 'question', [[1, 'open']]), title: '卸载之前刷新缓存'.repeat(5) },
    { ...testItem(2, 'action', [[2, 'open']]), owner: null },
  ];
  const text = designText(stateOf(testDesign(items), []), 10, { all: false });
  expect(text).toContain('open somebody: item 2');
  for (const line of text.split('\n')) expect(columnsOf(line)).toBeLessThanOrEqual(80);
  const state = stateOf(testDesign(items.slice(0, 1)), []);
  const options = state.options.map((option) => ({ ...option, title: '刷新缓存' }));
  const row = designText({ ...state, options }, 10, { all: false }).split('\n');
  expect(row.filter((line) => line.includes('刷新')).map(columnsOf)).toEqual([80]);
  expect(text.replace(/\s/g, '')).toContain('卸载之前刷新缓存'.repeat(5));
});

test('with ids each mail that is told of stands whole below what it says, not without', () => {
  const because = { messageId: '9@x', start: 0, end: 5, series: null } as PlacedItem['span'] & {
    series: null;
  };
  const adopted = { ...testItem(1, 'proposal', [[1, 'adopted']]), events: [] as PlacedItem['events'] };
  const state = stateOf(
    testDesign([
      { ...adopted, events: [{ at: 9, status: 'adopted', rule: 'answered', because }] },
      testItem(2, 'objection', [[2, 'open']], [1]),
      testItem(3, 'question', [[3, 'open']]),
    ]),
    [],
  );
  const idsIn = (ids: boolean): readonly string[] =>
    designText(state, 10, { all: false, ids })
      .split('\n')
      .flatMap((line) => /^ +(\d@x)$/.exec(line)?.[1] ?? []);
  // Why it has its status, the words of the option, what is against it, what is asked.
  expect(idsIn(true)).toEqual(['9@x', '1@x', '2@x', '3@x']);
  expect(idsIn(false)).toEqual([]);
});

test('an option that has no room on the screen is not called a candidate', () => {
  const options = Array.from({ length: 14 }, (_, index) => testItem(index + 1, 'proposal', [[1, 'open']]));
  const doubtful = { ...testItem(20, 'proposal', [[1, 'open']]), certain: false, confidence: 0.3 };
  const told = (items: readonly PlacedItem[]): string =>
    designText(stateOf(testDesign(items), []), 10, { all: false });
  expect(told(options)).toContain('\n   2 more options: --all shows them\n');
  expect(told([...options, doubtful])).toContain(
    '\n   2 more options and 1 more candidate: --all shows them\n',
  );
});
