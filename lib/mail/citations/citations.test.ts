import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { findCitations } from '@/lib/mail/citations/citations.ts';
import { splitSegments } from '@/lib/mail/segments.ts';

/** `expected`: id and label of each citation. */
function check(body: string, expected: readonly (readonly [string, string | null])[]): void {
  const found = findCitations(body, splitSegments(body));
  expect(found.map(({ id, label }) => [id, label])).toEqual(expected);
}

describe('findCitations', () => {
  it('reads every address that carries a Message-ID', () => {
    for (const address of [
      'https://lore.kernel.org/linux-xfs/1.2-3-a@example.org/',
      'https://lore.kernel.org/all/1.2-3-a@example.org/T/#u',
      'http://lore.kernel.org/r/1.2-3-a@example.org',
      'https://lore.kernel.org/r/1.2-3-a%40example.org',
      'https://patch.msgid.link/1.2-3-a@example.org',
      'https://lkml.kernel.org/r/1.2-3-a@example.org',
      'https://patchwork.kernel.org/project/linux-xfs/patch/1.2-3-a@example.org/',
      'https://public-inbox.org/git/1.2-3-a@example.org/',
      'https://www.postgresql.org/message-id/1.2-3-a@example.org',
      'https://lore.kernel.org/lkml/1.2-3-a@example.org/t.mbox.gz?x=m',
      'https://urldefense.com/v3/__https://lore.kernel.org/x/1.2-3-a@example.org/__;!!ACWV',
    ]) {
      check(`See ${address}\n`, [['1.2-3-a@example.org', null]]);
      check(`See (${address}).\n`, [['1.2-3-a@example.org', null]]);
    }
  });
  it('decodes a slash in an id, keeps a percent sign that is no escape', () => {
    check('https://lore.kernel.org/r/a%2Fb@example.org', [['a/b@example.org', null]]);
    check('https://lore.kernel.org/r/a%zz@example.org', [['a%zz@example.org', null]]);
  });
  it('takes no address whose archive has numbers of its own, nor a page of a mailing list', () => {
    check('https://marc.info/?l=linux-xfs&m=154951612101291&w=2\nhttps://lkml.org/lkml/2019/1/1/1\n', []);
    check('https://patchwork.kernel.org/patch/10741345/ https://medium.com/@somebody/x\n', []);
    check('https://lists.example.org/hyperkitty/list/devel@lists.example.org/\n', []);
    check('git@github.com:torvalds/linux.git ssh://git@host/x A B <a@example.org>\n', []);
  });
  it('labels from the words before it on the line', () => {
    const url = 'https://lore.kernel.org/r/x@y';
    check(`v1: ${url}\n- v2: ${url}\nRFC: ${url}\nRFCv2: ${url}\n* RFC v3 [${url}]\n`, [
      ['x@y', 'v1'],
      ['x@y', 'v2'],
      ['x@y', 'rfc'],
      ['x@y', 'rfcv2'],
      ['x@y', 'rfcv3'],
    ]);
    check(`- Link to v4: ${url}\nLink: ${url}\n[1] ${url}\n[v5] ${url}\nIt was said in ${url}\n`, [
      ['x@y', 'v4'],
      ['x@y', 'link'],
      ['x@y', null],
      ['x@y', 'v5'],
      ['x@y', null],
    ]);
  });
  it('labels what stands in brackets behind a version', () => {
    const url = 'https://lore.kernel.org/r/x@y';
    check(`Changes since v3 (${url}):\nAll that was said of it before (${url})\n`, [
      ['x@y', 'v3'],
      ['x@y', null],
    ]);
    check(`This depends on my other series v1 (${url})\nand applies on top of that v2 <${url}>\n`, [
      ['x@y', null],
      ['x@y', null],
    ]);
  });
  it('knows what prose says is replaced', () => {
    const url = 'https://lore.kernel.org/r/x@y';
    for (const text of [
      `This series replaces ${url}\n`,
      `This replaces my earlier patch at\n${url}\n`,
      `It is a replacement for the previous series [1].\n\nWords.\n\n[1] ${url}\n`,
      `This patch supersedes the first attempt (${url}).\n`,
      `This obsoletes\nmy v1 [2], see there.\n[2]: ${url}\n`,
    ]) {
      check(text, [['x@y', 'replaces']]);
    }
    check(`This replaces the lock that was added in ${url}\n`, [['x@y', null]]);
    check(`This replaces a lock [2]. It was said in [1].\n[1] ${url}\n`, [['x@y', null]]);
    check(`Nothing is replaced.\n\n[1] ${url}\n`, [['x@y', null]]);
  });
  it('labels from the heading a run of links stands under', () => {
    const url = 'https://lore.kernel.org/r/x@y';
    check(`v1:\n${url}\n\nPrevious versions:\nLink: ${url}\nLink: ${url}\n`, [
      ['x@y', 'v1'],
      ['x@y', 'previous'],
      ['x@y', 'previous'],
    ]);
    check(`Hello all, see this:\n${url}\n`, [['x@y', null]]);
  });
  it('reads ids in brackets behind a word that announces them, and time-stamped ones', () => {
    check('Supersedes: <a@b>\nIn-Reply-To: <c@d>\n', [
      ['a@b', 'supersedes'],
      ['c@d', 'in-reply-to'],
    ]);
    check('as in <20240718130212.23905-1-name@example.org>.\n', [
      ['20240718130212.23905-1-name@example.org', null],
    ]);
    check('see id:a@b\n', [['a@b', null]]);
    check('Cc: A B <a@b>\nI asked <c@d> about it.\n', []);
  });
  it('reads the own text alone', () => {
    check('> https://lore.kernel.org/r/x@y\n-- \nhttps://lore.kernel.org/r/x@y\n', []);
    check('diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n+https://lore.kernel.org/r/x@y\n', []);
  });
  it('points at the address', () => {
    const body = 'v1: https://lore.kernel.org/r/x@y.\n';
    const [found] = findCitations(body, splitSegments(body));
    expect(body.slice(found?.start, found?.end)).toBe('https://lore.kernel.org/r/x@y');
  });
  it('never throws, and every span lies in the body', () => {
    const piece = fc.constantFrom(
      'https://',
      ' https://lore.kernel.org/r/c@d ',
      'lore.kernel.org/r/',
      'a@b',
      '%40',
      '%',
      '<',
      '>',
      ' ',
      '\n',
      'v1: ',
      '[1]',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const body = pieces.join('');
        for (const { id, start, end } of findCitations(body, splitSegments(body))) {
          expect(id).not.toBe('');
          expect(start >= 0 && start < end && end <= body.length).toBe(true);
        }
      }),
      { seed: 20_240_718 },
    );
  });
  it('looks at a mail once, however many segments it has', () => {
    const body = `${'a\n> b\n'.repeat(170_000)}https://lore.kernel.org/r/c@d\n`;
    const segments = splitSegments(body);
    const startedAt = cpuMs();
    expect(findCitations(body, segments).map(({ id }) => id)).toEqual(['c@d']);
    expect(cpuMs() - startedAt).toBeLessThan(500);
  });
});
