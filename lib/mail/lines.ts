/** Where the line that `at` is in ends: at its line feed, or with the text. */
export function lineEnd(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline === -1 ? text.length : newline;
}

/** Where the next line begins; the end of the text behind the last one. */
export function nextLineStart(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline === -1 ? text.length : newline + 1;
}
