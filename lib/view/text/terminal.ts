import { seenLine, seenText } from '@/lib/view/hidden-characters.ts';
import { columnsOf, cutToColumns } from '@/lib/view/text/columns.ts';

/** Text of a mail made safe for a terminal: it must not steer that of its reader (reliability 59). */
export function terminalText(text: string): string {
  return seenText(text);
}

/** One line of at most `width` columns, in which nothing is hidden. */
export function terminalLine(text: string, width: number): string {
  const line = seenLine(text.replace(/\s+/g, ' ').trim());
  return columnsOf(line) <= width ? line : `${cutToColumns(line, width - 1)}…`;
}
