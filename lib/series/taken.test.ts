import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import type { TreeNote } from '@/lib/mail/facts.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { type Row, testArchive } from '@/lib/series/test-archive.ts';
import { answer, ONE, TWO } from '@/lib/series/test-state.ts';

/** `titles` are parted by `; `, `names` by blanks; by the script of eve unless told. */
function note(titles: string, names: string, told: Partial<TreeNote> & { readonly by?: string } = {}): Row {
  const { by = 'eve', ...rest } = told;
  const ids = names.split(' ') as MessageId[];
  const author = null;
  const common = {
    tree: 'mm',
    kind: 'taken',
    titles: titles.split('; '),
    ids,
    author,
    start: 2,
    end: 5,
  } as const;
  const robot = rest.thanks === true ? null : 'mm-commits';
  return { subject: 'a tree tells', by, diff: false, facts: { robot, note: { ...common, ...rest } } };
}

const dropped = (titles: string, names: string): Row => note(titles, names, { kind: 'dropped' });
const stable = { tree: '6.6-stable', backport: true } as const;

/** `state rule cause turn` of each series. */
function check(rows: readonly Row[], ...expected: readonly string[]): void {
  const { series } = deriveArchive(testArchive(rows));
  const states = series.map(
    ({ reason: { state, rule, because, turn } }) => `${state} ${rule} ${because.messageId} ${turn}`,
  );
  expect(states).toEqual(expected);
}

const NEW = 'new no-answer m0 reviewers';

