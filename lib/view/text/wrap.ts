import { columnsOf, cutToColumns } from '@/lib/view/text/columns.ts';
import { terminalText } from '@/lib/view/text/terminal.ts';

/** Writing without blanks between its words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/**
 * Words over lines of at most `width` columns, each after `indent`. A longer word is cut; but not an address, which
 * would not work any more, and writing without blanks goes on below. Safe for a terminal and a mail: no control
 * characters.
 */
export function wrapText(text: string, width: number, indent: string): readonly string[] {
  const room = width - indent.length;
  const lines: string[] = [];
  let line = '';
  let columns = 0;
  for (const word of terminalText(text).split(/\s+/)) {
    if (word === '') continue;
    for (const shown of fitted(word, room)) {
      const wide = columnsOf(shown);
      if (line !== '' && columns + 1 + wide > room) {
        lines.push(indent + line);
        line = shown;
        columns = wide;
      } else {
        columns += wide + (line === '' ? 0 : 1);
        line = line === '' ? shown : `${line} ${shown}`;
      }
    }
  }
  if (line !== '') lines.push(indent + line);
  return lines;
}

/** A word in pieces that have room in a line. */
function fitted(word: string, room: number): readonly string[] {
  if (columnsOf(word) <= room || /^https?:\/\//.test(word)) return [word];
  if (!UNSPACED.test(word)) return [`${cutToColumns(word, room - 1)}…`];
  const pieces: string[] = [];
  for (let rest = word; rest !== ''; ) {
    const piece = cutToColumns(rest, Math.max(room, 2));
    pieces.push(piece);
    rest = rest.slice(piece.length);
  }
  return pieces;
}
