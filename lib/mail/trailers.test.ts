import { describe, expect, it } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { isReviewTrailer, isTrailerLine, parseTrailers } from '@/lib/mail/trailers.ts';

function check(body: string, expected: readonly string[]): void {
  expect(parseTrailers(body).map(({ name, value }) => `${name}: ${value}`)).toEqual(expected);
}

const TAG = 'Reviewed-by: Bob Example <bob@example.org>';
const DIFF = 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n';

it('reads the marks that mailers make of bold and of links', () => {
  const tag = (line: string): readonly string[] =>
    parseTrailers(`Words.\n\n${line}\n`).map(({ name, value }) => `${name}: ${value}`);
  for (const line of [
    '*Reviewed-by: Ann Lee <ann@a.example>*',
    '**Reviewed-by: Ann Lee <ann@a.example>**',
    '*Reviewed-by:* Ann Lee <ann@a.example>',
    '_Reviewed-by: Ann Lee <ann@a.example>_',
    'Reviewed-by: Ann Lee <ann@a.example<mailto:ann@a.example>>',
    'Reviewed-by: Ann Lee <ann@a.example <mailto:ann@a.example>>',
    'Reviewed-by: Ann Lee <mailto:ann@a.example>',
  ]) {
    expect(tag(line), line).toEqual(['Reviewed-by: Ann Lee <ann@a.example>']);
    expect(isTrailerLine(line), line).toBe(true);
  }
  expect(tag('Reviewed-By: Ann Lee <ann@a.example> # with the nit fixed')).toEqual([
    'Reviewed-By: Ann Lee <ann@a.example> # with the nit fixed',
  ]);
  for (const line of [
    '*Reviewed-by: Ann',
    '* Reviewed-by: Ann',
    '*Fixes: 0123 ("x")*',
    'r-b: Ann',
    'R-b me',
  ]) {
    expect(tag(line), line).toEqual([]);
  }
});

it('reads tags without a hyphen, as FreeBSD and illumos write them', () => {
  const read = (line: string): readonly string[] =>
    parseTrailers(`Words.\n\n${line}\n`).map(({ name, value }) => `${name}: ${value}`);
  expect(read('Reviewed by:\tann, bob (pumps)')).toEqual(['Reviewed-by: ann, bob (pumps)']);
  expect(read('Approved by: re (ann)')).toEqual(['Approved-by: re (ann)']);
  expect(read('Reviewed by: Ann Lee <ann@a.example>')).toEqual(['Reviewed-by: Ann Lee <ann@a.example>']);
  const link = 'Differential Revision: https://reviews.example/D12';
  expect([read(link), isTrailerLine(link)]).toEqual([[link], true]);
  for (const line of [
    'Tested by: running the pump for a day',
    'Tested by: hand',
    'Reviewed by: nobody yet',
    'Reviewed by: me',
    'It was reviewed by: ann',
    'Differential Revision: none',
  ])
    expect(read(line), line).toEqual([]);
});

it('reads a tag whose colon is set off or forgotten', () => {
  for (const line of ['Acked-by : Ann Lee <ann@a.example>', 'Acked-by Ann Lee <ann@a.example>']) {
    expect(parseTrailers(`Fine.\n\n${line}\n\nAnn\n`), line).toEqual([
      { name: 'Acked-by', value: 'Ann Lee <ann@a.example>' },
    ]);
    expect(isTrailerLine(line), line).toBe(true);
  }
  for (const line of [
    'Reviewed-by Ann Lee',
    '> Reviewed-by Ann Lee <ann@a.example>',
    'Reviewed-by Ann Lee <ann@a.example> was lost',
    'Acked-by : nobody yet',
  ])
    expect(parseTrailers(`Fine.\n\n${line}\n`), line).toEqual([]);
});

