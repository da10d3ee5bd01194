import { expect, test } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import { entriesBetween, entriesSaid, findChangelogs } from '@/lib/series/review/changelog.ts';
import { linkChangelog } from '@/lib/series/review/changelog-link.ts';

/** Each changelog as `version: entry; entry`. */
function check(body: string, ...expected: readonly string[]): void {
  const found = findChangelogs(body).map(
    ({ version, entries }) => `${version}: ${entries.map(({ text }) => text).join('; ')}`,
  );
  expect(found).toEqual(expected);
  for (const { entries } of findChangelogs(body)) {
    for (const { start, end, text } of entries) {
      expect(body.slice(start, end).replace(/\s+/g, ' ')).toBe(text.replace(/\s+/g, ' '));
    }
  }
}

test('headings in use', () => {
  check(
    'Words.\n\nv2:\n- one\n- two\n  goes on\nv1: https://example.org/1\n- none\n',
    '2: one; two goes on',
    '1: none',
  );
  check('Changes since v1:\n * one\n\n * two\n\nMore words.\n', '2: one; two');
  check('Changes in v3:\n- one\n\nChanges in v2:\n- two\n', '3: one', '2: two');
  check('---\nv1->v2:\n - one\n', '2: one');
  check('---\nv2 -> v3: \n1. one\n2. two\n', '3: one; two');
  check('Changelog:\n- one\n', 'null: one');
  check('---\nv2: as asked\nv3: shorter\n', '2: as asked', '3: shorter');
  check('Changes from v4 to v5:\n- one\n', '5: one');
  check('Changes since RFC:\n- one\n', '1: one');
  check('Changes since v2 (https://example.org/2):\n- one\n', '3: one');
  check('V2:\n  fix it\n', '2: fix it');
});

test('headings of other lists', () => {
  const versions = (heading: string): readonly (number | null)[] =>
    findChangelogs(`Words.\n\n${heading}\n- one\n- two\n\nMore words.\n`).map(({ version }) => version);
  for (const heading of [
    'Version 2:',
    '[v2]',
    'In v2:',
    'v2 changes:',
    'v2 - 2024-06-11',
    '## Changes in v2',
    '**Changes in v2**',
    'New in v2:',
    "What's new in v2:",
    'Changed in v2:',
    'Updates in v2:',
    'Major changes in v2:',
    'Changes in patch v2:',
    '=== Changes since v1 ===',
    'Since v1:',
    'Compared to v1:',
    'Differences from v1:',
    'Changes to v1:',
    'Changes relative to v1:',
    'Changes compared to v1:',
    'Changes since [PATCH v1]:',
    'Changes since RFCv1:',
    'v1.1 -> v2:',
    'Changes between v1 and v2:',
    'Changes v1 -> v2: (Bob)',
    'Changes in v1->v2:',
    'RFC v1 -> v2:',
  ]) {
    expect([heading, versions(heading)]).toEqual([heading, [2]]);
  }
  for (const heading of ['RFC -> v1:', 'Changes since the RFC:']) {
    expect([heading, versions(heading)]).toEqual([heading, [1]]);
  }
  for (const heading of [
    'Changes since the last version:',
    'Changes since previous posting',
    'Change history:',
  ]) {
    expect([heading, versions(heading)]).toEqual([heading, [null]]);
  }
  for (const words of [
    'New in v2 of the format is a flag',
    'Since v1 of the protocol it is',
    'In v2 we do:',
    'Update v2 superblocks as well',
    'Changes to v2 of the format',
    'version 2',
    '1 to 4: reserved',
  ]) {
    expect([words, versions(words)]).toEqual([words, []]);
  }
});

test('what the posting before said already is no change since', () => {
  const texts = (body: string, ...before: readonly string[]): readonly string[] => {
    const said = entriesSaid(before.flatMap(findChangelogs));
    return entriesBetween(findChangelogs(body), { since: 1, until: 2 }, said).map(({ text }) => text);
  };
  const gnu = 'Words.\n\nChangeLog:\n\n\t* pump.c (start): Set it.\n';
  expect(texts(gnu, gnu)).toEqual([]);
  expect(texts(gnu)).toEqual(['pump.c (start): Set it.']);
  expect(texts('v2.1:\n- one\nv2:\n- two\n', 'v2:\n- two\n')).toEqual(['one']);
});

