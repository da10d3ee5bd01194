import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitSegments } from '@/lib/mail/segments.ts';
import { nextUnseen, STEERING } from '@/lib/view/hidden-characters.ts';
import { keepHidden, showHidden } from '@/lib/view/hidden-html.ts';
import { escapeAttribute, escapeText } from '@/lib/view/html.ts';
import { findLinks } from '@/lib/view/mail/links.ts';
import { mailHtml } from '@/lib/view/mail/mail-html.ts';

const MARK = /<bdi class="unseen" title="(U\+[0-9A-F]{4,5})">(.{1,2})<\/bdi>/gsu;
const odd = fc.constantFrom('\u001b', '\u0085', '\u00ad', '\u200b', '\u200d', '\u200f', '\u202e', '\u202c');
const more = fc.constantFrom('\u2066', '\u2069', '\ufeff', '\ufe0f', '\u{e0041}', '\u{1f3f4}', '\u05d0', 'a');
const text = fc
  .array(fc.oneof(odd, more, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 30 })
  .map((parts) => parts.join('').replaceAll('\0', ''));

const mail = (body: string): string =>
  mailHtml({ body, segments: splitSegments(body), links: findLinks(body) }, () => null);

/** The text content of HTML of ours. */
function contentOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');
}

test('a mark has the number of the character, and the character alone is in it', () => {
  expect(showHidden('<b>Ow\u202ener</b>')).toBe(
    '<b>Ow<bdi class="unseen" title="U+202E">\u202e</bdi>ner</b>',
  );
  expect(showHidden('x\u{e0041}')).toBe('x<bdi class="unseen" title="U+E0041">\u{e0041}</bdi>');
});

test('no steering character is outside of its own mark, and the text content is the same', () => {
  const steering = new RegExp(`[${STEERING}]`);
  fc.assert(
    fc.property(text, text, text, (name, subject, body) => {
      const html = `<p title="${escapeAttribute(name)}">${escapeText(subject)}</p>${mail(body)}`;
      const shown = showHidden(html);
      const marks = [...shown.matchAll(MARK)];
      for (const [, number, character] of marks)
        expect(number).toBe(`U+${character?.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`);
      const rest = shown.replace(MARK, '');
      expect(rest).not.toMatch(steering);
      expect(contentOf(shown)).toBe(contentOf(html));
      expect(contentOf(shown).endsWith(body)).toBe(true);
    }),
    { seed: 20_240_718 },
  );
});

test('where no mark can stand a sign does, and what is sent stays as it is', () => {
  expect(showHidden('<title>a\u202eb \u00b7 Docket</title>')).toBe('<title>a\ufffdb \u00b7 Docket</title>');
  expect(showHidden('<option value="a\u202eb">a\u202eb</option>\u202c')).toBe(
    '<option value="a\u202eb">a\ufffdb</option><bdi class="unseen" title="U+202C">\u202c</bdi>',
  );
  for (const kept of [
    '<textarea name="t">a\u202eb<\u200b/textarea>',
    '<input type="hidden" value="a\u202eb"/>',
    '<a href="/x?q=\u202e" data-words="\u202e">x</a>',
  ])
    expect(showHidden(kept)).toBe(kept);
  expect(showHidden('<abbr title="a\u202eb\u200b" aria-label="\u2066">x</abbr>')).toBe(
    '<abbr title="a\ufffdb\ufffd" aria-label="\ufffd">x</abbr>',
  );
});

test('in prose of a mail what is hidden stays, in a diff it is shown; what steers is shown in both', () => {
  const prose = showHidden(mail('\ufeffOn Monday\u200b he said \u202ex\u202c\n'));
  expect(prose).toContain('&#65279;On Monday&#8203; he said <bdi class="unseen" title="U+202E">');
  const diff = 'diff --git a/f b/f\n--- a/f\n+++ b/f\n@@ -1 +1 @@\n-is\n+is\u200bAdmin /* \u2066 */\n';
  expect(showHidden(mail(diff))).toContain(
    '+is<bdi class="unseen" title="U+200B">\u200b</bdi>Admin /* <bdi class="unseen" title="U+2066">',
  );
  const quoted = showHidden(mail('> +is\u200b\u2060Admin and a co\u00adpy\n'));
  expect([...quoted.matchAll(MARK)].map(([, number]) => number)).toEqual(['U+200B', 'U+2060']);
  expect(quoted).toContain('</bdi>Admin and a co&#173;py');
  expect(keepHidden('no such thing &amp; none')).toBe('no such thing &amp; none');
});

test('a page of nothing else is no heavier than a browser bears', () => {
  const shown = showHidden(`<p>${'\u202ea'.repeat(100_000)}</p>`);
  expect(shown.match(MARK)).toHaveLength(2_000);
  expect(shown.length).toBeLessThan(300_000);
  expect(contentOf(shown)).toHaveLength(200_000);
  expect(nextUnseen(shown.replace(MARK, ''), 0, shown.length)).toBe(-1);
});
