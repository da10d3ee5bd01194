import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Conflict } from '@/app/_judge/conflict-page.tsx';
import type { Meanwhile } from '@/lib/auth/outcome.ts';

const AT = Date.UTC(2026, 3, 1);

function page(theirs: Meanwhile['theirs']): string {
  return renderToStaticMarkup(
    <Conflict about={null} theirs={theirs} again={{}} action="/api/judgements" names={{}} back="/" />,
  );
}

function said(count: number): Meanwhile['theirs'] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${index}`,
    author: 'ann@docket.example',
    at: AT,
    text: `judgement ${index + 1} of ${count}`,
    reason: null,
  }));
}

test('of very many judgements the last are told, and how many there are', () => {
  const html = page(said(300));
  expect(html.match(/judgement \d+ of 300/g)).toHaveLength(20);
  expect(html).toContain('judgement 281 of 300');
  expect(html).toContain('judgement 300 of 300');
  expect(html).toContain('The last 20 of 300:');
  expect(page(said(20)).match(/judgement \d+ of 20/g)).toHaveLength(20);
  expect(page(said(20))).not.toContain('The last');
});
