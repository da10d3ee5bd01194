/** Text in columns of a terminal or a mail, where characters of East Asia take two and combining marks none. */

/** First and last code points of what is wide (Unicode Standard Annex 11, W and F), the emoji blocks with them. */
const WIDE: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1faff],
  [0x20000, 0x3fffd],
];

/** Columns that a text takes. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += widthOf(character);
  return columns;
}

function widthOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (/^[\p{Mn}\p{Me}\p{Cf}]$/u.test(character)) return 0;
  return WIDE.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}

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
      const own = widthOf(character);
      if (used + own > width) feed();
      line += character;
      used += own;
      isEmpty = false;
    }
  }
  if (!isEmpty || lines.length === 0) feed();
  return lines;
}
