import type { MessageId } from '@/lib/mail/email.ts';
import type { BodyLine } from '@/lib/mail/quotes/body-lines.ts';

/** Words of a message: UTF-16 offsets in its body. */
export type LineSource = { readonly messageId: MessageId; readonly start: number; readonly end: number };

/** A message with its quoted lines and, for each, the line of an ancestor that it is (null: of none). */
export type AlignedLines = {
  readonly quoted: readonly BodyLine[];
  readonly sources: readonly (LineSource | null)[];
  /** Its lines by depth and words; made when an answer first asks, as most mail has none. */
  readonly places: () => Places;
};

/** A line of a message: where it starts, and what it is: itself, or the line of an ancestor that it repeats. */
type Place = { readonly start: number; readonly source: LineSource | null };
type Places = readonly ReadonlyMap<string, readonly Place[]>[];

/** A brace stands on a hundred lines: of equal lines the next one after the last match, looked for no further. */
const PLACES_MAX = 200;

/**
 * Finds for each quoted line the own line of an ancestor that it repeats. The line with one mark less in the message
 * answered decides, and what that one was found to be; else the same words in any ancestor, nearest first.
 * `ancestors` nearest first, aligned themselves; `otherLines` gives the lines that are not quoted. Time is linear in
 * the lines times their ancestors.
 */
export function alignQuotes(
  messageId: MessageId,
  quoted: readonly BodyLine[],
  otherLines: () => readonly BodyLine[],
  ancestors: readonly AlignedLines[],
): AlignedLines {
  const last = new Map<AlignedLines, number>();
  const sources = quoted.map((line) => (line.key === '' ? null : findSource(line, ancestors, last)));
  let places: Places | null = null;
  return {
    quoted,
    sources,
    places: () => {
      places ??= placesOf(messageId, quoted, sources, otherLines());
      return places;
    },
  };
}

function placesOf(
  messageId: MessageId,
  quoted: readonly BodyLine[],
  sources: readonly (LineSource | null)[],
  others: readonly BodyLine[],
): Places {
  const places: Map<string, Place[]>[] = [];
  for (const { start, end, key } of others)
    addPlace(places, 0, key, { start, source: { messageId, start, end } });
  quoted.forEach(({ start, depth, key }, index) => {
    addPlace(places, Math.min(depth, DEPTH_MAX), key, { start, source: sources[index] ?? null });
  });
  return places;
}

function addPlace(places: Map<string, Place[]>[], depth: number, key: string, place: Place): void {
  places[depth] ??= new Map();
  const list = places[depth].get(key);
  if (list === undefined) places[depth].set(key, [place]);
  else if (list.length < PLACES_MAX) list.push(place);
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
  const place = nextPlace(parent, line.depth - 1, line.key, last);
  if (place !== null && place.source !== null) return place.source;
  for (const ancestor of ancestors.slice(0, ANCESTORS_MAX)) {
    const own = nextPlace(ancestor, 0, line.key, last);
    if (own !== null) return own.source;
  }
  return null;
}

/** People answer from top to bottom: of equal lines the first one after the last match in that message. */
function nextPlace(
  message: AlignedLines,
  depth: number,
  key: string,
  last: Map<AlignedLines, number>,
): Place | null {
  const list = message.places()[Math.min(depth, DEPTH_MAX)]?.get(key);
  if (list === undefined) return null;
  const after = last.get(message) ?? -1;
  const place = list.find(({ start }) => start > after) ?? list[0];
  if (place === undefined) return null;
  last.set(message, place.start);
  return place;
}
