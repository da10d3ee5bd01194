import { escapeAttribute, escapeText } from '@/lib/view/html.ts';
import { findLinks } from '@/lib/view/mail/links.ts';

/**
 * The Markdown of comments: paragraphs, quotes, lists, fenced and inline code, `**strong**`, `*emphasis*`,
 * `[text](url)`, bare addresses and `@mentions`. A subset of our own, about a page long, because comments need no
 * more: every character of the text is escaped, only these elements are ever made, no HTML passes. Lines, not
 * nesting, so that the time is linear (reliability.md, point 39).
 */
export function markdownHtml(text: string): string {
  return blocksOf(text).map(blockHtml).join('\n');
}

type Block = {
  readonly kind: 'paragraph' | 'quote' | 'bullets' | 'numbers' | 'code';
  readonly lines: readonly string[];
};

const MARKERS: readonly (readonly [Block['kind'], RegExp])[] = [
  ['quote', /^ {0,3}> ?/],
  ['bullets', /^ {0,3}[-*+] +/],
  ['numbers', /^ {0,3}\d{1,9}[.)] +/],
];

function blocksOf(text: string): readonly Block[] {
  const blocks: { readonly kind: Block['kind']; readonly lines: string[] }[] = [];
  let open: (typeof blocks)[number] | null = null;
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    const isFence = /^ {0,3}```/.test(line);
    if (open?.kind === 'code') {
      if (isFence) open = null;
      else open.lines.push(line);
      continue;
    }
    if (isFence) {
      open = { kind: 'code', lines: [] };
      blocks.push(open);
      continue;
    }
    if (line.trim() === '') {
      open = null;
      continue;
    }
    const [kind = 'paragraph', marker] = MARKERS.find(([, pattern]) => pattern.test(line)) ?? [];
    const words = marker === undefined ? line : line.replace(marker, '');
    const goesOn = open !== null && (open.kind === kind || (kind === 'paragraph' && open.kind !== 'quote'));
    if (open === null || !goesOn) {
      open = { kind, lines: [words] };
      blocks.push(open);
    } else if (isList(open.kind) && kind === 'paragraph') {
      // The second line of an entry.
      open.lines.push(`${open.lines.pop() ?? ''}\n${words.trim()}`);
    } else open.lines.push(words);
  }
  return blocks;
}

function isList(kind: Block['kind']): boolean {
  return kind === 'bullets' || kind === 'numbers';
}

function blockHtml({ kind, lines }: Block): string {
  const text = lines.join('\n');
  switch (kind) {
    case 'paragraph':
      return `<p>${inlineHtml(text)}</p>`;
    case 'quote':
      return `<blockquote><p>${inlineHtml(text)}</p></blockquote>`;
    case 'code':
      return `<pre><code>${escapeText(text)}</code></pre>`;
    default: {
      const entries = lines.map((line) => `<li>${inlineHtml(line)}</li>`).join('');
      return kind === 'bullets' ? `<ul>${entries}</ul>` : `<ol>${entries}</ol>`;
    }
  }
}

/** Names are of any script. */
const WORD = '\\p{L}\\p{M}\\p{N}_';

/**
 * One pass, the first that fits; no branch looks further than its own closing mark or 2,000 characters, and none spans
 * a line.
 */
const INLINE = new RegExp(
  [
    '`(?<code>[^`\\n]{1,2000})`',
    '\\*\\*(?<strong>[^*\\n]{1,500})\\*\\*',
    '(?<![\\w*])\\*(?<em>[^*\\s][^*\\n]{0,500})\\*(?!\\w)',
    '\\[(?<label>[^[\\]\\n]{1,500})\\]\\((?<url>https?://[^\\s<>()"]{1,2000})\\)',
    '(?<bare>https?://[^\\s<>"]{1,2000})',
    `(?<![${WORD}.@])@(?<name>[\\p{L}\\p{N}][${WORD}.+-]{0,63}(?:@[A-Za-z0-9][A-Za-z0-9.-]{0,189})?)`,
  ].join('|'),
  'gu',
);

function inlineHtml(text: string): string {
  let html = '';
  let at = 0;
  for (const match of text.matchAll(INLINE)) {
    html += escapeText(text.slice(at, match.index));
    html += pieceHtml(match[0], match.groups ?? {});
    at = match.index + match[0].length;
  }
  return html + escapeText(text.slice(at));
}

function pieceHtml(whole: string, groups: Readonly<Record<string, string | undefined>>): string {
  const { code, strong, em, label, url, bare, name } = groups;
  if (code !== undefined) return `<code>${escapeText(code)}</code>`;
  if (strong !== undefined) return `<strong>${escapeText(strong)}</strong>`;
  if (em !== undefined) return `<em>${escapeText(em)}</em>`;
  if (label !== undefined && url !== undefined) return linkHtml(url, label) ?? escapeText(whole);
  if (bare !== undefined) {
    // Without the full stop of the sentence.
    const [link] = findLinks(bare);
    if (link?.kind !== 'url') return escapeText(whole);
    return `${linkHtml(link.url, link.url) ?? escapeText(link.url)}${escapeText(bare.slice(link.end))}`;
  }
  return name === undefined ? escapeText(whole) : `<b class="mention">@${escapeText(name)}</b>`;
}

function linkHtml(url: string, text: string): string | null {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return null;
  return `<a href="${escapeAttribute(url)}" rel="nofollow ugc noopener noreferrer">${escapeText(text)}</a>`;
}

/** Who is mentioned, without the `@`, each once. Code is no place for a mention. */
export function findMentions(text: string): readonly string[] {
  const names = blocksOf(text)
    .filter(({ kind }) => kind !== 'code')
    .flatMap(({ lines }) =>
      [...lines.join('\n').matchAll(INLINE)].flatMap(({ groups }) => groups?.['name'] ?? []),
    );
  return [...new Set(names.map((name) => name.replace(/[.+-]+$/, '')))];
}
