/** No footer needs more of its paragraph to be known. */
export const PARAGRAPH_MAX = 700;

/** Whether the line above the one at `start` is empty, or there is none. */
export function opensParagraph(body: string, start: number): boolean {
  let at = start - 2;
  while (at >= 0 && (body.charCodeAt(at) === 0x20 || body.charCodeAt(at) === 0x09)) at -= 1;
  return at < 0 || body.charCodeAt(at) === 0x0a;
}

/** The lines from `start`, empty ones before them left out, to the next empty one, blanks evened out. */
export function paragraph(body: string, start: number): string {
  const text = body.slice(start, start + PARAGRAPH_MAX).trimStart();
  const blank = text.search(/\n[ \t]*\n/);
  return (blank === -1 ? text : text.slice(0, blank)).replace(/\s+/g, ' ');
}

/** The first line from `start` that is not empty. */
export function firstLine(body: string, start: number): string {
  return /\S.*/.exec(body.slice(start, start + PARAGRAPH_MAX))?.[0] ?? '';
}
