/** One `Name: value` line of a trailer block, as git interpret-trailers knows it. */
export type Trailer = { readonly name: string; readonly value: string };

/** A mail of 10,000 trailers is an attack, not a review. */
const TRAILERS_MAX = 200;
const VALUE_LENGTH_MAX = 500;

const TRAILER = /^(?<name>[A-Za-z][A-Za-z-]{1,38}): ?(?<value>\S.*)$/;
const KNOWN = new Set([
  'fixes',
  'link',
  'closes',
  'cc',
  'message-id',
  'change-id',
  'base-commit',
  'depends-on',
]);

/**
 * The trailers an author wrote in a body: unquoted `Something-by:` lines and the few names git workflows know, up to
 * the `---` line, the first diff or the signature. Blanks at the ends of a value are dropped.
 */
export function parseTrailers(body: string): readonly Trailer[] {
  const trailers: Trailer[] = [];
  for (const line of commitMessageLines(body)) {
    if (line.length > VALUE_LENGTH_MAX || trailers.length >= TRAILERS_MAX) continue;
    const match = TRAILER.exec(line);
    const name = match?.groups?.['name'];
    const value = match?.groups?.['value']?.trimEnd();
    if (name === undefined || value === undefined) continue;
    const lower = name.toLowerCase();
    if (lower.endsWith('-by') || KNOWN.has(lower)) trailers.push({ name, value });
  }
  return trailers;
}

/** A trailer by which somebody other than the author vouches for a patch. */
export function isReviewTrailer(trailer: Trailer): boolean {
  return ['reviewed-by', 'acked-by', 'tested-by'].includes(trailer.name.toLowerCase());
}

function* commitMessageLines(body: string): Generator<string> {
  let start = 0;
  while (start < body.length) {
    const newline = body.indexOf('\n', start);
    const end = newline === -1 ? body.length : newline;
    const line = body.slice(start, end);
    if (line === '---' || line === '-- ' || line.startsWith('diff --git ')) return;
    yield line;
    start = end + 1;
  }
}
