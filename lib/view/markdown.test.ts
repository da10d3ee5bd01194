import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { findMentions, markdownHtml } from '@/lib/view/markdown.ts';

const REL = 'rel="nofollow ugc noopener noreferrer"';

function check(text: string, expected: string): void {
  expect(markdownHtml(text)).toBe(expected);
}

describe('markdown', () => {
  it('makes paragraphs, quotes, lists and code', () => {
    check('One\ntwo\n\nThree', '<p>One\ntwo</p>\n<p>Three</p>');
    check('> quoted\n> more\nanswer', '<blockquote><p>quoted\nmore</p></blockquote>\n<p>answer</p>');
    check('- a\n- b\n  c\n\n1. x\n2) y', '<ul><li>a</li><li>b\nc</li></ul>\n<ol><li>x</li><li>y</li></ol>');
    check(
      '```c\nif (a < b)\n\n**x**\n```\nafter',
      '<pre><code>if (a &lt; b)\n\n**x**</code></pre>\n<p>after</p>',
    );
    check('a `b < *c*` d', '<p>a <code>b &lt; *c*</code> d</p>');
    check('**strong** *em* a*b*c 2 * 3 * 4', '<p><strong>strong</strong> <em>em</em> a*b*c 2 * 3 * 4</p>');
    check('', '');
  });

  it('links http and https alone', () => {
    check(
      'see https://example.org/a?b=1&c. Yes',
      `<p>see <a href="https://example.org/a?b=1&amp;c" ${REL}>https://example.org/a?b=1&amp;c</a>. Yes</p>`,
    );
    check('[text](https://example.org)', `<p><a href="https://example.org" ${REL}>text</a></p>`);
    for (const url of [
      'javascript:alert(1)',
      ' javascript:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      '//x',
      '/x',
    ]) {
      expect(markdownHtml(`[text](${url}) <${url}> ${url}`)).not.toContain('<a');
    }
  });

  it('marks mentions', () => {
    check('@ann and ann@example.org', '<p><b class="mention">@ann</b> and ann@example.org</p>');
    expect(findMentions('@ann, @ben@example.org. (@cam) @ann `@not`\n```\n@nor\n```')).toEqual([
      'ann',
      'ben@example.org',
      'cam',
    ]);
    check('@Jürgen', '<p><b class="mention">@Jürgen</b></p>');
    expect(findMentions('@İlker, @岑思遠 and é@x')).toEqual(['İlker', '岑思遠']);
  });

  it('passes no HTML, whatever the text', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '&',
      '`',
      '*',
      '**',
      '[',
      ']',
      '(',
      ')',
      '\n',
      '> ',
      '- ',
      '@',
      '```',
      'x',
      'https://',
      'javascript:',
      'onerror=',
      '<img src=x>',
      '\u0000',
      '\r',
    );
    const allowed = new RegExp(
      '</?(?:p|blockquote|ul|ol|li|pre|code|strong|em)>|<b class="mention">|</b>|' +
        `<a href="https?://[^"<>]*" ${REL}>|</a>`,
      'g',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary' }))), (pieces) => {
        expect(markdownHtml(pieces.join('')).replace(allowed, '')).not.toContain('<');
      }),
      { seed: 20_240_718, numRuns: 500 },
    );
  });

  it('takes linear time on what is made to be slow', () => {
    const size = 16_384;
    for (const piece of [
      '*',
      '**',
      '`',
      '[',
      '[a](',
      '![',
      '> ',
      '- ',
      '@',
      '@a',
      '*a',
      '**a',
      '`a',
      '[a',
      'https://',
      '\n',
      '<',
      '&',
      '*a **b ',
    ]) {
      const text = piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
      const began = cpuMs();
      markdownHtml(text);
      findMentions(text);
      expect(cpuMs() - began, piece).toBeLessThan(300);
    }
  });
});
