import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import { rangeDiff } from '@/lib/series/review/range-diff.ts';
import type { RangePatch } from '@/lib/series/review/range-text.ts';

/** Patches of one version from `title: lines`, each adding its lines to a file of its own name. */
function version(name: string, ...patches: readonly (readonly [string, string])[]): readonly RangePatch[] {
  return patches.map(([title, lines], index) => {
    const added = lines.split(' ').map((line) => `+${line}\n`);
    const file = 'diff --git a/f b/f\n--- a/f\n+++ b/f\n';
    const body = `Why.\n---\n${file}@@ -1,0 +1,${added.length} @@\n${added.join('')}-- \n2.45.0\n`;
    return { n: index + 1, messageId: `${name}${index + 1}` as MessageId, title, body };
  });
}

/** One word an entry: `1=1`, `1!2`, `1<` dropped, `>2` new, with `t` where only the title paired them. */
function draw(before: readonly RangePatch[], after: readonly RangePatch[]): string {
  return rangeDiff(before, after)
    .map((entry) => {
      const sign = { same: '=', changed: '!', new: '>', dropped: '<' }[entry.kind];
      return `${entry.before?.n ?? ''}${sign}${entry.after?.n ?? ''}${entry.by === 'title' ? 't' : ''}`;
    })
    .join(' ');
}

const A = 'one two three four five six seven eight nine ten';

test('same, changed, new, dropped, moved', () => {
  const one = version('a', ['x', A], ['y', 'p q r s t u v w']);
  expect(draw(one, one)).toBe('1=1 2=2');
  expect(draw(one, version('b', ['x', A]))).toBe('1=1 2<');
  expect(draw(one, version('b', ['new', 'k l m n o'], ['y', 'p q r s t u v w'], ['x', `${A} eleven`]))).toBe(
    '>1 2=2 1!3',
  );
  expect(draw(one, version('b', ['renamed', A], ['Y', 'g h i j k l m']))).toBe('1!1 2!2t');
  expect(draw([], [])).toBe('');
});

test('a patch is paired with the only one of its title, not with what is cheaper', () => {
  // As in an RFC and its v1: the small patch costs less with any other than what was written anew.
  const before = version('a', ['keep', `${A} p q r s t u v w`], ['fix', `${A} x y z`], ['small', 'flush']);
  const after = version('b', ['fix', 'flush now']);
  expect(draw(before, after)).toBe('1< 2!1t 3<');
  expect(draw(version('a', ['x', A], ['x', 'p q r s t u v w']), version('b', ['x', 'p q r s t u v W']))).toBe(
    '1< 2!1',
  );
});

test('what tools write above the message is no message', () => {
  const [patch] = version('a', ['x', 'p q r']) as [RangePatch];
  const under = (head: string): RangePatch => ({ ...patch, body: `${head}${patch.body}` });
  const hg = (date: number): RangePatch =>
    under(`# HG changeset patch\n# Date ${date} 0\n# Node ID ${date}\n`);
  expect(draw([hg(1)], [hg(2)])).toBe('1=1');
  const git = (date: number): RangePatch => under(`From: A <a@b>\nDate: ${date}\nSubject: x\n\n`);
  expect(draw([git(1)], [git(2)])).toBe('1=1');
  expect(draw([under('# HG\n')], [under('# hg\n')])).toBe('1!1');
});

test('the changed lines are shown with their places', () => {
  const [before] = version('a', ['x', 'p q r']);
  const [after] = version('b', ['x', 'p Q r']);
  const [entry] = rangeDiff([before as RangePatch], [after as RangePatch]);
  const changed = entry?.lines.filter(({ kind }) => kind !== 'context');
  expect(changed?.map(({ part, kind, text }) => `${part} ${kind} ${text}`)).toEqual([
    'diff deleted +q',
    'diff added +Q',
  ]);
  expect(before?.body.slice(changed?.[0]?.before ?? 0).startsWith('+q')).toBe(true);
  expect(after?.body.slice(changed?.[1]?.after ?? 0).startsWith('+Q')).toBe(true);
  expect(entry).toMatchObject({ messageChanged: false, diffChanged: true });
});

