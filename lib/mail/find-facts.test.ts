import { describe, expect, it } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import type { MessageFacts } from '@/lib/mail/facts.ts';
import { findFacts } from '@/lib/mail/find-facts.ts';
import { joinAttached } from '@/lib/mail/patches/attached-patches.ts';

const FROM = { name: 'A B', email: 'a@example.org' };
const DIFF = 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n';

function read(body: string): MessageFacts {
  return findFacts(
    { from: FROM, subject: 'x', body, attached: null, isFlowed: false },
    () => '0123456789012345678901234567890123456789',
    () => null,
  );
}

function check(body: string, expected: Partial<MessageFacts>): void {
  const facts = read(body);
  for (const [name, value] of Object.entries(expected)) expect(facts).toHaveProperty(name, value);
}

describe('findFacts', () => {
  it('asks for the patch id of a patch alone', () => {
    check(`words\n---\n${DIFF}`, { hasDiff: true, patchId: '0123456789012345678901234567890123456789' });
    check('words\n', { hasDiff: false, patchId: null, robot: null, signals: [], citations: [] });
    check('> diff --git a/x b/x\n', { hasDiff: false });
    check('Title\n--- \n--- a/x\n+++ b/x\n@@ -1 +1 @@\n', { hasDiff: true });
  });
  it('takes the interdiff of a cover letter for no patch', () => {
    check(`Words.\n\n x | 2 +-\n 1 file changed\n\nInterdiff against v1:\n${DIFF}-- \n2.45.0\n`, {
      hasDiff: false,
      hasDiffstat: true,
      patchId: null,
    });
    check(`Words.\n\nInterdiff:\n${DIFF}`, { hasDiff: false });
    // Below the words of a patch stands what git am applies.
    check(`Words.\n---\nInterdiff against v1:\n${DIFF}\n${DIFF}`, { hasDiff: true });
    check(`What the interdiff is:\n\n${DIFF}`, { hasDiff: true });
  });
  it('takes a patch that is attached when the text has none', () => {
    const own = `words\n---\n${DIFF}`;
    const read = (body: string, ...texts: readonly string[]): unknown => {
      const files = texts.map((text) => ({ fileName: 'v2-0001-x.patch', text }));
      const message = {
        from: FROM,
        subject: 'x',
        body,
        attached: joinAttached(body, files),
        isFlowed: false,
      };
      const facts = findFacts(
        message,
        (text) => (text === own ? 'own' : 'attached'),
        () => null,
      );
      return [
        facts.hasDiff,
        facts.patchId,
        facts.attached?.map(({ patchId, version }) => [patchId, version]),
      ];
    };
    expect(read('words\n', DIFF)).toEqual([true, 'attached', [['attached', 2]]]);
    expect(read('words\n', DIFF, DIFF)).toEqual([true, null, Array(2).fill(['attached', 2])]);
    expect(read(own, DIFF)).toEqual([true, 'own', undefined]);
    expect(read('words\n', 'a log\n')).toEqual([false, null, undefined]);
  });
  it('finds the change id of the series, not that of another', () => {
    check('words\n---\nbase-commit: 12\nchange-id: 20240626-mgtime-5cd8\n', {
      changeId: '20240626-mgtime-5cd8',
    });
    check('prerequisite-change-id: 2024-x:v2\n> change-id: x\n+change-id: x\n', { changeId: null });
    check('Change-Id: I0123\n', { changeId: 'I0123' });
    check('change-id: two words\n', { changeId: null });
  });
  it('takes the address of what a forge tells of for its change id, and its committed diff for no version', () => {
    const detail = '\n\nREVISION DETAIL\n  https://reviews.example.org/D123\n\nCHANGE DETAILS\n\n';
    const changeId = 'https://reviews.example.org/D123';
    check(`ann updated this revision to Diff 7.${detail}${DIFF}`, { changeId, hasDiff: true });
    const line = 'This revision was automatically updated to reflect the committed changes.';
    const signals = [{ kind: 'applied', inTree: true, start: 0, end: line.length }] as const;
    check(`${line}${detail}${DIFF}`, { changeId, hasDiff: false, signals });
    check(`${line}\n\n${DIFF}`, { changeId: null, hasDiff: true, signals: [] });
    check(`https://github.com/ann updated https://github.com/o/r/pull/5\n\n${DIFF}`, {
      changeId: 'https://github.com/o/r/pull/5',
    });
    check('See\nhttps://github.com/ann and https://github.com/o/r/pull/5\n', { changeId: null });
  });
  it('knows a question to its reader, and not one to who takes patches', () => {
    check('Where is it freed?\n', { asks: true });
    for (const text of [
      'It is freed.',
      'OK then?',
      '> Where is it freed?',
      'Can we get this merged, please?',
    ])
      expect(read(text).asks).toBe(undefined);
  });
  it('tells a diffstat from the separator of a patch', () => {
    check(' fs/x.c | 2 +-\n 1 file changed, 1 insertion(+)\n', { hasDiffstat: true });
    check(`words\n---\n fs/x.c | 2 +-\n\n${DIFF}`, { hasDiffstat: true });
    check(`words\n---\n${DIFF}`, { hasDiffstat: false });
    check('> fs/x.c | 2 +-\n', { hasDiffstat: false });
  });
});

describe('findFacts on hostile text', () => {
  const LENGTH = 500_000;
  const hostile: Readonly<Record<string, string>> = {
    'one line of @': '@'.repeat(LENGTH),
    'addresses without end': 'https://a/b@c'.repeat(LENGTH / 13),
    'links on lines': 'https://lore.kernel.org/r/a@b\n'.repeat(LENGTH / 30),
    'one sentence of promises': 'I will '.repeat(LENGTH / 7),
    sentences: 'Ok, ok, ok, ok I will. '.repeat(LENGTH / 23),
    blanks: ' '.repeat(LENGTH),
    dots: '.'.repeat(LENGTH),
    trailers: 'Nacked-by: a\n'.repeat(LENGTH / 13),
    'change ids': 'change-id: \n'.repeat(LENGTH / 12),
    'colons under links': ':\nhttps://'.repeat(LENGTH / 10),
    words: `this ${'looks '.repeat(LENGTH / 6)}`,
    'empty lines': '\n'.repeat(LENGTH),
  };
  for (const [name, body] of Object.entries(hostile)) {
    it(`stays linear: ${name}`, () => {
      const before = cpuMs();
      const facts = findFacts(
        { from: FROM, subject: 'x', body, attached: null, isFlowed: false },
        () => null,
        () => null,
      );
      // A quadratic step over all of it takes half a minute.
      expect(cpuMs() - before).toBeLessThan(3_000);
      expect(facts.citations.length + facts.signals.length).toBeLessThanOrEqual(300);
    });
  }
});
