import type { BodyLine } from '@/lib/mail/body-lines.ts';
import type { MessageId } from '@/lib/mail/email.ts';

/** Words of a message: UTF-16 offsets in its body. */
export type LineSource = { readonly messageId: MessageId; readonly start: number; readonly end: number };

/** A message with its lines and, for each quoted one, the line of an ancestor that it is (null: of none). */
export type AlignedLines = {
  readonly messageId: MessageId;
  readonly lines: readonly BodyLine[];
  readonly sources: readonly (LineSource | null)[];
  /** Indices of lines by `keyAt`. */
  readonly places: ReadonlyMap<string, readonly number[]>;
};

/** A brace stands on a hundred lines: of equal lines the next one after the last match, looked for no further. */
const PLACES_MAX = 200;

/**
 * Finds for each quoted line the own line of an ancestor that it repeats. The line with one mark less in the message
 * answered decides, and what that one was found to be; else the same words in any ancestor, nearest first.
 * `ancestors` nearest first, aligned themselves. Time is linear in the lines times their ancestors.
 */
export function alignQuotes(
  messageId: MessageId,
  lines: readonly BodyLine[],
  ancestors: readonly AlignedLines[],
): AlignedLines {
  const places = new Map<string, number[]>();
  const sources: (LineSource | null)[] = [];
  const last = new Map<AlignedLines, number>();
  lines.forEach((line, index) => {
    const key = keyAt(line.depth, line.key);
    const list = places.get(key);
    if (list === undefined) places.set(key, [index]);
    else if (list.length < PLACES_MAX) list.push(index);
    sources.push(line.depth === 0 || line.key === '' ? null : findSource(line, ancestors, last));
  });
  return { messageId, lines, sources, places };
}

/** How many generations are asked for words that the message answered does not have where they belong. */
const ANCESTORS_MAX = 8;

function findSource(
  line: BodyLine,
  ancestors: readonly AlignedLines[],
  last: Map<AlignedLines, number>,
): LineSource | null {
  const [parent] = ancestors;
  if (parent === undefined) return null;
  const index = nextPlace(parent, keyAt(line.depth - 1, line.key), last);
  const found = index === null ? null : sourceAt(parent, index);
  if (found !== null) return found;
  for (const ancestor of ancestors.slice(0, ANCESTORS_MAX)) {
    const own = nextPlace(ancestor, keyAt(0, line.key), last);
    if (own !== null) return sourceAt(ancestor, own);
  }
  return null;
}

function sourceAt(message: AlignedLines, index: number): LineSource | null {
  const line = message.lines[index];
  if (line === undefined) return null;
  if (line.depth > 0) return message.sources[index] ?? null;
  return { messageId: message.messageId, start: line.start, end: line.end };
}

/** People answer from top to bottom: of equal lines the first one after the last match in that message. */
function nextPlace(message: AlignedLines, key: string, last: Map<AlignedLines, number>): number | null {
  const list = message.places.get(key);
  if (list === undefined) return null;
  const after = last.get(message) ?? -1;
  const index = list.find((place) => place > after) ?? list[0];
  if (index === undefined) return null;
  last.set(message, index);
  return index;
}

function keyAt(depth: number, key: string): string {
  return `${depth} ${key}`;
}
