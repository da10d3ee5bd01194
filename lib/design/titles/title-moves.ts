import { asksForOpinions, LABEL } from '@/lib/design/asks-for-opinions.ts';
import { isInParagraphOf } from '@/lib/design/in-paragraph.ts';
import { compareMoves, type ItemId, type ItemLink, type Move, messageIdOf } from '@/lib/design/item.ts';
import { headsOf } from '@/lib/design/links/link-moves.ts';
import { seriesByMember } from '@/lib/design/links/places.ts';
import { nicknamesOf } from '@/lib/design/nicknames.ts';
import { OF_ITSELF } from '@/lib/design/of-itself.ts';
import {
  type LocatedReading,
  locateReadings,
  type Reading,
  type ThreadReading,
} from '@/lib/design/reading.ts';
import { titleOf } from '@/lib/design/titles/title-of.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import { parseSubject } from '@/lib/mail/fields/subject.ts';
import type { Derived } from '@/lib/series/derive.ts';
import type { Series } from '@/lib/series/series.ts';

/** The last quoted lines name what is answered. */
const QUOTE_END_MAX = 240;
const IDENTIFIER = /(?:->|\b)([A-Za-z]\w{0,60}_\w{1,60}(?:\(\))?)/g;

/**
 * Titles of moves, in the order of time: each may borrow the title of what it answers. `links` are those of
 * `linkMoves`; a title depends on its own and earlier messages only.
 */
export function titleMoves(
  moves: readonly Move[],
  links: ReadonlyMap<ItemId, readonly ItemLink[]>,
  threads: readonly ThreadReading[],
  derived: Derived,
): ReadonlyMap<ItemId, string> {
  const located = locateReadings(threads);
  const members = seriesByMember(derived);
  const heads = headsOf(moves, members);
  const named = new Set<MessageId>();
  const titles = new Map<ItemId, string>();
  let last: Move | null = null;
  let names: ReadonlySet<string> = new Set();
  for (const move of [...moves].sort(compareMoves)) {
    const { messageId } = move.span;
    const reading = located.get(messageId)?.reading;
    if (reading === undefined) continue;
    const { body } = reading.message;
    const words = body.slice(move.span.start, move.span.end);
    if (last?.span.messageId !== messageId) names = namesAbove(reading, located);
    const isFirst = move.kind === 'proposal' && (!named.has(messageId) || OF_ITSELF.test(words));
    // Its own words name it, not the subject and not the entry before it.
    const isWay = move.listedWay === true;
    const posts = isFirst && (members.has(messageId) || (!isWay && asksForOpinions(reading)));
    if (posts) named.add(messageId);
    const target = links.get(move.id)?.[0];
    const praised = target === undefined ? null : patchPraised(move, target, reading, { members, heads });
    const patch = praised === null ? null : patchName(located.get(praised));
    // What `Please add one` points at.
    const earlier = last !== null && !isWay && isInParagraphOf(last, move, body) ? last : null;
    const before = earlier === null ? null : (titles.get(earlier.id) ?? null);
    const isOrder = earlier?.kind === 'proposal' || earlier?.kind === 'action';
    titles.set(
      move.id,
      titleOf(move, body, {
        posting: posts ? postingName(move, reading, members.get(messageId), heads) : null,
        about: target === undefined || isWay ? null : (patch ?? titles.get(target.id) ?? null),
        before,
        orderBefore: isOrder ? before : null,
        object: patch === null ? quotedName(move, reading) : null,
        quoted: move.kind === 'action' ? lastQuoted(move, reading) : null,
        names,
      }),
    );
    last = move;
  }
  return titles;
}

const LEFT_OF_BRACKET = /^:\s*(?=\S)/;

/** What the whole series proposes has its name, what a patch of it proposes that of the patch. */
function postingName(
  move: Move,
  { message }: Reading,
  series: Series | undefined,
  heads: ReadonlyMap<MessageId, Move>,
): string {
  const isHead = series !== undefined && heads.get(series.id) === move;
  const name = isHead ? series.name : parseSubject(message.subject).name;
  return name.replace(LEFT_OF_BRACKET, '').replace(LABEL, '');
}

/** Which series each message is posted in, and what each series proposes first. */
type Posted = {
  readonly members: ReadonlyMap<MessageId, Series>;
  readonly heads: ReadonlyMap<MessageId, Move>;
};

/** The patch that is praised or taken in a mail right below it: the name of its series says less. */
function patchPraised(
  { kind, span }: Move,
  target: ItemLink,
  { parent, message }: Reading,
  { members, heads }: Posted,
): MessageId | null {
  const series = parent === null ? undefined : members.get(parent);
  if ((kind !== 'endorsement' && kind !== 'decision') || parent === null || series === undefined) return null;
  const isOfAll = heads.get(series.id)?.id === target.id;
  const isOfMember = members.has(messageIdOf(target.id));
  if (!isOfAll && (!isOfMember || POINTS_AT.test(message.body.slice(span.start, span.end)))) return null;
  return parent;
}

function patchName(located: LocatedReading | undefined): string | null {
  return located === undefined ? null : parseSubject(located.reading.message.subject).name;
}

/** One of the things that a posting says is praised, not its patch. */
const POINTS_AT = /\b(?:approach|idea|way|option|that|right|agree|point|catch)\b/i;

/** So far up the authors of a discussion are looked for. */
const ABOVE_MAX = 30;

/** Words of the names of who wrote the messages above, as far as they are not later by their dates. */
function namesAbove(reading: Reading, located: ReadonlyMap<MessageId, LocatedReading>): ReadonlySet<string> {
  const names = new Set<string>();
  let at: Reading | undefined = reading;
  for (let step = 0; step < ABOVE_MAX && at !== undefined; step += 1) {
    if (at.message.time <= reading.message.time) {
      for (const word of at.message.from.name.toLowerCase().split(/[^\p{L}]+/u)) {
        if (word.length > 1) for (const name of [word, ...nicknamesOf(word)]) names.add(name);
      }
    }
    at = at.parent === null ? undefined : located.get(at.parent)?.reading;
  }
  return names;
}

/** The words quoted above a move, of its last paragraph, in one line: prose only. */
function lastQuoted({ span }: Move, { blocks, message }: Reading): string | null {
  const above = blocks.find(({ start, end }) => start <= span.start && span.start < end)?.above.at(-1);
  if (above === undefined) return null;
  const lines = message.body
    .slice(Math.max(above.start, above.end - QUOTE_MAX), above.end)
    .trimEnd()
    .split('\n');
  const bare = lines.map((line) => line.replace(/^(?:[>|] ?)+/, '').trim());
  const prose = bare.slice(bare.lastIndexOf('') + 1).join(' ');
  return /^[+-@]|[{};]$/.test(prose) ? null : prose;
}
const QUOTE_MAX = 600;

/** Lines that a quoted diff adds. */
const CHANGED = /^(?:[>|] ?)+\+.*$/gm;

/** The last identifier quoted above a move, rather of what a diff adds than of what stands around it. */
function quotedName({ span }: Move, { blocks, message }: Reading): string | null {
  const above = blocks.find(({ start, end }) => start <= span.start && span.start < end)?.above.at(-1);
  if (above === undefined) return null;
  const text = message.body.slice(Math.max(above.start, above.end - QUOTE_END_MAX), above.end);
  if (!text.includes('_')) return null;
  const changed = text.match(CHANGED)?.join('\n') ?? '';
  const [ofDiff, ofAll] = [changed, text].map((lines) => [...lines.matchAll(IDENTIFIER)].at(-1)?.[1] ?? null);
  return ofDiff ?? ofAll ?? null;
}