test('a version against itself is the same; every patch of two versions stands in one entry', () => {
  const patch = fc.tuple(
    fc.constantFrom('x', 'y', 'z'),
    fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 12 }),
  );
  const patches = fc.array(
    patch.map(([title, lines]) => [title, lines.join(' ')] as const),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(patches, patches, (a, b) => {
      const [one, two] = [version('a', ...a), version('b', ...b)];
      expect(rangeDiff(one, one).every(({ kind }) => kind === 'same')).toBe(true);
      const there = rangeDiff(one, two);
      expect(there.flatMap((entry) => entry.before?.n ?? []).sort()).toEqual(one.map(({ n }) => n).sort());
      expect(there.flatMap((entry) => entry.after?.n ?? [])).toEqual(two.map(({ n }) => n));
    }),
    { seed: 3, numRuns: 100 },
  );
});

/** A repository with two branches of random edits; both as patches, and the pairs git range-diff prints. */
function compareWithGit(seed: number): { readonly own: string; readonly git: string } {
  const folder = mkdtempSync(join(tmpdir(), 'docket-range-'));
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@b', '-C', folder, ...args]).toString();
  let state = seed;
  const next = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  try {
    git('init', '-q', '-b', 'base');
    const lines = Array.from({ length: 60 }, (_, i) => `line ${i} of the file`);
    const save = (text: readonly string[]): void =>
      writeFileSync(join(folder, 'f.c'), `${text.join('\n')}\n`);
    save(lines);
    git('add', '.');
    git('commit', '-q', '-m', 'base');
    const edits = Array.from({ length: 4 }, (_, i) => ({
      at: i * 14 + 3,
      count: 2 + next(6),
      word: `edit${i}`,
    }));
    for (const branch of ['one', 'two']) {
      git('checkout', '-q', '-b', branch, 'base');
      const text = [...lines];
      for (const [index, edit] of edits.entries()) {
        if (branch === 'two' && next(5) === 0) continue;
        for (let k = 0; k < edit.count; k++) {
          text[edit.at + k] = `${edit.word} ${k} ${branch === 'two' && next(3) === 0 ? 'other' : 'same'}`;
        }
        save(text);
        git('commit', '-q', '-a', '--allow-empty', '-m', `${branch} ${index}`);
      }
    }
    const read = (branch: string): readonly RangePatch[] =>
      git('log', '--reverse', '--format=', '-p', '--format=%x00%s%x01', `base..${branch}`)
        .split('\0')
        .slice(1)
        .map((text, index) => {
          const [title = '', body = ''] = text.split('\u0001');
          return { n: index + 1, messageId: `${branch}${index}` as MessageId, title, body };
        });
    const printed = git('range-diff', '-s', 'base..one', 'base..two').trim().split('\n');
    const pairs = printed.map((line) => {
      const [, a, , sign, b] = /^\s*(-|\d+):\s+(\S+)\s+([=!<>])\s+(-|\d+):/.exec(line) ?? [];
      return `${a === '-' ? '' : a}${sign === '=' ? '!' : sign}${b === '-' ? '' : b}`;
    });
    // The titles differ on purpose, so what is the same for its diff is still changed.
    return { own: draw(read('one'), read('two')).replaceAll('=', '!'), git: pairs.join(' ') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('pairs as git range-diff does', () => {
  for (let seed = 1; seed <= 6; seed++) {
    const { own, git } = compareWithGit(seed);
    expect(own, `seed ${seed}`).toBe(git);
  }
});

test('two versions of 200 unlike patches end soon', () => {
  const many = (name: string): readonly RangePatch[] =>
    version(
      name,
      ...Array.from({ length: 200 }, (_, i) => [`${name} ${i}`, `${name}${i} `.repeat(50).trim()] as const),
    );
  const startedAt = cpuMs();
  expect(rangeDiff(many('a'), many('b'))).toHaveLength(400);
  const large = (name: string): readonly RangePatch[] =>
    version(
      name,
      ...Array.from(
        { length: 20 },
        (_, i) =>
          [`t${i}`, Array.from({ length: 2_000 }, (_, k) => `${name}${(k * i) % 97}`).join(' ')] as const,
      ),
    );
  expect(rangeDiff(large('a'), large('b')).length).toBeGreaterThanOrEqual(20);
  expect(cpuMs() - startedAt).toBeLessThan(10_000);
});
