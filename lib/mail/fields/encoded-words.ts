/** A word as RFC 2047 encodes it, in the one charset that git writes, and the blank before the next such word. */
const ENCODED_WORD =
  /=\?utf-8(?:\*[\w-]{1,20})?\?(?<kind>[bq])\?(?<text>[!->@-~]{0,500})\?=(?:\s{1,8}(?==\?utf-8))?/gi;

/**
 * Text whose encoded words (RFC 2047) are read, as git format-patch writes them into the subject of a patch. Only
 * UTF-8: fields of mails themselves are mailparser's. A character that is cut between two words stays whole, because
 * some programs cut there.
 */
export function decodeWords(text: string): string {
  if (!text.includes('=?')) return text;
  const decoder = new TextDecoder();
  let read = '';
  let at = 0;
  for (const match of text.matchAll(ENCODED_WORD)) {
    if (match.index > at) read += decoder.decode() + text.slice(at, match.index);
    read += decoder.decode(bytesOf(match.groups?.['kind'] ?? '', match.groups?.['text'] ?? ''), {
      stream: true,
    });
    at = match.index + match[0].length;
  }
  return read + decoder.decode() + text.slice(at);
}

function bytesOf(kind: string, text: string): Uint8Array {
  const binary = kind.toLowerCase() === 'q' ? quotedBytes(text) : base64Bytes(text);
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function quotedBytes(text: string): string {
  return text
    .replaceAll('_', ' ')
    .replaceAll(/=([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

/** What is no base64 gives nothing. `atob` throws when the padding is not what it wants, so it gets none. */
function base64Bytes(text: string): string {
  const digits = /^([A-Za-z0-9+/]*)={0,3}$/.exec(text)?.[1] ?? '';
  return digits.length % 4 === 1 ? '' : atob(digits);
}
