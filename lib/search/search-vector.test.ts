import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Email } from '@/lib/mail/email.ts';
import { createSearchIndexer } from '@/lib/search/search-vector.ts';
import { evenScripts, fieldStem, termOf, WORD } from '@/lib/search/words.ts';

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
  const email = { messageId: 'id1@host', facts: { patchId: null }, subject, from, to, cc: [], body };
  return printVector(index(email as unknown as Email));
}

/** Places of each term, the terms in the order they were met. */
type Places = Map<string, string[]>;
type Position = { at: number };

function addSlowly(places: Places, text: string, letter: string, weight: string, position: Position): void {
  for (const [word] of evenScripts(text).matchAll(WORD)) {
    if (new TextEncoder().encode(word).length <= 64) {
      const raw = letter === '' ? termOf(word) : letter + word;
      if (raw !== null) places.set(raw, [...(places.get(raw) ?? []), `${position.at}${weight}`]);
      const stem = letter === '' ? null : fieldStem(word);
      const had = stem === null ? [] : (places.get(`Z${letter}${stem}`) ?? []);
      if (stem !== null && !had.some((place) => place.endsWith(weight))) {
        places.set(`Z${letter}${stem}`, [...had, `${position.at}${weight}`]);
      }
    }
    position.at += 1;
  }
}

/** The same the slow way, for texts within the limits. */
function reference({ subject, people: [from = '', ...to], body }: Texts): string {
  const places: Places = new Map();
  const [prose, file, patch] = [{ at: 1 }, { at: 1 }, { at: 1 }];
  addSlowly(places, subject, '', 'A', prose);
  prose.at += 1;
  addSlowly(places, `${from} `, '', 'B', prose);
  prose.at += 1;
  addSlowly(places, subject, 'S', 'D', { at: 1 });
  addSlowly(places, `${from} `, 'F', 'D', { at: 1 });
  addSlowly(places, to.join(' \n'), 'T', 'D', { at: 1 });
  addSlowly(places, 'id1@host', 'M', 'D', { at: 1 });
  let before = 'none';
  const state = { inDiff: false, seenDiff: false };
  for (const line of body.split('\n')) {
    const kind = slowKind(line, state);
    if (kind === 'none') continue;
    if (kind !== before && before !== 'none' && (kind === 'prose' || kind === 'quoted')) prose.at += 1;
    before = kind;
    if (kind === 'quoted' || kind === 'prose') {
      addSlowly(places, line, '', kind === 'prose' ? 'C' : 'D', prose);
    } else if (kind === 'git') {
      for (const name of / ([^/]+\/.+) ([^/]+\/.+)$/.exec(line)?.slice(1) ?? []) {
        addSlowly(places, name.slice(name.indexOf('/') + 1), 'N', 'D', file);
        file.at += 1;
      }
      addSlowly(places, line, '', 'C', prose);
    } else if (kind === 'file') {
      addSlowly(places, line.slice(line.indexOf('/') + 1), 'N', 'D', file);
      file.at += 1;
    } else {
      const text = kind === 'hunk' ? line.replace(/^@@ \S+ \S+ @@/, '') : line.slice(1);
      addSlowly(places, text, 'P', { added: 'A', removed: 'B', context: 'C', hunk: 'D' }[kind], patch);
      patch.at += 1;
    }
  }
  return [...places].map(([word, at]) => `${word}:${at.join(',')}`).join(' ');
}

type SlowKind = 'quoted' | 'prose' | 'git' | 'file' | 'none' | 'added' | 'removed' | 'context' | 'hunk';

function slowKind(line: string, state: { inDiff: boolean; seenDiff: boolean }): SlowKind {
  if (line === '') return 'none';
  if (line.startsWith('>')) {
    state.inDiff = state.seenDiff = false;
    return 'quoted';
  }
  if (state.inDiff && line.startsWith(' ')) return 'context';
  const git = line.startsWith('diff --git ');
  if (git || /^(?:---|\+\+\+) [^/]+\/./.test(line)) {
    state.inDiff = state.seenDiff = true;
    return git ? 'git' : 'file';
  }
  if (/^--- [^ ]/.test(line)) state.inDiff = state.seenDiff = true;
  if (/^--- [^ ]/.test(line) || (state.inDiff && /^\+\+\+ [^ ]/.test(line))) return 'prose';
  if (state.inDiff && line.startsWith('+')) return 'added';
  if (state.inDiff && line.startsWith('-')) return 'removed';
  if (state.seenDiff && /^@@ [^ ]+ [^ ]+ @@/.test(line)) return 'hunk';
  state.inDiff = false;
  return 'prose';
}

/** Without the Message-ID, which is the same everywhere. */
function check(texts: Partial<Texts>, expected: string): void {
  const vector = vectorOf({ subject: '', people: [''], body: '', ...texts });
  expect(vector.replace(/ ?Mid1:1D Mhost:2D/, '').trim()).toBe(expected);
}

const DIFF = [
  ...['diff --git a/f.c b/f.c', 'index 0123456..89abcde 100644', '--- a/f.c', '+++ b/f.c'],
  ...['@@ -1 +1 @@ flushing(void)', ' old', '-gone', '+it flushes', '-- ', 'end'],
].join('\n');

test('subject, people, own words, quotes and patches are told apart', () => {
  check(
    { subject: 'Re: [PATCH] xfs: flushes' },
    're:1A patch:2A xfs:3A flush:4A Sre:1D Spatch:2D Sxfs:3D Sflushes:4D ZSflush:4D',
  );
  check({ people: ['An Ann', 'Bob'] }, 'ann:3B Fan:1D Fann:2D Tbob:1D');
  check(
    { body: "On it, don't use 6.12 or c++.\n> flushing\nflushes xfs_flush_inodes's\n" },
    "don't:5C use:6C 6.12:7C c++:9C flush:11D,13C xfs_flush_inodes:14C",
  );
  check(
    { body: DIFF },
    [
      'Nf:1D,4D,7D,10D Nc:2D,5D,8D,11D diff:3C git:4C f:6C,9C c:7C,10C b:8C <0123456:1D >89abcde:1D',
      'Pflushing:1D ZPflush:1D,9A Pvoid:2D Pold:4C Pgone:6B Pit:8A Pflushes:9A end:12C',
    ].join(' '),
  );
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
      '6.12,3',
      'c++',
      'AT&T',
    ),
    fc.string({ maxLength: 6 }),
  );
  const mark = fc.constantFrom(
    ...['', '> ', '>', 'diff --git a/x b/', '--- a/', '+++ b/', '@@ -1 +1 @@ ', ' ', '+', '-'],
  );
  const line = fc.tuple(mark, fc.array(word, { maxLength: 6 }));
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
  expect(vectorOf({ subject: '', people: [''], body: `${quoted}word\n` })).toMatch(/ word:3D,.*,404C$/);
  const long = `> ${'x '.repeat(20_000)}word\nown word\n`;
  const vector = vectorOf({ subject: '', people: [''], body: long });
  expect(vector).toMatch(/word:16383C own:16383C$/);
  // One letter in three bytes each, all different: the largest there is.
  const wide = Array.from({ length: 60_000 }, (_, i) => String.fromCharCode(0x4e00 + (i % 20_000))).join(' ');
  for (const body of [wide, `--- a/b\n+${wide}`, `diff --git a/${wide.replaceAll(' ', '/')} b/c`]) {
    const email = { messageId: 'x', facts: { patchId: null }, subject: '', from: { name: '', email: '' } };
    const made = index({ ...email, to: [], cc: [], body } as unknown as Email);
    expect(made.length).toBeLessThan(1 << 20);
  }
});
