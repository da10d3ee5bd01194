import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { replyBlocks } from '@/lib/series/review/reply-blocks.ts';

/** Each block as `last quoted line | words`. */
function check(body: string, ...expected: readonly string[]): void {
  const found = replyBlocks(body, 'Ann B. Example').map(
    ({ start, end, quoted }) => `${quoted.at(-1)?.text} | ${body.slice(start, end)}`,
  );
  expect(found).toEqual(expected);
}

test('words below quotes', () => {
  check('> a\nwhy?\n\n> b\n>> c\nand\n\nthis\n', 'a | why?', 'c | and\n\nthis');
  check('no quote, no block\n');
  check('On Monday B wrote:\n> a\n\nwhy?\n', 'a | why?');
  check('> a\n[...]\n> b\nwhy?\n', 'b | why?');
  check('On Monday B wrote:\n| a\n\nwhy?\n', 'a | why?');
  check('> a\n> -- \n> 2.45.2\n\nwhy?\n', 'a | why?');
  check(
    '> a\n\nlike this:\n\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n',
    'a | like this:\n\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b',
  );
});

test('what is no comment', () => {
  check('> a\nHi Bob,\n\nwhy?\n\nThanks,\nAnn\n', 'a | why?');
  check('> a\nwhy?\n\n--A\n', 'a | why?');
  check('> a\nwhy?\n-- \nAnn at home\n', 'a | why?');
  check('> a\n\nReviewed-by: Ann B. Example <ann@example.org>\n');
  check('> a\nLooks good to me:\n\nReviewed-by: Ann B. Example <ann@example.org>\n');
  const tag = 'Reviewed-by: Ann B. Example <ann@example.org>\n';
  for (const scope of [
    'Series:',
    'On the series,',
    'For the whole series:',
    'Patches 1-3:',
    'to this series:',
  ]) {
    check(`> a\n\n${scope}\n\n${tag}`);
    check(`> a\n\n${scope}\n${tag}\nand applied to for-next for 9.1, thanks.\n\n-- AE\n`);
  }
  check(`> a\n\nThe series:\n${tag}\nbut why?\n`, `a | The series:\n${tag}\nbut why?`);
  check('> a\nOn the series I have one question.\n', 'a | On the series I have one question.');
  check('> a\nWho calls it in the\nseries.\n', 'a | Who calls it in the\nseries.');
  check(`> a\nThanks, these look good to me.\n${tag}`);
  check('> a\nThanks!\n');
  check('> a\nCheers,\n\nAnn Example\n');
  check('> a\nLooks good, but why?\n', 'a | Looks good, but why?');
  check('> a\nLooks good, thanks!\n');
  check('> a\nthanks\n-- ABE\n');
  check('> a\nwhy?\n\n~Annie\n', 'a | why?');
  check('> a\nwhy?\n\nthx\n\n[...]\n-- \nAnn\n', 'a | why?');
  check('> a\nApplied to example.git (for-next). Thanks!\n');
  check(
    '> a\n\nApplied, thanks!\n\n[1/2] x: y\n      commit: 0123456789\n[2/2] x: z\n      (no commit info)\n',
  );
  check('> a\nOther than that, looks good.  Will queue.  Thanks.\n');
  check('> a\nwhy?\n\nOther than that,\nReviewed-by: Ann B. Example <ann@example.org>\n', 'a | why?');
  check('> a\nwhy?\n\nRegards,\nAnnie\n', 'a | why?');
  check('> a\nwhy?\n/Ann\n', 'a | why?');
  check('> a\nCheers, Ann\n---end quoted text---\n');
  check('> a\n[--SNIP--]\n> b\nwhy?\n', 'b | why?');
  check('> a\nThanks, installed on the master branch, and closing the bug.\n');
  // Names that From does not have: below a tag, far to the right, below a closing.
  check(
    '> a\nLooks good. Feel free to add:\n\nReviewed-by: Ann B. Example <ann@example.org>\n\n\t\t\t\tHonza\n',
  );
  check('> a\nLooks good. You can add:\n\nReviewed-by: Ann B. Example <ann@example.org>\n\nHonza\n');
  check('> a\nwhy?\n\n\t\t\t\tHonza\n', 'a | why?');
  check('> a\nApplied, thanks.\n\n\t\t\t\t\t- Ted\n');
  check('> a\nthanks,\n-serge\n');
  check('> a\nwhy?\n\nViele Grüße\nHonza\n', 'a | why?');
  check('> a\nGr{oetje,eeting}s,\n\n                        Geert\n');
  check('> a\nwhy?\n\n\t\t\treturn -EIO;\n', 'a | why?\n\n\t\t\treturn -EIO;');
  check('> a\nthanks for the fix\n');
  check('> a\n*nod*\n');
  check('> a\n[snap]\n');
  check('> a\nHi Ann, all,\n\nwhy?\n', 'a | why?');
  check('> a\nHey Ann Lee, thanks for the patch!\n\nwhy?\n', 'a | why?');
  check('> a\nHey, this leaks the page\n', 'a | Hey, this leaks the page');
  check('> a\nHi, the lock is not held here\n', 'a | Hi, the lock is not held here');
  check('> a\nwhy?\n\npw-bot: cr\n', 'a | why?');
  check('> a\nwhy?\n-- \npw-bot: cr\n', 'a | why?');
  check('> a\nRecheck-request: unit-tests\n');
  for (const pointer of [
    'A few comments inline.',
    'Some nits below:',
    '(nit below)',
    'Just two small remarks below',
  ])
    check(`> a\n${pointer}\n\n> b\nwhy?\n`, 'b | why?');
  check('> a\nThe comment below is wrong.\n', 'a | The comment below is wrong.');
  check('> a\nDrop the comments below.\n', 'a | Drop the comments below.');
  check('> a\nApplied, thanks.\n\nPlease update the changelog at https://wiki.example.org/10.0 for users.\n');
  check('> a\nApplied, but without the last hunk.\n', 'a | Applied, but without the last hunk.');
});

