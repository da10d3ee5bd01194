import { terminalText } from '@/lib/view/text/terminal.ts';

/**
 * Words over lines of at most `width` characters, each after `indent`; a longer word is cut, but for an address, which
 * would not work any more. Safe for a terminal and a mail: no control characters.
 */
export function wrapText(text: string, width: number, indent: string): readonly string[] {
  const room = width - indent.length;
  const lines: string[] = [];
  let line = '';
  for (const word of terminalText(text).split(/\s+/)) {
    if (word === '') continue;
    const shown = word.length <= room || /^https?:\/\//.test(word) ? word : `${word.slice(0, room - 1)}…`;
    if (line !== '' && line.length + 1 + shown.length > room) {
      lines.push(indent + line);
      line = shown;
    } else line = line === '' ? shown : `${line} ${shown}`;
  }
  if (line !== '') lines.push(indent + line);
  return lines;
}
