import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { AdminPage } from '@/lib/store/account/pages.ts';
import { PersonRow } from './person-row.tsx';

/** The role that is chosen before anybody chose: what the button sets when it is pressed at once. */
function check(roles: AdminPage['people'][number]['roles'], expected: string): void {
  const person = {
    id: '1',
    email: 'ben@example.org',
    name: 'Ben',
    isAdmin: false,
    isDisabled: false,
    newEmail: null,
    resetAskedAt: null,
    persons: [],
    roles,
  } as unknown as AdminPage['people'][number];
  const html = renderToStaticMarkup(createElement(PersonRow, { person, lists: ['linux-xfs'] }));
  expect(/<option value="([a-z]+)" selected="">/.exec(html)?.[1]).toBe(expected);
  for (const [list, role] of Object.entries(roles)) {
    expect(html).toContain(`<td>${role} of ${list === '*' ? 'all public lists' : list}</td>`);
  }
}

test('a role is not lowered by the button alone', () => {
  check({ '*': 'maintainer' }, 'maintainer');
  check({ '*': 'commenter' }, 'commenter');
  check({ 'linux-xfs': 'commenter' }, 'none');
  check({}, 'none');
});
