/** What a `#docket` line is made of: bare words, "quoted text", <ids and addresses>. */
export type Token = { readonly kind: 'word' | 'text' | 'id'; readonly value: string };

/** A paragraph of a mail; nothing that people write by hand comes near. */
const LENGTH_MAX = 8_000;

/** Written so that `readTokens` gives the same again, also when a mail program breaks the line at its spaces. */
export function writeTokens(tokens: readonly Token[]): string {
  return tokens
    .map(({ kind, value }) => {
      if (kind === 'word') return value;
      // A line break cannot be told from one that a mail program made.
      const escaped = value.replace(/["\\<>]/g, '\\$&').replace(/\s/g, escapeSpace);
      return kind === 'text' ? `"${escaped}"` : `<${escaped}>`;
    })
    .join(' ');
}

/** A single plain space may stand; what a mail program would change is named by its number. */
function escapeSpace(space: string, offset: number, whole: string): string {
  const isPlain = space === ' ' && !/\s/.test(whole[offset - 1] ?? 'x');
  return isPlain ? space : `\\u${space.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Null for what is not made of tokens. Linear in the length of the text. */
export function readTokens(paragraph: string): readonly Token[] | null {
  if (paragraph.length > LENGTH_MAX) return null;
  const tokens: Token[] = [];
  let at = 0;
  while (at < paragraph.length) {
    const first = paragraph[at] ?? '';
    if (/\s/.test(first)) at += 1;
    else if (first === '"' || first === '<') {
      const read = readQuoted(paragraph, at + 1, first === '"' ? '"' : '>');
      if (read === null) return null;
      tokens.push({ kind: first === '"' ? 'text' : 'id', value: read.value });
      at = read.end;
    } else {
      let end = at;
      while (end < paragraph.length && !/[\s"<>]/.test(paragraph[end] ?? '')) end += 1;
      if (end === at) return null;
      tokens.push({ kind: 'word', value: paragraph.slice(at, end) });
      at = end;
    }
  }
  return tokens;
}

function readQuoted(
  text: string,
  start: number,
  close: string,
): { readonly value: string; readonly end: number } | null {
  let value = '';
  for (let at = start; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === close) return { value, end: at + 1 };
    if (character === '\\') {
      const code = /^u[0-9a-f]{4}/.exec(text.slice(at + 1, at + 6));
      value +=
        code === null ? (text[at + 1] ?? '') : String.fromCharCode(Number.parseInt(code[0].slice(1), 16));
      at += code === null ? 1 : 5;
    } else if (/\s/.test(character)) {
      // A break that a mail program made, with what it put before and after.
      if (!value.endsWith(' ') || text[at - 1] === '\\') value += ' ';
      while (/\s/.test(text[at + 1] ?? 'x')) at += 1;
    } else value += character;
  }
  return null;
}
