import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { wordsOf } from '@/app/_check/test-reports.ts';
import { Results } from '@/app/_search/results.tsx';
import { parseQuery } from '@/lib/search/parse-query.ts';
import type { SearchAddress } from '@/lib/view/search-address.ts';

const ADDRESS: SearchAddress = { text: '', show: 'messages', order: 'date', list: null, after: null };

function check(text: string, slips: string): void {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.problem.detail);
  const page = { count: 0, rows: [], hasMore: false };
  const found = { query: parsed.query, show: 'messages', page } as const;
  const words = wordsOf(<Results address={{ ...ADDRESS, text }} found={found} />);
  const choices = '0 messages messages series items newest best';
  const advice = text.includes(' ')
    ? ' Every word has to be there: leave some out, or put OR between them.'
    : '';
  expect(words).toBe(`${choices} ${slips}Nothing in this archive matches.${advice}`);
}

test('nothing on one list leads to the others', () => {
  const parsed = parseQuery('flush');
  if (!parsed.ok) throw new Error(parsed.problem.detail);
  const page = { count: 0, rows: [], hasMore: false };
  const found = { query: parsed.query, show: 'messages', page } as const;
  const results = <Results address={{ ...ADDRESS, text: 'flush', list: 'devel' }} found={found} />;
  expect(wordsOf(results)).toContain('Nothing on devel matches. Search all lists');
  expect(renderToStaticMarkup(results)).toContain(
    '<a href="/search?q=flush" rel="nofollow">Search all lists',
  );
});

test('a slip in the name of an operator is told, as by docket search', () => {
  check('form:dave', 'form: is no operator and was looked for as a word; the operators stand below ');
  check('stauts:open', 'stauts: is no operator and was looked for as a word; did you mean status: ? ');
  check('zz:open', 'zz: is no operator and was looked for as a word; the operators stand below ');
  check('s:flush https://x.org/', '');
});
