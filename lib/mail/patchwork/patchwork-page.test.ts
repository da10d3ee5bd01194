import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { corpusPath } from '@/ingest/corpus-path.ts';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { pageMessages } from '@/lib/mail/patchwork/page-messages.ts';
import { looksLikePatchworkPage, parsePatchworkPage } from '@/lib/mail/patchwork/patchwork-page.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const HEAD = `diff mbox series

[v2,1/2] a: do it

Message ID 1-ann@example.org (mailing list archive)
State New
Headers show
Series a: do it | expand
`;

type PageParts = {
  readonly meta?: string;
  readonly body?: string;
  readonly comments?: string;
  readonly heading?: string;
  readonly rest?: string;
};

function pageOf({
  meta = 'Ann Onym July 18, 2024, 1:02 p.m. UTC',
  body = 'Why.',
  ...parts
}: PageParts): string {
  const { comments = '', heading = 'Message', rest = '' } = parts;
  return `${HEAD}\n${heading}\n\n${meta}\n${body}\n${comments === '' ? '' : `\nComments\n\n${comments}\n`}${rest}`;
}

/** `author minute | first words`, one line a message. */
function check(text: string, expected: readonly string[] | null): void {
  const page = parsePatchworkPage(text);
  const lines = page === null ? null : [page.submission, ...page.comments];
  expect(
    lines?.map(
      ({ author, sentAt, body }) => `${author} ${new Date(sentAt).toISOString().slice(0, 16)} | ${body}`,
    ) ?? null,
  ).toEqual(expected);
}

describe('parsePatchworkPage', () => {
  it('reads the page of the RFC as six messages', () => {
    const page = parsePatchworkPage(readFileSync(corpusPath('zero-range/patchwork-page.txt'), 'utf8'));
    expect(page?.kind).toBe('cover');
    expect(page?.messageId).toBe('20240718130212.23905-1-bfoster@redhat.com');
    const people = [page?.submission, ...(page?.comments ?? [])].map(
      (one) => `${one?.author} ${new Date(one?.sentAt ?? 0).toISOString()}`,
    );
    expect(people).toEqual([
      'Brian Foster 2024-07-18T13:02:00.000Z',
      'Josef Bacik 2024-07-18T15:36:00.000Z',
      'Darrick J. Wong 2024-07-18T16:02:00.000Z',
      'Brian Foster 2024-07-18T16:40:00.000Z',
      'Dave Chinner 2024-07-19T01:10:00.000Z',
      'Brian Foster 2024-07-19T15:22:00.000Z',
    ]);
  });

  it('reads all forms of dates that Patchwork sites show', () => {
    const forms: readonly (readonly [string, string])[] = [
      ['July 18, 2024, 1:02 p.m. UTC', '2024-07-18T13:02'],
      ['July 18, 2024, 1 p.m. UTC', '2024-07-18T13:00'],
      ['July 18, 2024, noon UTC', '2024-07-18T12:00'],
      ['July 18, 2024, midnight UTC', '2024-07-18T00:00'],
      ['July 18, 2024, 12:30 a.m. UTC', '2024-07-18T00:30'],
      ['Sept. 1, 2016, 5:02 a.m.', '2016-09-01T05:02'],
      ['Jan. 27, 2016, 12:07 p.m.', '2016-01-27T12:07'],
      ['18 July 2024, 1:02 p.m. UTC', '2024-07-18T13:02'],
      ['18 Jul 2024 13:02 UTC', '2024-07-18T13:02'],
      ['2024-07-18 13:02:08 UTC', '2024-07-18T13:02'],
      ['2024-07-18T13:02:08Z', '2024-07-18T13:02'],
    ];
    for (const [date, expected] of forms) check(pageOf({ meta: `Ann ${date}` }), [`Ann ${expected} | Why.`]);
    for (const date of [
      'July 32, 2024, 1 p.m. UTC',
      'July 18, 2024, 13 p.m. UTC',
      'yesterday',
      '18.7.2024',
    ]) {
      check(pageOf({ meta: `Ann ${date}` }), null);
    }
  });

  it('begins a comment only at a header that is next', () => {
    const comments = [
      'Bob July 18, 2024, 2 p.m. UTC | #1',
      '> Max July 18, 2024, 3 p.m. UTC | #2',
      '  Max July 18, 2024, 3 p.m. UTC | #2',
      'Max July 18, 2024, 3 p.m. UTC | #7',
      'one',
      '',
      'Max July 18, 2024, 3 p.m. UTC | #2',
      'Bob July 18, 2024, 2 p.m. UTC | #1',
      'Old July 17, 2024, 2 p.m. UTC | #3',
      'two',
    ].join('\n');
    check(pageOf({ comments }), [
      'Ann Onym 2024-07-18T13:02 | Why.',
      'Bob 2024-07-18T14:00 | > Max July 18, 2024, 3 p.m. UTC | #2\n  Max July 18, 2024, 3 p.m. UTC | #2\n' +
        'Max July 18, 2024, 3 p.m. UTC | #7\none',
      'Max 2024-07-18T15:00 | Bob July 18, 2024, 2 p.m. UTC | #1\nOld July 17, 2024, 2 p.m. UTC | #3\ntwo',
    ]);
  });

  it('reads sites that do not number comments, and labels beside them', () => {
    check(
      pageOf({ comments: 'Bob - March 22, 2012, 9:17 p.m.\none\nMax - March 22, 2012, 9:18 p.m.\ntwo' }),
      ['Ann Onym 2024-07-18T13:02 | Why.', 'Bob 2012-03-22T21:17 | one', 'Max 2012-03-22T21:18 | two'],
    );
    check(pageOf({ comments: 'Bob July 18, 2024, 2 p.m. UTC | #1\nUnaddressed\n\nMark Addressed\none' }), [
      'Ann Onym 2024-07-18T13:02 | Why.',
      'Bob 2024-07-18T14:00 | one',
    ]);
  });

  it('has no comments when none are there, and none under a line that only says so', () => {
    check(pageOf({}), ['Ann Onym 2024-07-18T13:02 | Why.']);
    check(pageOf({ body: 'Comments\n\nare welcome' }), [
      'Ann Onym 2024-07-18T13:02 | Comments\n\nare welcome',
    ]);
  });

  it('reads the page of a patch: commit message, comments, patch', () => {
    const diff = 'diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n-a  \n+b\n \n';
    const comments = 'Bob July 18, 2024, 2 p.m. UTC | #1\nPatch\n\nis fine\n\ndiff mbox series';
    const page = parsePatchworkPage(
      pageOf({
        heading: 'Commit Message',
        comments,
        rest: `\nPatch\n\n${diff}\npatchwork patch tracking system | version v3.2`,
      }),
    );
    expect(page).toMatchObject({
      kind: 'patch',
      title: '[v2,1/2] a: do it',
      isCut: false,
      diff: diff.replace(/\n \n$/, '\n '),
      comments: [{ author: 'Bob', body: 'Patch\n\nis fine' }],
    });
    expect(pageMessages(page ?? never(), sha256)[0]).toContain('\nSubject: [PATCH v2 1/2] a: do it\n');
  });

  it('leaves out what may be cut off', () => {
    const comments = 'Bob July 18, 2024, 2 p.m. UTC | #1\none\nMax July 18, 2024, 3 p.m. UTC | #2\ntw';
    const page = parsePatchworkPage(pageOf({ heading: 'Commit Message', comments }));
    expect(page).toMatchObject({ isCut: true, diff: null, comments: [{ author: 'Bob' }] });
    for (const text of [HEAD, `${HEAD}\nMessage\n`, `${HEAD}\nMessage\n\nAnn Onym`, '', 'Message ID'])
      check(text, null);
  });

  it('takes CRLF, a byte order mark, an address as name, and ids in brackets or on a line of their own', () => {
    check(
      `\ufeff${pageOf({ meta: 'ann@example.org July 18, 2024, 1:02 p.m. UTC' }).replaceAll('\n', '\r\n')}`,
      ['ann@example.org 2024-07-18T13:02 | Why.'],
    );
    for (const id of ['\t<1-ann@example.org>', '\n1-ann@example.org', ': 1-ann@example.org']) {
      const text = pageOf({}).replace(' 1-ann@example.org', id);
      expect(looksLikePatchworkPage(text)).toBe(true);
      expect(parsePatchworkPage(text)?.messageId).toBe('1-ann@example.org');
    }
    expect(looksLikePatchworkPage('The Message ID of\nMessage ID: none\n')).toBe(false);
  });

  it('is linear on hostile pages', () => {
    const started = cpuMs();
    const many = 'Comments\n\n'.repeat(100_000);
    parsePatchworkPage(
      pageOf({ body: many, heading: 'Commit Message', rest: `${'Patch\n'.repeat(100_000)}x` }),
    );
    parsePatchworkPage(pageOf({ comments: `A ${'July 18, 2024, '.repeat(300_000)}` }));
    parsePatchworkPage(
      pageOf({
        comments: Array.from({ length: 20_000 }, (_, n) => `B July 18, 2024, 2 p.m. UTC | #${n + 1}`).join(
          '\n',
        ),
      }),
    );
    expect(cpuMs() - started).toBeLessThan(5_000);
  });
});

function never(): never {
  throw new Error('a page');
}
