/** The first words of a text, at most so many characters of it with the `…`; a word longer than half of them is cut. */
export function cutAtWord(text: string, most: number): string {
  if (text.length <= most) return text;
  const blank = text.slice(0, most).search(/\s\S*$/);
  return `${text.slice(0, blank > most / 2 ? blank : most - 1).toWellFormed()}…`;
}