describe('parseTrailers', () => {
  it('reads tags and the lines git workflows know', () => {
    check(`Fine.\n\n${TAG}\n`, [TAG]);
    check(`${TAG} # for ext4\n`, [`${TAG} # for ext4`]);
    check('Reported-by: A <a@b.c>\nCloses: https://b.example/1\nLink: https://l.example/r/x@y\n', [
      'Reported-by: A <a@b.c>',
      'Closes: https://b.example/1',
      'Link: https://l.example/r/x@y',
    ]);
    check(`Series-${TAG.replace('R', 'r')}\n`, [TAG]);
    check('Note: nothing\nSee: that\n', []);
  });
  it('reads to which patches a tag is given', () => {
    const scope = (body: string): unknown => parseTrailers(body).map(({ patches }) => patches ?? null);
    const all = [[0, 999]];
    for (const [body, expected] of [
      [`${TAG} # patches 1-3\n`, [[1, 3]]],
      [`Series-${TAG.replace('R', 'r')}\n`, all],
      [`${TAG} (for patch 2)\n`, [[2, 2]]],
      [`${TAG} # 1..5\n`, [[1, 5]]],
      [
        `${TAG} [1/5, 3/5]\n`,
        [
          [1, 1],
          [3, 3],
        ],
      ],
      [`${TAG} # for the series\n`, all],
      [`For patches 1-3:\n${TAG}\n`, [[1, 3]]],
      [
        `For patches 1, 2 and 4, feel free to add\n\n${TAG}\n`,
        [
          [1, 1],
          [2, 2],
          [4, 4],
        ],
      ],
      [`Patch 3:\n${TAG}\n`, [[3, 3]]],
      [`For the first two patches:\n${TAG}\n`, [[1, 2]]],
      [`${TAG}\n\nfor patches 1 to 4.\n`, [[1, 4]]],
      [`For the series:\n\n${TAG}\n`, all],
      [`${TAG}\n`, null],
      [`${TAG} # for ext4\n`, null],
      [`${TAG} # v6.1\n`, null],
      [`${TAG} [5]\n`, null],
      [`I looked at patches 1-3.\n${TAG}\n`, null],
      [`Patch 3 looks odd, see there.\n${TAG}\n`, null],
      [`> For patches 1-3:\n${TAG}\n`, null],
      [`For patches 1-3 I have doubts.\n\n\n${TAG}\n`, null],
      [`For the rest of the series:\n${TAG}\n`, null],
    ] as const) {
      expect([body, scope(body)]).toEqual([body, [expected]]);
    }
    const tested = TAG.replace('Reviewed', 'Tested');
    expect(scope(`For patches 1-3:\n${TAG}\n${tested}\n\nFor patch 4:\n${TAG}\n`)).toEqual([
      [[1, 3]],
      [[1, 3]],
      [[4, 4]],
    ]);
  });
  it('wants neither quotes nor signatures', () => {
    check(`> ${TAG}\n`, []);
    check(`Hm.\n-- \n${TAG}\n`, []);
    check(`- ${TAG}\nYou have my ${TAG}\n`, []);
  });
  it('takes none from a mail set below without marks', () => {
    const head = 'From: Bob <bob@example.org>\nSent: Monday\nTo: x\nSubject: [PATCH] x\n';
    check(`No.\n\n${head}\nWhy.\n\n${TAG}\n---\n${DIFF}`, []);
    check(`Acked-by: A <a@b.c>\n\n${head}\n${TAG}\n`, ['Acked-by: A <a@b.c>']);
    const wrote = 'On Monday, July 18, 2024 at 9:00 AM, Bob <bob@example.org> wrote:\n';
    check(`This does not work here, sorry to say.\n\n${wrote}\nFine.\n${TAG}\n`, []);
    check(`${head}\n> x\n${TAG}\n`, [TAG]);
    check(`Why.\n\nFrom: here on\n\n${TAG}\n`, [TAG]);
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
      'Approved-By',
    ];
    for (const name of names) expect(isReviewTrailer({ name, value: 'A' }), name).toBe(true);
    for (const name of ['Nacked-by', 'Reported-by', 'Not-reviewed-by', 'Signed-off-by', 'Untested-by'])
      expect(isReviewTrailer({ name, value: 'A' }), name).toBe(false);
  });
});