test('where a changelog ends', () => {
  check('v2:\n- one\n\nAnn (2):\n  x\n  y\n', '2: one');
  check('v2:\n- one\n\n lib/x.c | 2 +-\n 1 file changed\n', '2: one');
  check('v2:\n- one\n---\nwords\n', '2: one');
  check('v2:\n- one\nRFCv2: https://example.org/rfc\n- older\n', '2: one', 'null: older');
});

test('what is none', () => {
  check('v2:\n- one\n- Link to v1: https://example.org/1\n', '2: one');
  check('v2:\n- Link: https://example.org/1\n');
  check(
    'v2:\n- link the list: https://example.org/1 says why\n',
    '2: link the list: https://example.org/1 says why',
  );
  check('This changes the v2 format.\nIt makes v3 possible: see there.\n');
  check('diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n v2:\n');
  check('> v2:\n> - one\n');
  check('v2:\n\n');
});

test('people are named', () => {
  const people = (entry: string): readonly string[] =>
    findChangelogs(`v2:\n- ${entry}\n`)[0]?.entries[0]?.people ?? [];
  expect(people('drop the flag (Bob)')).toEqual(['Bob']);
  expect(people('drop the flag, suggested by Bob Example')).toEqual(['Bob Example']);
  expect(people("reworked per Bob's suggestion")).toEqual(['Bob']);
  expect(people('lock it [Bob, Eve]')).toEqual(['Bob', 'Eve']);
  expect(people('call fn(Bar)')).toEqual(['Bar']);
  expect(people('rename it, requested by Bob Example and Eve Other.')).toEqual(['Bob Example', 'Eve Other']);
  expect(people('drop the flag, asked by Bob. The lock stays.')).toEqual(['Bob']);
  expect(people('As Bob suggested, drop the flag')).toEqual(['Bob']);
  expect(people('drop the flag (Eve J. Other)')).toEqual(['Eve J. Other']);
  expect(people('drop the flag')).toEqual([]);
});

test('the entries between two versions', () => {
  const body = 'v3:\n- three\nv2:\n- two\nv1:\n- one\n';
  const texts = (since: number, until: number): readonly string[] =>
    entriesBetween(findChangelogs(body), { since, until }, new Set()).map(({ text }) => text);
  expect(texts(2, 3)).toEqual(['three']);
  expect(texts(1, 3)).toEqual(['three', 'two']);
  expect(texts(4, 5)).toEqual([]);
  const unnumbered = findChangelogs('Changelog:\n- x\n');
  expect(entriesBetween(unnumbered, { since: 1, until: 2 }, new Set())).toHaveLength(1);
});

test('entries are tied by identifiers and people, not by the topic of the series', () => {
  const entry = (text: string, ...people: readonly string[]) => ({
    text,
    people,
    start: 0,
    end: 1,
    messageId: 'c' as MessageId,
  });
  const target = (text: string) => ({ text, people: ['Bob Example'] });
  const link = (
    entries: readonly ReturnType<typeof entry>[],
    ...texts: readonly string[]
  ): readonly (string | null)[] =>
    linkChangelog(entries, texts.map(target)).map((found) => found && `${found.entry.text}: ${found.reason}`);
  expect(link([entry('rename do_it')], 'why is do_it called so?', 'is this a race?')).toEqual([
    'rename do_it: both say do_it',
    null,
  ]);
  expect(link([entry('documented the locking', 'Bob')], 'What about locking?')).toEqual([
    'documented the locking: both say lock; names Bob',
  ]);
  expect(link([entry('folio batches')], 'folio batch one', 'folio batch two', 'folio batch three')).toEqual([
    null,
    null,
    null,
  ]);
});

test('who is thanked is no word in common', () => {
  const entry = (text: string) => ({ text, people: ['Bob'], start: 0, end: 1, messageId: 'c' as MessageId });
  const tie = (text: string, said: string): string | undefined =>
    linkChangelog([entry(text)], [{ text: said, people: ['Bob Example'] }])[0]?.reason;
  expect(tie('rework the lock (Bob)', 'Acked-by: Bob Example <bob@example.org>')).toBeUndefined();
  expect(tie('rework the lock (Bob)', 'The lock leaks')).toBe('both say lock; names Bob');
});

test('a megabyte is read soon', () => {
  for (const unit of ['v2: ', 'v2:\n- a\n', '- a\n', 'Changes since v1 ', ' ']) {
    const body = `v2:\n${unit.repeat(Math.ceil(1_000_000 / unit.length))}`;
    const startedAt = cpuMs();
    findChangelogs(body);
    expect(cpuMs() - startedAt).toBeLessThan(2_000);
  }
});
