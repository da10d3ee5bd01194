import { expect, test } from 'vitest';
import {
  type AttachedFile,
  attachedPieces,
  attachedVersion,
  joinAttached,
} from '@/lib/mail/patches/attached-patches.ts';

const DIFF = '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b';

/** The text of each patch, and what is known of it as `n/total vVersion title`. */
function check(
  files: readonly AttachedFile[],
  expected: readonly (readonly [string, string])[] | null,
): void {
  const joined = joinAttached('Patches attached.\n', files);
  const read = joined?.heads.map(({ start, end, n, total, version, title }) => [
    joined.text.slice(start, end),
    `${n}/${total} v${version} ${title}`,
  ]);
  expect(read ?? null).toEqual(expected);
}

test('patches are joined in order, whatever their names; what holds none is left out', () => {
  check([], null);
  check([{ fileName: 'x.patch', text: 'a log\n' }], null);
  check(
    [
      { fileName: 'notes.txt', text: '> diff --git a/x b/x\n' },
      { fileName: '', text: DIFF },
      { fileName: 'b.txt', text: `Why.\n${DIFF}\n` },
    ],
    [
      [`${DIFF}\n`, 'null/null vnull '],
      [`Why.\n${DIFF}\n`, 'null/null vnull b'],
    ],
  );
});

test('a patch in the body goes before those beside it', () => {
  expect(joinAttached(`Why.\n---\n${DIFF}`, [{ fileName: 'v2-x.patch', text: DIFF }])).toBeNull();
});

test('the version is that of the name, else that of the subject inside', () => {
  const versionOf = (fileName: string, head = ''): number | null | undefined =>
    attachedVersion(joinAttached('', [{ fileName, text: `${head}${DIFF}` }])?.heads);
  expect(versionOf('v2-0001-x.patch')).toBe(2);
  expect(versionOf('V12_x.diff', 'Subject: [PATCH v3] x\n\n')).toBe(12);
  expect(versionOf('0001-x.patch', 'From: A <a@b>\nSubject: [PATCH v3 1/2] x\n\n')).toBe(3);
  expect(versionOf('0001-x.patch', 'Subject: [PATCH] x\n\nSubject: [PATCH v3] y\n')).toBeNull();
  expect(versionOf('vacuum.patch')).toBeNull();
  expect(versionOf('v8.patch')).toBe(8);
});

const HEAD = `From ${'0123456789'.repeat(4)} Mon Sep 17 00:00:00 2001\nFrom: A <a@b>\nDate: today\n`;

test('number and title are those of the subject inside, else of the name of the file', () => {
  const patch = (subject: string): string => `${HEAD}Subject: ${subject}\n\nWhy.\n---\n${DIFF}\n`;
  const read = (fileName: string, text: string, expected: string): void =>
    check([{ fileName, text }], [[text, expected]]);
  read('v2-0001-Use-a_stream.patch', `${DIFF}\n`, '1/null v2 Use a stream');
  read('0012-x.patch.txt', `${DIFF}\n`, '12/null vnull x');
  read('v8.patch', `${DIFF}\n`, 'null/null v8 ');
  read('0001-x.patch', patch('[PATCH v3 2/3] Use a stream'), '2/3 v3 Use a stream');
  read('v4-0001-x.patch', patch('[PATCH v4] Use\n a stream'), '1/null v4 Use a stream');
  read(
    'a.patch',
    patch('[PATCH] =?UTF-8?q?Gr=C3=BC=C3?= =?UTF-8?q?=9Fe_an?= all'),
    'null/null vnull Grüße an all',
  );
});

test('one file may hold a whole series', () => {
  const one = (n: number): string =>
    `${HEAD}Subject: [PATCH v2 ${n}/2] p${n}\n\n---\n${DIFF}\n-- \n2.45.0\n\n`;
  const cover = `${HEAD}Subject: [PATCH v2 0/2] all\n\nWhy.\n`;
  check(
    [{ fileName: 'all.patch', text: one(1) + one(2) }],
    [
      [one(1), '1/2 v2 p1'],
      [one(2), '2/2 v2 p2'],
    ],
  );
  const { text, heads } = joinAttached('', [{ fileName: 'all.patch', text: cover + one(1) + one(2) }]) ?? {
    text: '',
    heads: [],
  };
  // The letter is no patch, and not lost.
  const pieces = attachedPieces(text, heads).map(({ start, end, head }) => [
    text.slice(start, end),
    head?.n ?? null,
  ]);
  expect(pieces).toEqual([
    [cover, null],
    [one(1), 1],
    [one(2), 2],
  ]);
  const words = attachedPieces(`\n${text}x`, []).map(({ start, end }) => [start, end]);
  expect(words).toEqual([[0, text.length + 2]]);
  expect(attachedPieces(' \n', [])).toEqual([]);
});

test('the author is who the head inside names', () => {
  const authorOf = (text: string): string | undefined =>
    joinAttached('', [{ fileName: 'x.patch', text }])?.heads[0]?.author;
  expect(authorOf(`${HEAD.replace('A <a@b>', '"Lee, Ann" <Ann@a.example>')}Subject: x\n\n${DIFF}`)).toBe(
    'ann@a.example',
  );
  expect(authorOf(`Subject: x\n\nFrom: Ann <ann@a.example>\n${DIFF}`)).toBeUndefined();
  expect(authorOf(DIFF)).toBeUndefined();
});
