/** Words of others in a line of ours: on one line, of at most 80 characters. */
export function shortenLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= 80 ? line : `${line.slice(0, 79).toWellFormed()}…`;
}
