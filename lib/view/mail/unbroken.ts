/**
 * Where a browser would end a line behind a hyphen that belongs to what follows: `->field`, `-EIO`, `--force`. A number
 * is left out, browsers keep it with its sign; so is a ruler, which is wider than a phone.
 */
const HYPHENS = /(?<!-)-{1,3}>|(?<![\w-])-{1,3}[^\W\d]/g;

/** The text in parts, those at odd places to be kept on one line. */
export function splitUnbroken(text: string): readonly string[] {
  if (!text.includes('-')) return [text];
  const parts: string[] = [];
  let at = 0;
  for (const { 0: kept, index } of text.matchAll(HYPHENS)) {
    parts.push(text.slice(at, index), kept);
    at = index + kept.length;
  }
  parts.push(text.slice(at));
  return parts;
}
