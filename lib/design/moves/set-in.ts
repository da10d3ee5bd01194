/** What is set in deeper is no text, but a table. */
const SET_IN_MAX = 80;

/** Whether what begins at `start` begins its line, which is set in by so many blanks at least. */
export function isSetIn(body: string, start: number, least: number): boolean {
  const line = body.slice(body.lastIndexOf('\n', start - 1) + 1, start);
  return line.length >= least && line.length < SET_IN_MAX && line.trim() === '';
}
