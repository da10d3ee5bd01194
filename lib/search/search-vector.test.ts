import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Email } from '@/lib/mail/email.ts';
import { createSearchIndexer } from '@/lib/search/search-vector.ts';
import { termOf } from '@/lib/search/words.ts';

type Texts = { readonly subject: string; readonly people: readonly string[]; readonly body: string };

const LETTERS = ['D', 'C', 'B', 'A'];
const index = createSearchIndexer();

/** The vector as PostgreSQL prints a tsvector, its words in the order they were met. */
function printVector(vector: Uint8Array): string {
  const view = new DataView(vector.buffer, vector.byteOffset, vector.length);
  const words: string[] = [];
  let at = 4;
  for (let left = view.getInt32(0); left > 0; left -= 1) {
    const end = vector.indexOf(0, at);
    const word = new TextDecoder().decode(vector.subarray(at, end));
    const count = view.getUint16(end + 1);
    const places = Array.from({ length: count }, (_, i) => view.getUint16(end + 3 + 2 * i));
    words.push(`${word}:${places.map((place) => `${place & 0x3fff}${LETTERS[place >> 14]}`).join(',')}`);
    at = end + 3 + 2 * count;
  }
  expect(at).toBe(vector.length);
  return words.join(' ');
}

function vectorOf({ subject, people, body }: Texts): string {
  const [from = { name: '', email: '' }, ...to] = people.map((name) => ({ name, email: '' }));
  return printVector(index({ subject, from, to, cc: [], body } as unknown as Email));
}

/** The same the slow way, for texts within the limits. */
function reference({ subject, people, body }: Texts): string {
  const places = new Map<string, string[]>();
  let position = 1;
  const add = (text: string, weight: string, name: boolean): void => {
    const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}_]+/gu) ?? [];
    for (const word of words) {
      const term = name ? word : termOf(word);
      if (term !== null) places.set(term, [...(places.get(term) ?? []), `${position}${weight}`]);
      position += 1;
    }
  };
  add(subject, 'A', false);
  position += 1;
  for (const one of people) add(one, 'B', true);
  position += 1;
  let before: string | null = null;
  let inDiff = false;
  for (const line of body.split('\n')) {
    inDiff ||= line.startsWith('diff --git ');
    const weight = inDiff || line.startsWith('>') ? 'D' : 'C';
    if (before !== null && weight !== before) position += 1;
    before = weight;
    add(line, weight, false);
  }
  return [...places].map(([word, at]) => `${word}:${at.join(',')}`).join(' ');
}

function check(texts: Partial<Texts>, expected: string): void {
  expect(vectorOf({ subject: '', people: [''], body: '', ...texts })).toBe(expected);
}

test('subject, people, own words, quotes and patches are told apart', () => {
  check({ subject: 'Re: [PATCH 1/2] xfs: flush' }, 're:1A patch:2A 1:3A 2:4A xfs:5A flush:6A');
  check({ people: ['Flushed Ann', 'Bob'] }, 'flushed:2B ann:3B bob:4B');
  check(
    { body: 'On it.\n> flushing\nflushes xfs_flush_inodes a/b.c\n' },
    'flush:6D,8C xfs_flush_inodes:9C b:11C c:12C',
  );
  check({ body: 'x\ndiff --git a/f b/f\n+y\n' }, 'x:3C diff:5D git:6D f:8D,10D b:9D y:11D');
});

test('equal to the slow way on generated mail, other scripts too', () => {
  const word = fc.oneof(
    fc.constantFrom(
      'flushed',
      'The',
      'x_1',
      'Straße',
      'ПРИВЕТ',
      'é',
      '日本',
      '—',
      '…',
      'İx',
      '0x12',
      '😀',
      '>',
      "don't",
    ),
    fc.string({ maxLength: 6 }),
  );
  const line = fc.tuple(fc.constantFrom('', '> ', '>', 'diff --git ', ' '), fc.array(word, { maxLength: 6 }));
  const text = fc.array(line, { maxLength: 12 }).map((lines) =>
    lines
      .map(([mark, words]) => mark + words.join(' '))
      .join('\n')
      .toWellFormed(),
  );
  fc.assert(
    fc.property(text, text, fc.array(text, { minLength: 1, maxLength: 3 }), (subject, body, people) => {
      const texts = { subject, body, people };
      expect(vectorOf(texts)).toBe(reference(texts));
    }),
    { seed: 5, numRuns: 500 },
  );
});

test('what comes before does not change what comes after', () => {
  const texts = { subject: 'one two', people: ['Ann'], body: 'three\n> four\n' };
  const first = vectorOf(texts);
  // More words than the indexer keeps.
  for (let n = 0; n < 6; n += 1) {
    vectorOf({
      ...texts,
      body: Array.from({ length: 20_000 }, (_, i) => (i + n * 20_000).toString(36)).join(' '),
    });
  }
  expect(vectorOf(texts)).toBe(first);
});

test('a place that weighs more is kept where there is no room for all', () => {
  const quoted = '> word\n'.repeat(400);
  expect(vectorOf({ subject: '', people: [''], body: `${quoted}word\n` })).toMatch(/^word:3D,.*,404C$/);
  const long = `> ${'x '.repeat(20_000)}word\nown word\n`;
  const vector = vectorOf({ subject: '', people: [''], body: long });
  expect(vector).toMatch(/word:16383C own:16383C$/);
  // One letter in three bytes each, all different: the largest there is.
  const wide = Array.from({ length: 60_000 }, (_, i) => String.fromCharCode(0x4e00 + (i % 20_000))).join(' ');
  expect(
    index({ subject: '', from: { name: '', email: '' }, to: [], cc: [], body: wide } as unknown as Email)
      .length,
  ).toBeLessThan(1 << 20);
});
