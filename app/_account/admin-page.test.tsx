import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Admin } from '@/app/_account/admin-page.tsx';
import type { AdminPage } from '@/lib/store/account/pages.ts';

const ANN: AdminPage['people'][number] = {
  id: '1',
  email: 'ann@docket.example',
  name: 'Ann',
  isAdmin: true,
  isDisabled: false,
  resetAskedAt: null,
  newEmail: null,
  roles: {},
  persons: [],
};

function html(person: AdminPage['people'][number]): string {
  return renderToStaticMarkup(<Admin page={{ people: [person], links: [], lists: [] }} />);
}

test('sections below many people and lists are a step away from the head of the page', () => {
  const page = html(ANN);
  const places = [...page.matchAll(/<a href="#([a-z-]+)">/g)].map(([, id]) => id);
  expect(places).toEqual(expect.arrayContaining(['invite', 'lists', 'take-down']));
  for (const id of ['invite', 'lists', 'take-down']) expect(page).toContain(`<h2 id="${id}">`);
});

test('what an address in mail is for is told until an account has one', () => {
  expect(html(ANN)).toContain('which addresses in mail belong to it');
  expect(html({ ...ANN, persons: ['ann@example.org'] })).not.toContain(
    'which addresses in mail belong to it',
  );
});
