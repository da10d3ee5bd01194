import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkListName, listNameOf } from '@/ingest/sources/list-name.ts';
import { isInboxName } from '@/lib/view/url.ts';

describe('listNameOf', () => {
  const check = (text: string, expected: string): void => expect(listNameOf(text)).toBe(expected);
  it('keeps a good name', () => check('linux-xfs', 'linux-xfs'));
  it('makes a slug of a file name', () => check('My Mail (old)', 'my-mail-old'));
  it('keeps away from words of our own', () => check('search', 'search-list'));
  it('cuts a long name', () => check('x'.repeat(300), 'x'.repeat(58)));
  it('always gives something with an address', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(isInboxName(listNameOf(text))).toBe(true);
      }),
      { seed: 20_240_718 },
    );
  });
});

describe('checkListName', () => {
  it('takes what has an address', () =>
    expect([checkListName('devel'), checkListName(undefined)]).toEqual(['devel', null]));
  it.each(['search', 'a b', '../etc', '', 'x'.repeat(65)])('refuses %j', (name) => {
    expect(() => checkListName(name)).toThrow(/cannot be the name of a list/);
  });
});
