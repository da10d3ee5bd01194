import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseQuery } from '@/lib/search/parse-query.ts';
import { planQuery } from '@/lib/search/plan.ts';
import { printQuery } from '@/lib/search/test-print-query.ts';

/** `expected` is the query in its plainest form, or `place: explanation` of a refusal. */
function check(query: string, expected: string | RegExp): void {
  const parsed = parseQuery(query);
  const said = parsed.ok
    ? printQuery(parsed.query)
    : `${parsed.problem.at}-${parsed.problem.end}: ${parsed.problem.detail}`;
  if (typeof expected === 'string') expect(said).toBe(expected);
  else expect(said).toMatch(expected);
}

/** What PostgreSQL is asked; words only. */
function checkWords(query: string, expected: string): void {
  const parsed = parseQuery(query);
  const plan = parsed.ok ? planQuery(parsed.query, 0) : null;
  expect(plan?.kind === 'words' ? plan.tsquery : plan).toBe(expected);
}

test('operators, phrases, groups', () => {
  check('s:flush AND NOT f:hellwig', 's:flush -f:hellwig');
  check('a b OR c d', 'a b OR c d');
  check('a (b OR c)', 'a (b OR c)');
  check('s:"a quick \tfox" dfn:fs/xfs/*', 's:"a quick \tfox" dfn:fs/xfs/');
  check('s:(flush OR iomap) x', '(s:flush OR s:iomap) x');
  check('xfs_flush() -(a b)', 'xfs_flush -(a b)');
  check('d:2024-07-01..2024-07-31 rt:1.week.ago.. d:2024', 'd:2024-07-01..2024-07-31 rt:1.week.ago.. d:2024');
  check('xfs: fix — it... --- 6.12', 'xfs: fix it... 6.12');
  check('a,b=c 1,5', 'a b c 1,5');
  check('x=s:y x=NOT', 'x s/y x "NOT"');
  check('patchid:0123456789012345678901234567890123456789 dfpre:ABCDEF0', /^patchid:0.* dfpre:abcdef0$/);
  check('mid:<a@b> mid:c@d', 'mid:a@b OR mid:c@d');
  check('“curly quotes”', '"curly quotes"');
  check('kind:objection status:open by:"Dave Chinner"', 'kind:objection status:open by:"Dave Chinner"');
});

test('d: is when a mail was sent, rt: when the archive got it; a year is the one that is written', () => {
  const planOf = (query: string): unknown => {
    const parsed = parseQuery(query);
    return parsed.ok ? planQuery(parsed.query, 0) : null;
  };
  const time = (text: string): number => Date.parse(text);
  for (const [field, column] of [
    ['d', 'sent'],
    ['dt', 'sent'],
    ['rt', 'received'],
  ] as const) {
    const range = { from: time('2024-01-01T00:00:00Z'), to: time('2025-01-01T00:00:00Z') };
    expect(planOf(`${field}:2024`)).toMatchObject({ kind: 'time', column, range });
  }
  const old = { from: time('0050-01-01T00:00:00Z'), to: time('0051-01-01T00:00:00Z') };
  expect(planOf('d:0050')).toMatchObject({ kind: 'time', column: 'sent', range: old });
  const month = { from: time('0099-12-01T00:00:00Z'), to: time('0100-01-01T00:00:00Z') };
  expect(planOf('d:0099-12')).toMatchObject({ kind: 'time', column: 'sent', range: month });
});

test('mistakes are explained with their place', () => {
  check('', '0-0: There is no word to look for.');
  check('a "b c', '2-6: This quote is not closed.');
  check('(a b', '0-1: This parenthesis is not closed.');
  check('a ) b', '2-3: This parenthesis was not opened.');
  check('a OR', '4-4: Something is missing at the end.');
  check('OR a', '0-2: Something is missing before this OR.');
  check('s: a', /^0-2: Nothing stands behind s:/);
  check('d:soon', /^0-6: d: takes times such as/);
  check('d:2024-02-31', /^0-12: d: takes times/);
  check('x dfpre:xyz', /^2-11: dfpre: takes at least seven hex digits/);
  check('a XOR b', /^2-5: XOR is not known here/);
  check('-a', /^0-2: This asks for all that lacks something/);
  check('a OR -b', /^0-7: This asks for all/);
  check('x*', /^0-2: At least 2 letters/);
  check('d:(2024)', /^0-3: d: takes one value/);
  check('s:...', /^0-5: There is no letter or digit/);
});

