import { describe, expect, it } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { isReviewTrailer, parseTrailers } from '@/lib/mail/trailers.ts';

function check(body: string, expected: readonly string[]): void {
  expect(parseTrailers(body).map(({ name, value }) => `${name}: ${value}`)).toEqual(expected);
}

const TAG = 'Reviewed-by: Bob Example <bob@example.org>';
const DIFF = 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n';

describe('parseTrailers', () => {
  it('reads tags and the lines git workflows know', () => {
    check(`Fine.\n\n${TAG}\n`, [TAG]);
    check(`${TAG} # for ext4\n`, [`${TAG} # for ext4`]);
    check('Reported-by: A <a@b.c>\nCloses: https://b.example/1\nLink: https://l.example/r/x@y\n', [
      'Reported-by: A <a@b.c>',
      'Closes: https://b.example/1',
      'Link: https://l.example/r/x@y',
    ]);
    check('Note: nothing\nSee: that\n', []);
  });
  it('wants neither quotes nor signatures', () => {
    check(`> ${TAG}\n`, []);
    check(`Hm.\n-- \n${TAG}\n`, []);
    check(`- ${TAG}\nYou have my ${TAG}\n`, []);
  });
  it('reads a patch up to its separator, other mail beyond', () => {
    check(`${TAG}\n---\nAcked-by: A <a@b.c>\n${DIFF}`, [TAG]);
    check(`Like so:\n\n${DIFF}\nThen:\n${TAG}\nFixes: 0123 ("x")\n ${TAG}\n`, [TAG]);
    check(`Words like these:\n---\n\n${TAG}\n`, [TAG]);
  });
  it('takes blanks and tabs behind the colon', () => {
    check(`Reviewed-by:\tB <b@c.d>\nAcked-by:   B <b@c.d>\nTested-by:B <b@c.d>\n`, [
      'Reviewed-by: B <b@c.d>',
      'Acked-by: B <b@c.d>',
      'Tested-by: B <b@c.d>',
    ]);
  });
  it('fetches the address a mailer wrapped', () => {
    check('Reviewed-by: Bob Example\n<bob@example.org>\n', [TAG]);
    check('Reviewed-by: Bob Example\n  <bob@example.org>', [TAG]);
    check('Reviewed-by: Bob Example\n<bob@example.org> said\n', ['Reviewed-by: Bob Example']);
    check(`${TAG}\n<ann@example.org>\n`, [TAG]);
  });
  it('takes review tags that are set in, outside of patches and quoted commits', () => {
    check(`You can add\n\n\t${TAG}\n\nif you like.\n`, [TAG]);
    check(`You can add:\n\u00a0 ${TAG}`, [TAG]);
    check(`    Signed-off-by: Z <z@b.c>\n    ${TAG}\n`, []);
    check(`    ${TAG}\n    Signed-off-by: Z <z@b.c>\n\n    Acked-by: A <a@b.c>\n`, ['Acked-by: A <a@b.c>']);
    check(`It says\n\n    ${TAG}\n\n---\n${DIFF}`, []);
    check('    Fixes: 0123 ("x")\n', []);
  });
  it('stays linear and bounded', () => {
    for (const line of [
      '---\n',
      '\tAcked-by: a\n',
      'Acked-by: a\n<\n',
      ' \n',
      'Acked-by: a\n\t',
      `${'-'.repeat(9)}:`,
    ]) {
      const before = cpuMs();
      expect(parseTrailers(line.repeat(1_000_000 / line.length)).length).toBeLessThanOrEqual(200);
      expect(cpuMs() - before).toBeLessThan(3_000);
    }
  });
});

describe('isReviewTrailer', () => {
  it('reads what a name of several words says', () => {
    const names = [
      'Reviewed-and-tested-by',
      'reported-and-Tested-by',
      'Acked-by',
      'Tested-by',
      'Reviewed-By',
    ];
    for (const name of names) expect(isReviewTrailer({ name, value: 'A' }), name).toBe(true);
    for (const name of ['Nacked-by', 'Reported-by', 'Not-reviewed-by', 'Signed-off-by', 'Untested-by'])
      expect(isReviewTrailer({ name, value: 'A' }), name).toBe(false);
  });
});
