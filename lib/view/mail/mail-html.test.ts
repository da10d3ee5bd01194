import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { splitSegments } from '@/lib/mail/segments.ts';
import { findLinks } from '@/lib/view/mail/links.ts';
import { type MessageAddress, mailHtml } from '@/lib/view/mail/mail-html.ts';

const nowhere: MessageAddress = () => null;

function render(body: string, address: MessageAddress = nowhere): string {
  return mailHtml({ body, segments: splitSegments(body), links: findLinks(body) }, address);
}

/** Every tag the renderer may write, and nothing else that begins with `<`. */
const TAG = new RegExp(
  [
    '<pre class="mail">|</pre>|</span>|</a>|</?[biu]>',
    '<span class="(?:q[123]|attribution|diffstat|signature|trailer)">',
    '<span class="(?:file|meta|hunk|added|removed|folded|wide)">',
    '<span class="fold" data-lines="\\d+">',
    '<a href="(?:https?://|/)[^"<>]*" rel="nofollow ugc noopener">',
  ].join('|'),
  'gi',
);
const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<' };

/** What a browser makes of it as text. Throws when markup is left that we did not write. */
function textOf(html: string): string {
  const text = html.replace('<pre class="mail">\n', '').replace(TAG, '');
  expect(text).not.toContain('<');
  expect(text).not.toContain('\r');
  return text.replace(/&(?:amp|lt|#(\d+));/g, (entity, code?: string) =>
    code === undefined ? (ENTITIES[entity] ?? '') : String.fromCodePoint(Number(code)),
  );
}

const checkHtml = (body: string, html: string): void =>
  expect(render(body)).toBe(`<pre class="mail">\n${html}</pre>`);

describe('mailHtml', () => {
  test('text as it is', () => {
    checkHtml('', '');
    checkHtml('\na < b && c > d\r\n', '\na &lt; b &amp;&amp; c > d&#13;\n');
    checkHtml('<script>alert(1)</script>\n', '&lt;script>alert(1)&lt;/script>\n');
  });

  test('quotes by depth', () => {
    checkHtml('> a\n>> b\nc\n', '<span class="q1">> a\n</span><span class="q2">>> b\n</span>c\n');
  });

  test('a short quote is whole, a long one folds between its first and last two lines', () => {
    const quote = (count: number): string => Array.from({ length: count }, (_, n) => `> ${n}\n`).join('');
    expect(render(`${quote(6)}yes\n`)).not.toContain('fold');
    checkHtml(
      `${quote(7)}yes\n`,
      '<span class="q1">> 0\n</span><span class="fold" data-lines="4"></span><span class="folded">' +
        '<span class="q1">> 1\n> 2\n> 3\n> 4\n</span></span><span class="q1">> 5\n> 6\n</span>yes\n',
    );
  });

  test('bare quote marks at the end are no words', () => {
    const words = Array.from({ length: 8 }, (_, n) => `> ${n}\n`).join('');
    expect(render(`${words}>\n> \nno\n`)).toContain('data-lines="5"');
    expect(render(`${'>\n'.repeat(20)}no\n`)).not.toContain('fold');
  });

  test('links: ours for what is here, theirs for the rest', () => {
    const address: MessageAddress = (id) => (id === '1@a.example' ? '/l/1@a.example/' : null);
    const body =
      'https://lore.kernel.org/r/1@a.example/ <1@a.example> <2@a.example> http://x.example/?a&b"c\n';
    const rel = 'rel="nofollow ugc noopener"';
    expect(render(body, address)).toBe(
      `<pre class="mail">\n<a href="/l/1@a.example/" ${rel}>https://lore.kernel.org/r/1@a.example/</a> ` +
        `&lt;<a href="/l/1@a.example/" ${rel}>1@a.example</a>> &lt;2@a.example> ` +
        `<a href="http://x.example/?a&amp;b" ${rel}>http://x.example/?a&amp;b</a>"c\n</pre>`,
    );
  });

  test('patches are coloured in runs', () => {
    const body =
      'diff --git a/f b/f\nindex 1..2 100644\n--- a/f\n+++ b/f\n@@ -1,3 +1,3 @@\n a\n--- b\n+c\n+d\n';
    checkHtml(
      body,
      '<span class="wide"><span class="file">diff --git a/f b/f\n</span><span class="meta">index 1..2 100644\n</span>' +
        '<span class="file">--- a/f\n+++ b/f\n</span><span class="hunk">@@ -1,3 +1,3 @@\n</span> a\n' +
        '<span class="removed">--- b\n</span><span class="added">+c\n+d\n</span></span>',
    );
  });

  test('lines of a paragraph are told from breaks, quote marks inside it from words', () => {
    const long = 'The allocator keeps a small reserve of blocks in each of its groups,';
    checkHtml(
      `> ${long}\n> and gives it back.\n\n${long}\nor so.\n\nAda\n`,
      `<span class="q1">> <b>${long}\n<i>> </i>and gives it back.</b>\n</span>\n` +
        `<b>${long}\nor so.</b>\n\nAda\n`,
    );
  });

  test('law: any body comes out as exactly its text, in no elements but ours', () => {
    const line = fc.oneof(
      fc.constantFrom(
        '',
        '-- ',
        '---',
        '> ',
        '>> > x',
        '@@ -1,2 +1,2 @@',
        '+a',
        '-b',
        ' c',
        'diff --git a/x b/x',
      ),
      fc.constantFrom(
        'On x, y wrote:',
        'Acked-by: A <a1@b.c>',
        ' f.c | 2 +-',
        '<1@a>',
        '&lt;',
        '&#13;',
        '\r',
      ),
      fc.constantFrom(
        '<img src=x onerror=alert(1)>',
        'http://a.example/"onmouseover=1',
        'https://lore.kernel.org/r/1@a/',
      ),
      fc.constantFrom(
        ...['', '> ', '>> ', ' - '].map((mark) => `${mark}${'many short words '.repeat(4)}and <1@a>`),
      ),
      fc.string({ unit: 'grapheme' }),
    );
    const bodies = fc.array(line, { maxLength: 40 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(bodies, (body) => {
        expect(textOf(render(body, (id) => `/l/${encodeURIComponent(id)}/`))).toBe(body);
      }),
      { seed: 7, numRuns: 2_000 },
    );
  });

  test('100 kB lines and 20,000 quote lines render in linear time', () => {
    const bodies = [
      'x'.repeat(100_000),
      '>'.repeat(100_000),
      '> a\n'.repeat(20_000),
      '+a\n-b\n'.repeat(20_000),
    ];
    for (const body of bodies) {
      const start = cpuMs();
      expect(textOf(render(body))).toBe(body);
      expect(cpuMs() - start).toBeLessThan(1_000);
    }
  });
});
