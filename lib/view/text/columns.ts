/**
 * Letters and signs that take two columns of a terminal: those that Unicode Standard Annex 11 calls wide or full width,
 * which are of many scripts and of none (`ー` of Japanese), and emoji.
 */
const WIDE = new RegExp(
  [
    String.raw`^[\u1100-\u115f\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff`,
    String.raw`\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{1b2fb}\u{20000}-\u{3fffd}`,
    String.raw`\p{Emoji_Presentation}]$`,
  ].join(''),
  'u',
);
/** What stands on the letter before it, or is not seen at all. */
const NARROW = /^(?!\u00ad)[\p{Mn}\p{Me}\p{Default_Ignorable_Code_Point}]$/u;
/** Nearly all text has one column for each code unit. */
const PLAIN = /^[\u0020-\u007e\u00a0-\u02ff\u2010-\u2027\u25a0-\u25ff]*$/;

/** How many columns of a terminal a line of text takes. */
export function columnsOf(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += columnsOfOne(character);
  return columns;
}

/** As much of a line as has room in `columns`, no sign of it cut in two. */
export function cutToColumns(text: string, columns: number): string {
  if (PLAIN.test(text)) return text.slice(0, columns);
  let left = columns;
  let end = 0;
  for (const character of text) {
    left -= columnsOfOne(character);
    if (left < 0) break;
    end += character.length;
  }
  return text.slice(0, end);
}

/** Blanks behind a text, up to `columns`. */
export function padToColumns(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

function columnsOfOne(character: string): number {
  if (NARROW.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}
