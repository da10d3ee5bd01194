import { columnsOf } from '@/lib/view/text/columns.ts';

export type Prefixes = { readonly first: string; readonly rest: string };

/** Words over lines of at most `width` columns, each behind its prefix; a word that is longer is cut. */
export function wrapColumns(text: string, width: number, { first, rest }: Prefixes): readonly string[] {
  const lines: string[] = [];
  let line = first;
  let used = columnsOf(first);
  let isEmpty = true;
  const feed = (): void => {
    lines.push(line.trimEnd());
    line = rest;
    used = columnsOf(rest);
    isEmpty = true;
  };
  for (const word of text.split(/\s+/)) {
    if (word === '') continue;
    const columns = columnsOf(word);
    if (!isEmpty && used + 1 + columns > width) feed();
    if (!isEmpty) {
      line += ' ';
      used += 1;
    }
    for (const character of word) {
      const own = columnsOf(character);
      if (used + own > width) feed();
      line += character;
      used += own;
      isEmpty = false;
    }
  }
  if (!isEmpty || lines.length === 0) feed();
  return lines;
}