describe('what trees tell in threads of their own', () => {
  it('accepts the posting whose patch it names, by the words of the mail', () => {
    check([...ONE, note('x', 'm0')], 'accepted applied-by-robot m1 nobody');
    const { series } = deriveArchive(testArchive([...ONE, note('x', 'm0')]));
    expect(series[0]?.reason.because).toMatchObject({ start: 2, end: 5 });
    expect(series[0]?.taken).toMatchObject([{ messageId: 'm1', tree: 'mm', patches: [1] }]);
  });
  it('takes each patch by itself, and all when the last is taken', () => {
    check([...TWO, note('a', 'm1')], 'under-review applied-in-part m3 author');
    check([...TWO, note('a', 'm1'), note('b', 'm2')], 'accepted applied-by-robot m4 nobody');
  });
  it('knows the patch by its title when the cover is named, alone or beside it', () => {
    check([...TWO, note('a', 'm0')], 'under-review applied-in-part m3 author');
    check([...TWO, note('a', 'm0 m1'), note('b', 'm0 m2')], 'accepted applied-by-robot m4 nobody');
    check([...TWO, note('c', 'm0')], NEW);
  });
  it('knows it by its change or by its author where the title was made anew', () => {
    const patch: Row = { subject: '[PATCH] x', patchId: 'p' };
    const changed: Row = note('fs: x', 'm0');
    check([patch, changed], NEW);
    check(
      [patch, { ...changed, facts: { ...changed.facts, patchId: 'p' } }],
      'accepted applied-by-robot m1 nobody',
    );
    const author = 'ann@example.org';
    check([patch, note('fs: x', 'm0', { author })], NEW);
    check([patch, note('fs: x', 'm0', { author, isSource: true })], 'accepted applied-by-robot m1 nobody');
    check([patch, note('fs: x', 'm0', { author: 'bob@example.org', isSource: true })], NEW);
  });
  it('says nothing of what a commit names for its reasons', () => {
    const report: Row = { subject: '[PATCH] another way', by: 'bob' };
    check(
      [...ONE, report, note('x', 'm0 m1')],
      'accepted applied-by-robot m2 nobody',
      'new no-answer m1 reviewers',
    );
  });
  it('is of the last version that it names, or of the one with its change', () => {
    const second: Row = { subject: '[PATCH v2] x' };
    const superseded = 'superseded newer-version m1 nobody';
    check([...ONE, second, note('x', 'm0 m1')], superseded, 'accepted applied-by-robot m2 nobody');
    const told = note('x', 'm0 m1');
    check(
      [{ subject: '[PATCH] x', patchId: 'p' }, second, { ...told, facts: { ...told.facts, patchId: 'p' } }],
      'accepted applied-by-robot m2 nobody',
      'new no-answer m1 reviewers',
    );
  });
  it('gives way to a next version, unless it was said after it', () => {
    const second: Row = { subject: '[PATCH v2] x' };
    check(
      [...ONE, note('x', 'm0'), second],
      'superseded newer-version m2 nobody',
      'new no-answer m2 reviewers',
    );
    check(
      [...ONE, second, note('x', 'm0')],
      'accepted applied-by-robot m2 nobody',
      'new no-answer m1 reviewers',
    );
  });
  it('takes back what the same tree lets go', () => {
    check([...ONE, note('x', 'm0'), dropped('x', 'm0')], NEW);
    check(
      [...ONE, note('x', 'm0'), dropped('x', 'm0'), note('x', 'm0')],
      'accepted applied-by-robot m3 nobody',
    );
    check(
      [...TWO, note('a', 'm1'), note('b', 'm2'), dropped('a', 'm1')],
      'under-review applied-in-part m4 author',
    );
    const other = note('x', 'm0', { tree: 'tip x' });
    check([...ONE, other, note('x', 'm0'), dropped('x', 'm0')], 'accepted applied-by-robot m1 nobody');
    check(
      [...ONE, note('x', 'm0'), { ...dropped('x', 'm0'), by: 'mallory' }],
      'accepted applied-by-robot m1 nobody',
    );
    check([...ONE, dropped('x', 'm0'), note('x', 'm0')], 'accepted applied-by-robot m2 nobody');
  });
  it('takes back what its maintainer said below it', () => {
    const said = answer(['eve', 'm0', 'applied']);
    check([...ONE, said], 'accepted applied m1 nobody');
    check([...ONE, said, dropped('x', 'm0')], 'under-review answered m1 author');
    check([...ONE, answer(['bob', 'm0', 'applied']), dropped('x', 'm0')], 'accepted applied m1 nobody');
  });
  it('takes a stable tree for the word on a patch only where no other has one', () => {
    check([...ONE, note('x', 'm0', stable)], 'accepted applied-by-robot m1 nobody');
    check([...ONE, note('x', 'm0', stable), note('x', 'm0')], 'accepted applied-by-robot m2 nobody');
    check(
      [...ONE, note('x', 'm0'), note('x', 'm0', stable), note('x', 'm0', { ...stable, kind: 'dropped' })],
      'accepted applied-by-robot m1 nobody',
    );
  });
  it('is of one patch also where it answers the cover or the first', () => {
    const tip = (titles: string, to: string): Row => ({
      ...note(titles, to),
      cites: [to],
      facts: { ...note(titles, to).facts, signals: [{ kind: 'applied', start: 2, end: 5 }] },
    });
    check([...TWO, tip('a', 'm0')], 'under-review applied-in-part m3 author');
    const bare: readonly Row[] = [{ subject: '[PATCH 1/2] a' }, { subject: '[PATCH 2/2] b', cites: ['m0'] }];
    check([...bare, tip('a', 'm0')], 'under-review applied-in-part m2 author');
    check([...bare, tip('a', 'm0'), tip('b', 'm1')], 'accepted applied-by-robot m3 nobody');
  });
  it('reads thanks that lost their thread, not the author’s own nor those of another thread', () => {
    const thanks = { thanks: true, tree: '' } as const;
    check([...TWO, note('a; b', 'm0', thanks)], 'accepted applied m3 nobody');
    check([...TWO, note('a; b', 'm0', { ...thanks, by: 'ann' })], NEW);
    check([...TWO, { ...note('a; b', 'm0', thanks), cites: ['gone'] }], NEW);
  });
  it('is of the patches with these titles when it thanks below a mail that is not here', () => {
    const thanks = { thanks: true, tree: '' } as const;
    const bare: readonly Row[] = [1, 2].map((n) => ({
      subject: `[PATCH ${n}/2] ${n === 1 ? 'a' : 'b'}`,
      cites: ['gone'],
    }));
    const told = (titles: string, to: string, by = 'eve'): Row => ({
      ...note(titles, 'none', { ...thanks, ids: [], by }),
      cites: [to],
    });
    check([...bare, told('a; b', 'gone')], 'accepted applied m2 nobody');
    check([...bare, told('b', 'gone')], 'under-review applied-in-part m2 author');
    for (const row of [told('c', 'gone'), told('a; b', 'gone', 'ann'), told('a; b', 'elsewhere')]) {
      check([...bare, row], NEW);
    }
    // Below a posting it is an answer, which says by its words what it takes.
    check([...bare, told('a; b', 'm0')], 'under-review answered m2 author');
  });
  it('is of the very diff of its author when the hook of a repository tells of a commit', () => {
    const hook = (patchId: string, by = 'ann'): Row => {
      const row = note('x', 'none', { ids: [], author: `${by}@example.org`, tree: 'gcc' });
      return { ...row, facts: { ...row.facts, robot: 'commit mail', patchId } };
    };
    const patch: Row = { subject: '[PATCH] y', patchId: 'p' };
    const second: Row = { subject: '[PATCH v2] y', patchId: 'p' };
    const third: Row = { subject: '[PATCH] z', patchId: 'p', by: 'bob' };
    check([patch, third, hook('p')], 'accepted applied-by-robot m2 nobody', 'new no-answer m1 reviewers');
    check([patch, hook('q')], NEW);
    check([patch, hook('p', 'cat')], NEW);
    check(
      [patch, second, hook('p')],
      'superseded newer-version m1 nobody',
      'accepted applied-by-robot m2 nobody',
    );
  });
  it('is of nothing that is posted later, so that an archive cut between them says the same', () => {
    const taken = (rows: readonly Row[]): unknown =>
      deriveArchive(testArchive(rows)).series.map(({ id, taken: told }) => [
        id,
        told.map(({ messageId }) => messageId),
      ]);
    const hook: Row = {
      ...note('x', 'none', { ids: [], author: 'ann@example.org', tree: 'gcc' }),
      patchId: 'p',
    };
    const patch: Row = { subject: '[PATCH] y', patchId: 'p' };
    const again: Row = { subject: '[PATCH for-13] y', patchId: 'p' };
    expect(taken([patch, hook, again])).toEqual([
      ['m0', ['m1']],
      ['m2', []],
    ]);
    expect(taken([hook, patch, again])).toEqual([
      ['m1', ['m0']],
      ['m2', []],
    ]);
    const bare = (version: string): readonly Row[] =>
      [1, 2].map((n) => ({ subject: `[PATCH ${version}${n}/2] ${n === 1 ? 'a' : 'b'}`, cites: ['gone'] }));
    const thanks: Row = {
      ...note('a; b', 'none', { thanks: true, tree: '', ids: [] }),
      cites: ['gone'],
    };
    expect(taken([...bare(''), thanks, ...bare('v2 ')])).toEqual([
      ['m0', ['m2']],
      ['m3', []],
    ]);
  });
  it('is of a reroll as of what it mends, where that was carried over', () => {
    const mended: Row = { subject: '[PATCH v2 2/2] b', cites: ['m0', 'm2'] };
    check(
      [...TWO, mended, note('a', 'm1'), note('b', 'm3')],
      'superseded newer-version m3 nobody',
      'accepted applied-by-robot m5 nobody',
    );
  });
  it('comes out alike in whatever order mails arrive', () => {
    const rows: readonly Row[] = [
      ...TWO,
      ...[note('a', 'm0 m1'), note('b', 'm2'), dropped('b', 'm2'), note('b', 'm2', stable)],
      ...[{ subject: '[PATCH v2] x' }, note('x', 'm0 m7'), dropped('x', 'm7'), note('a', 'm1')],
    ];
    const all = testArchive(rows).map((one) => ({ ...one, time: one.time - (one.time % 180_000) }));
    const states = (messages: typeof all): unknown =>
      deriveArchive(messages).series.map(({ id, reason, taken }) => ({ id, reason, taken }));
    const expected = states(all);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        expect(states(shuffled)).toEqual(expected);
      }),
      { seed: 25, numRuns: 200 },
    );
  });
  it('bounds what thousands of mails cost that name one long series', () => {
    const patches = Array.from({ length: 400 }, (_, n) => ({
      subject: `[PATCH ${n + 1}/400] part ${n}`,
      cites: ['m0'],
    }));
    const notes = Array.from({ length: 5_000 }, (_, n) => note(`part ${n % 400}`, 'm0'));
    const rows = testArchive([{ subject: '[PATCH 0/400] x' }, ...patches, ...notes]);
    const before = cpuMs();
    deriveArchive(rows);
    expect(cpuMs() - before).toBeLessThan(6_000);
  });
  it('bounds what hooks and thanks cost that may be of a thousand postings', () => {
    const hook: Row = {
      ...note('x', 'none', { ids: [], author: 'ann@example.org', tree: 'gcc' }),
      patchId: 'p',
    };
    const thanks: Row = { ...note('x', 'none', { thanks: true, tree: '', ids: [] }), cites: ['gone'] };
    for (const row of [hook, thanks]) {
      const patches = Array.from({ length: 1_000 }, (_, n) => ({
        subject: `[PATCH] ${row === hook ? `part ${n}` : 'x'}`,
        cites: ['gone'],
        patchId: 'p',
      }));
      const rows = testArchive([...patches, ...Array.from({ length: 1_000 }, () => row)]);
      const before = cpuMs();
      deriveArchive(rows);
      expect(cpuMs() - before).toBeLessThan(4_000);
    }
  });
});

test('what is asked to be pulled takes the patches it names, and is no version of theirs', () => {
  const pulled = (name: string, id: string): Row => {
    const { facts } = note(name, id, { tree: 'pull request' });
    return { subject: `[PULL 1/1] ${name}`, cites: [], facts: { ...facts, robot: null } };
  };
  check([...ONE, pulled('x', 'm0')], 'accepted applied m1 nobody', 'new no-answer m1 reviewers');
  const { links } = deriveArchive(testArchive([...ONE, pulled('x', 'm0')]));
  expect(links).toEqual([]);
});
