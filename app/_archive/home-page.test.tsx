import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Home } from '@/app/_archive/home-page.tsx';
import type { HomePage } from '@/lib/store/home.ts';

const EMPTY: HomePage = { lists: [], series: [], pulls: [], messages: 0, threads: 0, seriesCount: 0 };

function homeOf(page: HomePage): string {
  const filter = { list: null, state: null, turn: null, sort: 'moved' } as const;
  const rest = { designs: null, filter, query: {}, person: null };
  return renderToStaticMarkup(<Home page={page} {...rest} attention={<p />} />);
}

test('an empty archive says how to fill it and offers no feed, which would be 404', () => {
  const empty = homeOf(EMPTY);
  expect(empty).toContain('This archive is empty.');
  expect(empty).not.toContain('new.atom');
  const list = { name: 'devel', messages: 1, threads: 1, lastAt: 0 };
  expect(homeOf({ ...EMPTY, lists: [list] })).toContain('/all/new.atom');
});
