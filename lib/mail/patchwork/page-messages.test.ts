import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { corpusPath } from '@/ingest/corpus-path.ts';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { pageMessages } from '@/lib/mail/patchwork/page-messages.ts';
import { findParents } from '@/lib/mail/patchwork/page-tree.ts';
import {
  type PageMessage,
  type PatchworkPage,
  parsePatchworkPage,
} from '@/lib/mail/patchwork/patchwork-page.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const NOON = Date.UTC(2024, 6, 18, 12);
const MINUTE = 60_000;

const by = (author: string, minute: number, body: string): PageMessage => ({
  author,
  sentAt: NOON + minute * MINUTE,
  body,
});
const COVER = by('Ann Onym', 0, 'Why we do it.\nAnd how.');

/** The parent of each comment: its number on the page, 0 for the cover. */
function check(comments: readonly PageMessage[], expected: readonly number[]): void {
  expect(findParents(COVER, comments).map((parent) => (parent === null ? 0 : parent + 1))).toEqual(expected);
}

test('the page of the RFC has the tree of its thread', () => {
  const page = parsePatchworkPage(readFileSync(corpusPath('zero-range/patchwork-page.txt'), 'utf8'));
  const parents = findParents(page?.submission ?? COVER, page?.comments ?? []);
  expect(parents).toEqual([null, 0, 1, null, 3]);
});

test('the attribution names the parent: person and minute, in any zone', () => {
  check(
    [
      by('Bob Bee', 1, 'x'),
      by('Ann Onym', 2, 'On Thu, Jul 18, 2024 at 08:01:30AM -0400, Bob Bee wrote:\n> x'),
      by('Bob Bee', 3, 'On Thu, 18 Jul 2024 14:02:10 +0200 Ann Onym <a@b> wrote:\n> no such line'),
      by('Max', 4, 'On 18 July 2024 2:03 pm +0200, Bob Bee wrote:\n> x'),
      by('Max', 5, 'On Jul 18, 2024, at 5:15 PM, Bob Bee <b@b> wrote:\n> x'),
    ],
    [0, 1, 2, 3, 1],
  );
});

test('quoted lines decide where no attribution does', () => {
  check(
    [
      by('Bob', 1, '> Why we do it.\nno'),
      by('Max', 2, '> > Why we do it.\n> no\nyes'),
      by('Zoe', 3, 'just words'),
      by('Zoe', 4, '> just words\nmore'),
    ],
    [0, 1, 0, 3],
  );
});

test('an attribution within a quote is not the one of the comment', () => {
  check(
    [
      by('Bob', 1, 'On Thu, Jul 18, 2024 at 12:00:00PM +0000, Ann Onym wrote:\n> And how.\nso'),
      by(
        'Ann Onym',
        2,
        '> On Thu, Jul 18, 2024 at 12:00:00PM +0000, Ann Onym wrote:\n> > And how.\n> so\nok',
      ),
    ],
    [0, 1],
  );
});

const PAGE: PatchworkPage = {
  kind: 'cover',
  title: '[RFC,0/2] größer',
  messageId: '1@example.org',
  submission: COVER,
  diff: null,
  comments: [],
  isCut: false,
};

test('a comment saved twice is one message, whatever stands around it', () => {
  const comment = by('Bob', 1, 'x');
  const [, first] = pageMessages({ ...PAGE, comments: [comment] }, sha256);
  const [, second] = pageMessages({ ...PAGE, comments: [comment, by('Max', 2, 'y')] }, sha256);
  const [, other] = pageMessages({ ...PAGE, messageId: '2@example.org', comments: [comment] }, sha256);
  expect(first).toBe(second);
  expect(first).not.toBe(other);
});

test('a page of thousands of comments takes seconds, whatever they quote', () => {
  const quoted = Array.from({ length: 400 }, (_, line) => `> ${line}`).join('\n');
  const comments = Array.from({ length: 2_000 }, (_, n) =>
    by(
      'Bob',
      n,
      n === 0 ? 'x' : `On Thu, 18 Jul 2024 at 12:00, Bob wrote:\n> no. ${n - 1}\n${quoted}\nno. ${n}`,
    ),
  );
  const started = cpuMs();
  const last = pageMessages({ ...PAGE, comments }, sha256).at(-1) ?? '';
  expect(last.split('\n\n')[0]?.split('@patchwork-page').length).toBe(24);
  expect(cpuMs() - started).toBeLessThan(10_000);
});

test('no value begins a header field of its own', () => {
  const page = {
    ...PAGE,
    title: '[0/2] a\nBcc: x@y',
    messageId: '1@example.org>\nBcc: <x@y',
    submission: by('Ann "\\\r\nBcc: x@y', 0, 'b'),
  };
  const header = pageMessages(page, sha256)[0]?.split('\n\n')[0] ?? '';
  expect(header.split('\n').map((line) => line.split(':')[0])).toEqual([
    'From',
    'Date',
    'Subject',
    'Message-ID',
    'X-Docket-Reconstructed',
    'MIME-Version',
    'Content-Type',
    'Content-Transfer-Encoding',
  ]);
});

test('subjects get back the word that Patchwork takes out', () => {
  const subject = (kind: 'cover' | 'patch', title: string): string =>
    /^Subject: (.*)$/m.exec(pageMessages({ ...PAGE, kind, title }, sha256)[0] ?? '')?.[1] ?? '';
  expect(subject('cover', '[RFC,0/4] x')).toBe('[PATCH RFC 0/4] x');
  expect(subject('patch', 'x')).toBe('[PATCH] x');
  expect(subject('patch', '[GIT,PULL] x')).toBe('[GIT PULL] x');
  expect(subject('cover', 'a question')).toBe('a question');
  expect(subject('cover', '[0/1] größer')).toBe('=?utf-8?B?W1BBVENIIDAvMV0gZ3LDtsOfZXI=?=');
});
