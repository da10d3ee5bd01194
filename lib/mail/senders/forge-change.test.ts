import { expect, test } from 'vitest';
import { splitSegments } from '@/lib/mail/segments.ts';
import { forgeChange, isClosedByForge, toldByForge } from '@/lib/mail/senders/forge-change.ts';

const REVISION = '\n\nREVISION DETAIL\n  https://reviews.example.org/D812\n\nTo: ann, bob\n';

/** What is told, with its words. */
function told(body: string): readonly string[] {
  return toldByForge(body).map(({ kind, approves, start, end }) =>
    [kind, ...(approves ? ['approves'] : []), body.slice(start, end).trim()].join(' '),
  );
}

test('what Phabricator tells that was done with a revision', () => {
  expect(told(`bob accepted this revision.\nbob added a comment.${REVISION}`)).toEqual([
    'looks-good approves bob accepted this revision.',
  ]);
  expect(told(`bob requested changes to this revision.${REVISION}`)).toEqual([
    'change-asked bob requested changes to this revision.',
  ]);
  expect(told(`ann abandoned this revision.${REVISION}`)).toEqual(['withdrawn ann abandoned this revision.']);
  expect(told(`bob added a comment.\n\nWho accepted this revision?${REVISION}`)).toEqual([]);
  expect(told('bob accepted this revision.\n')).toEqual([]);
  expect(told(`> bob accepted this revision.${REVISION}`)).toEqual([]);
});

test('what GitHub tells that was done with a pull request', () => {
  expect(told('https://github.com/bob approved this pull request.\n\nFine.\n')).toEqual([
    'looks-good approves https://github.com/bob approved this pull request.',
  ]);
  expect(told('@bob requested changes on this pull request.\n\nNo.\n')).toEqual([
    'change-asked @bob requested changes on this pull request.',
  ]);
  expect(told('https://github.com/bob commented on this pull request.\n')).toEqual([]);
  expect(told('Ann said that\n@bob approved this pull request.\n')).toEqual([]);
});

test('a comment is of the change, and does not close it', () => {
  const body = `bob added a comment.\n\nWhy?${REVISION}`;
  expect([forgeChange(body), isClosedByForge(body)]).toEqual(['https://reviews.example.org/D812', false]);
  expect(splitSegments(body).find(({ kind }) => kind === 'own')).toBeDefined();
});
