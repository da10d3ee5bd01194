import { expect, test } from 'vitest';
import { findFacts } from '@/lib/mail/find-facts.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { type Row, testArchive } from '@/lib/series/test-archive.ts';

const FROM = { name: 'A B', email: 'a@example.org' };
const REVISION = '\n\nREVISION DETAIL\n  https://reviews.example.org/D812\n\n';
const PULL = 'https://github.com/pool/pool/pull/55';

function diff(n: number): string {
  return `--- a/pool.c\n+++ b/pool.c\n@@ -1,2 +1,3 @@\n int pool;\n+int size_${n};\n int end;\n`;
}

/** Mail as a forge sends it, all of it in answer to the first; its facts are those of these words. */
function mail(by: string, subject: string, body: string): Row {
  const message = { from: FROM, subject, body, attached: null, isFlowed: false };
  const facts = findFacts(
    message,
    (text) => text.slice(-40),
    () => null,
  );
  return { subject, by, facts };
}

function states(first: Row, ...answers: readonly Row[]): readonly string[] {
  const rows = [first, ...answers.map((row): Row => ({ ...row, cites: ['m0'] }))];
  return deriveArchive(testArchive(rows)).series.map(
    ({ id, supersedes, reason }) =>
      `${supersedes ?? '-'} > ${id}: ${reason.state} ${reason.turn} ${reason.because.messageId}`,
  );
}

const D = (by: string, words: string, patch = ''): Row =>
  mail(by, 'D812: [pool] x', `${words}${REVISION}${patch}`);
const CREATED: Row = {
  ...D('ann', 'ann created this revision.', diff(1)),
  subject: '[PATCH] D812: [pool] x',
};
const ASKED = D('bob', 'bob requested changes to this revision.\n\nA test is missing.');
const UPDATED = D('ann', 'ann updated this revision to Diff 7.', diff(2));
const ACCEPTED = D('bob', 'bob accepted this revision.');
const CLOSED = D('ann', 'This revision was automatically updated to reflect the committed changes.', diff(2));

test('a revision of Phabricator is one change: what is said counts for its newest diff', () => {
  expect(states(CREATED, ASKED)).toEqual(['- > m0: changes-requested author m1']);
  expect(states(CREATED, ASKED, UPDATED)).toEqual([
    '- > m0: superseded nobody m2',
    'm0 > m2: new reviewers m2',
  ]);
  const accepted = states(CREATED, ASKED, UPDATED, ACCEPTED);
  expect(accepted).toEqual(['- > m0: superseded nobody m2', 'm0 > m2: reviewed author m3']);
  const closed = states(CREATED, ASKED, UPDATED, ACCEPTED, CLOSED);
  expect(closed).toEqual(['- > m0: superseded nobody m2', 'm0 > m2: accepted nobody m4']);
  const abandoned = states(CREATED, UPDATED, D('ann', 'ann abandoned this revision.'));
  expect(abandoned).toEqual(['- > m0: superseded nobody m1', 'm0 > m1: withdrawn nobody m2']);
});

test('so is a pull request of GitHub', () => {
  const G = (by: string, words: string): Row => mail(by, '[pool] x (PR #55)', words);
  const rows = [
    G('bob', `bob wrote:\n\nPlease add a test.\n\n${PULL}\n`),
    G('ann', `https://github.com/ann updated ${PULL}\n\n${diff(2)}`),
    G('bob', `https://github.com/bob approved this pull request.\n\n${PULL}\n`),
  ];
  const created = G('ann', `https://github.com/ann created ${PULL}\n\n${diff(1)}`);
  expect(states(created, ...rows)).toEqual(['- > m0: superseded nobody m2', 'm0 > m2: reviewed author m3']);
});

test('mail of another change, or by another author, is no version of it', () => {
  const other = mail(
    'ann',
    'D9: [pool] y',
    `${'ann created this revision.'}${REVISION.replace('D812', 'D9')}${diff(3)}`,
  );
  expect(states(CREATED, other, ASKED)[0]).toBe('- > m0: changes-requested author m2');
  expect(states(CREATED, { ...UPDATED, by: 'eve' }, ASKED)[0]).toBe('- > m0: changes-requested author m2');
});
