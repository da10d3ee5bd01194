import type { BodyLine } from '@/lib/mail/body-lines.ts';
import type { MessageId } from '@/lib/mail/email.ts';

/** Words of a message: UTF-16 offsets in its body. */
export type LineSource = { readonly messageId: MessageId; readonly start: number; readonly end: number };

/** A message with its lines and, for each quoted one, the line of an ancestor that it is (null: of none). */
export type AlignedLines = {
  readonly messageId: MessageId;
  readonly lines: readonly BodyLine[];
  readonly sources: readonly (LineSource | null)[];
  /** Indices of lines by their depth and words; made when an answer first asks, as most mail has none. */
  readonly places: () => Places;
};

type Places = readonly ReadonlyMap<string, readonly number[]>[];

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
  const last = new Map<AlignedLines, number>();
  const sources = lines.map((line) =>
    line.depth === 0 || line.key === '' ? null : findSource(line, ancestors, last),
  );
  let places: Places | null = null;
  return {
    messageId,
    lines,
    sources,
    places: () => {
      places ??= placesOf(lines);
      return places;
    },
  };
}

function placesOf(lines: readonly BodyLine[]): Places {
  const places: Map<string, number[]>[] = [];
  lines.forEach(({ depth, key }, index) => {
    const level = Math.min(depth, DEPTH_MAX);
    places[level] ??= new Map();
    const list = places[level].get(key);
    if (list === undefined) places[level].set(key, [index]);
    else if (list.length < PLACES_MAX) list.push(index);
  });
  return places;
}

/** Deeper quotes are taken for equally deep. */
const DEPTH_MAX = 100;

/** How many generations are asked for words that the message answered does not have where they belong. */
const ANCESTORS_MAX = 8;

function findSource(
  line: BodyLine,
  ancestors: readonly AlignedLines[],
  last: Map<AlignedLines, number>,
): LineSource | null {
  const [parent] = ancestors;
  if (parent === undefined) return null;
  const index = nextPlace(parent, line.depth - 1, line.key, last);
  const found = index === null ? null : sourceAt(parent, index);
  if (found !== null) return found;
  for (const ancestor of ancestors.slice(0, ANCESTORS_MAX)) {
    const own = nextPlace(ancestor, 0, line.key, last);
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
function nextPlace(
  message: AlignedLines,
  depth: number,
  key: string,
  last: Map<AlignedLines, number>,
): number | null {
  const list = message.places()[Math.min(depth, DEPTH_MAX)]?.get(key);
  if (list === undefined) return null;
  const after = last.get(message) ?? -1;
  const index = list.find((place) => place > after) ?? list[0];
  if (index === undefined) return null;
  last.set(message, index);
  return index;
}