test('an operator with a vocabulary takes its words alone', () => {
  const checkWord = (query: string, expected: string): void => {
    const parsed = parseQuery(query, { status: ['open', 'under-review'] });
    const problem = parsed.ok ? null : parsed.problem;
    expect(parsed.ok ? printQuery(parsed.query) : `${problem?.at}-${problem?.end}: ${problem?.detail}`).toBe(
      expected,
    );
  };
  checkWord('status:OPEN status:"Under Review"', 'status:open status:under-review');
  checkWord('status:open kind:any', 'status:open kind:any');
  checkWord('open status:ope', '5-15: status: takes one of open, under-review.');
  checkWord('status:open -(x OR status:frob)', '19-30: status: takes one of open, under-review.');
});

test('hostile queries are refused or small', () => {
  check('a | | | b', 'a b');
  check('(a+)+$', 'a+');
  check('%'.repeat(4_000), '0-4000: There is no word to look for.');
  check('word '.repeat(10_000), /at most 4096 characters/);
  check('w '.repeat(101), /at most 100 words/);
  check('w,'.repeat(101), /at most 100 words/);
  check(`${'('.repeat(2_000)}a`, /20 levels deep/);
  check(`a ${'NOT '.repeat(1_000)}b`, /20 levels deep/);
  check('"'.repeat(4_000), /There is no|no letter/);
  checkWords("m:\\'x':*", "('Mx' | 'ZMx')");
});

test('words are asked for where the operator looks', () => {
  checkWords('s:Flush', "'Sflush'");
  checkWords('s:flushing', "('Sflush' | 'ZSflush')");
  checkWords('f:"a b"', "('Fa' <1> 'Fb')");
  checkWords('q:flushed', "'flush':D");
  checkWords(
    'nq:"flush the page"',
    "(('flush':C <2> 'page':C) | ('Pflush' <1> 'Pthe' <1> 'Ppage') | ('Nflush' <1> 'Nthe' <1> 'Npage'))",
  );
  checkWords('dfb:xfs_in*', "'Pxfs_in':*A");
  checkWords('dfpre:0123456 -s:x', "('<0123456':* & !(('Sx' | 'ZSx')))");
  checkWords("s:don't", "('Sdon''t' | 'ZSdon''t')");
});

const TOKENS = [
  ...[
    'a',
    'word',
    'OR',
    'AND',
    'NOT',
    '-',
    '+',
    '(',
    ')',
    '"',
    's:',
    'tc:',
    'd:',
    'd:2024..',
    'b:x*',
    'mid:a@b',
  ],
  ...[
    'kind:x',
    'status:"a b"',
    'fs/xfs',
    'x,y',
    "don't",
    'c++',
    '6.12',
    '...',
    '*',
    '\\',
    "'",
    '\u201c',
    '\0',
    'é',
  ],
  ...['patchid:', 'dfpre:0123456', ' ', ' ', ' ', '=', 'XOR', 'İ', '\ud83d'],
];

test('no query throws, and what is printed is read as the same', () => {
  const text = fc.oneof(
    fc.array(fc.constantFrom(...TOKENS), { maxLength: 30 }).map((tokens) => tokens.join('')),
    fc.array(fc.constantFrom(...TOKENS), { maxLength: 12 }).map((tokens) => tokens.join(' ')),
    fc.string({ maxLength: 80, unit: 'binary' }),
  );
  let read = 0;
  fc.assert(
    fc.property(text, (query) => {
      const parsed = parseQuery(query);
      if (!parsed.ok) {
        expect(parsed.problem.at).toBeLessThanOrEqual(parsed.problem.end);
        expect(parsed.problem.end).toBeLessThanOrEqual(query.length);
        return;
      }
      read += 1;
      planQuery(parsed.query, 0);
      expect(parseQuery(printQuery(parsed.query))).toEqual(parsed);
    }),
    { seed: 8, numRuns: 3_000 },
  );
  expect(read).toBeGreaterThan(500);
});