test('praise and thanks in other words', () => {
  for (const praise of [
    'Looks sensible,',
    'Seems fine to me.',
    'Sounds good to me!',
    'That looks pretty straightforward',
    'The changes look good to me,',
    'The entire series LGTM',
    'Thanks for doing this,',
    'Thanks for documenting the calling conventions,',
    'LGTM now, thanks for the tweaks!',
    'Looks good, thanks. Please feel free to add:',
    'Nice cleanup! Looks good to me.',
    'Thanks for doing this. Some comments below.',
  ])
    check(`> a\n${praise}\n`);
  for (const words of [
    'Seems fine to me, but rename it.',
    'Sounds wrong to me.',
    'The changes look good for two callers.',
    'Thanks for fixing this, but the lock leaks.',
    'Thanks for asking, why is it here?',
    'Thanks for using the helper, except in start().',
    'Stray newline. Otherwise looks good, thanks.',
    'Looks good, thanks. The lock leaks.',
  ])
    check(`> a\n${words}\n`, `a | ${words}`);
});

test('what a script says of all it took is no comment, what its user says above is', () => {
  const list = (head: string): string =>
    `${head}\nWhat is on the branch should be in next soon.\n\nPlease report bugs in a new answer.\n\n` +
    'tree:   https://git.example.org/fs.git\nbranch: fs.misc\n\n' +
    '[1/2] fs: one\n      https://git.example.org/fs/c/0123456789ab\n' +
    '[2/2] fs: two\n      https://git.example.org/fs/c/0123456789ac\n';
  const applied = list('Applied to the fs.misc branch of the fs/fs.git tree.');
  check(`> a\n\n${applied}`);
  check(`> a\n---\n\n${applied}`);
  check(`> a\nWhy two?\n\n---\n\n${applied}`, 'a | Why two?');
  const failed = list('Applied to the fs.misc branch, but the second fails.').trimEnd();
  check(`> a\n${failed}\n`, `a | ${failed}`);
});

test('words of what is applied, queued or merged in code are comments', () => {
  for (const words of [
    'Merged bios lose the flag.',
    'Queued requests are leaked here.',
    'All queued bios leak on this path.',
    'Committed bytes are counted twice here.',
    'I merged both loops into one.',
    'Done, merged into the helper.',
    'Applied in v3.',
    'deleted',
  ])
    check(`> a\n${words}\n`, `a | ${words}`);
  for (const news of [
    'Applied.',
    'Series applied, thanks!',
    'Applied to net-next, thanks.',
    'Queued for 6.12.',
    'Now pushed to the usb tree as 0123456789ab.',
    'I have queued this up for 6.12, thanks.',
    'Committed as r15-1234.',
  ])
    check(`> a\n${news}\n`);
});

test('blocks lie in the body, in order, for any text', () => {
  const scrap = fc.constantFrom(
    '> a\n',
    '>> b\n',
    'words\n',
    '\n',
    'Hi Ann,\n',
    '-- \n',
    '[...]\n',
    'On X, Y wrote:\n',
    '@@ -1 +1 @@\n',
    '-x\n',
  );
  fc.assert(
    fc.property(fc.array(scrap, { maxLength: 40 }), (parts) => {
      const body = parts.join('');
      let at = 0;
      for (const { start, end, quoted } of replyBlocks(body, 'Ann')) {
        expect(start).toBeGreaterThanOrEqual(at);
        expect(end).toBeGreaterThan(start);
        expect(quoted.length).toBeGreaterThan(0);
        at = end;
      }
      expect(at).toBeLessThanOrEqual(body.length);
    }),
    { seed: 3, numRuns: 500 },
  );
});

test('half a megabyte of quotes or words is read soon', () => {
  for (const unit of ['> a\n', '> a\nb\n', 'a'.repeat(100), '>'.repeat(100)]) {
    const startedAt = cpuMs();
    replyBlocks(unit.repeat(Math.ceil(500_000 / unit.length)), 'Ann');
    expect(cpuMs() - startedAt).toBeLessThan(4_000);
  }
});
