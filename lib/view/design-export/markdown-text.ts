import { terminalText } from '@/lib/view/text/terminal.ts';

/**
 * What can mean something inside a line of Markdown, or at its beginning: all ASCII punctuation but
 * `, ; ' " ? / % ( )`,
 * which need one of the others before them, full stops and colons that end a word of letters, and hyphens inside a
 * word, which begin neither a list nor an address. `1)` at the beginning is a list (CommonMark 5.2).
 */
const MEANING =
  /(?<=^\d{1,9})\)|[\\`*_{}[\]<>#+!|~&@$^=]|[.:](?!(?<=[A-Za-z][.:])(?:\s|$))|-(?!(?<=[A-Za-z0-9]-)[A-Za-z0-9])/g;

/**
 * Words of a mail inside Markdown. CommonMark takes a backslash before ASCII punctuation as the character itself
 * (2.4), so with white space made one blank no markup, HTML, entity, link or block can begin.
 */
export function markdownText(text: string): string {
  const line = terminalText(text.toWellFormed().replace(/\s+/g, ' ').trim());
  return line.replace(MEANING, (mark) => `\\${mark}`);
}

/** `[text](<url>)`; in an address in angle brackets nothing but brackets, backslashes and line ends ends it (6.3). */
export function markdownLink(text: string, url: string): string {
  const address = url.replace(/[<>\\\s\p{Cc}]/gu, (mark) => encodeURIComponent(mark));
  return `[${markdownText(text)}](<${address}>)`;
}
