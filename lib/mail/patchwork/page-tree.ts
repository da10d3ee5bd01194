import { MONTH, MONTHS } from '@/lib/mail/fields/months.ts';
import type { PageMessage } from '@/lib/mail/patchwork/patchwork-page.ts';
import { splitSegments } from '@/lib/mail/segments.ts';

/** Quoted lines compared and earlier messages considered: enough to tell them apart, and a bound on the work. */
const QUOTED_LINES_MAX = 400;
const EARLIER_MAX = 500;
/** After so many comparisons only the nearest are considered: a page made to be slow, not one that people wrote. */
const COMPARISONS_MAX = 5_000_000;
const NEAREST = 20;

const MINUTE_MS = 60_000;
const ZONE_MINUTES_MAX = 14 * 60;
const CLOCK = '(\\d{1,2}):(\\d{2})(?::\\d{2})?(?:\\s?([ap])\\.?m\\b\\.?)?(?:\\s?([+-]\\d{4}))?';
const MONTH_FIRST = new RegExp(`\\b${MONTH} (\\d{1,2}),? (\\d{4}),? (?:at )?${CLOCK}`, 'i');
const DAY_FIRST = new RegExp(`\\b(\\d{1,2})\\.? ${MONTH},? (\\d{4}),? (?:at )?${CLOCK}`, 'i');

/**
 * Whom each comment of a page answers: the index of an earlier comment, or null for the cover or patch. A page says
 * nothing about it, but replies do: the attribution above the quote names a person and a time, and the quoted lines
 * are lines of the message answered. Name and minute decide, then the name, then the number of quoted lines found;
 * without any of them the comment answers the cover or patch.
 */
export function findParents(
  submission: PageMessage,
  comments: readonly PageMessage[],
): readonly (number | null)[] {
  const lineSets: ReadonlySet<string>[] = [submission, ...comments].map(({ body }) => linesOf(body));
  let comparisons = 0;
  return comments.map((comment, index) => {
    const reply = readReply(comment.body);
    const first = Math.max(0, index - (comparisons > COMPARISONS_MAX ? NEAREST : EARLIER_MAX));
    comparisons += (index - first) * reply.quoted.length;
    const earlier = [-1, ...Array.from({ length: index - first }, (_, step) => first + step)];
    let best = -1;
    let bestRank = [0, 0, 0];
    for (const candidate of earlier) {
      const message = candidate === -1 ? submission : (comments[candidate] as PageMessage);
      const rank = rankOf(reply, message, lineSets[candidate + 1] ?? new Set());
      if (!isHigher(rank, bestRank)) continue;
      best = candidate;
      bestRank = rank;
    }
    return best === -1 ? null : best;
  });
}

type Reply = { readonly attribution: string; readonly sent: Sent | null; readonly quoted: readonly string[] };

/** The first attribution and the lines quoted below it, one `>` taken off. */
function readReply(body: string): Reply {
  const segments = splitSegments(body);
  const found = segments.find((segment) => segment.kind === 'attribution');
  const attribution = found === undefined ? '' : squeeze(body.slice(found.start, found.end));
  const quoted: string[] = [];
  for (const { kind, start, end } of segments) {
    if (kind !== 'quote' || quoted.length >= QUOTED_LINES_MAX) continue;
    for (const line of body.slice(start, end).split('\n')) {
      const text = squeeze(line.replace(/^>/, ''));
      if (text !== '' && text !== '>') quoted.push(text);
    }
  }
  return { attribution, sent: readSent(attribution), quoted: quoted.slice(0, QUOTED_LINES_MAX) };
}

/** Two bits for the attribution, then the share of quoted lines that the message has. */
function rankOf(reply: Reply, message: PageMessage, lines: ReadonlySet<string>): number[] {
  const found = reply.quoted.reduce((count, line) => count + (lines.has(line) ? 1 : 0), 0);
  const isNamed = reply.attribution.toLowerCase().includes(squeeze(message.author).toLowerCase());
  const isTimed = isNamed && reply.sent !== null && isSameMinute(reply.sent, message.sentAt);
  return [isTimed ? 1 : 0, isNamed ? 1 : 0, found];
}

function isHigher(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at !== -1 && (a[at] ?? 0) > (b[at] ?? 0);
}

/** A time as written, taken for UTC, and its zone in minutes when that is told. */
type Sent = { readonly at: number; readonly zone: number | null };

function readSent(attribution: string): Sent | null {
  const monthFirst = MONTH_FIRST.exec(attribution);
  const match = monthFirst ?? DAY_FIRST.exec(attribution);
  if (match === null) return null;
  const [, one = '', two = '', year = '', hours = '', minutes = '', half, zone] = match;
  const [day, month] = monthFirst === null ? [one, two] : [two, one];
  const hour =
    half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  const at = Date.UTC(Number(year), MONTHS.indexOf(month.slice(0, 3).toLowerCase()), Number(day), hour);
  const sign = zone?.startsWith('-') ? -1 : 1;
  return {
    at: at + Number(minutes) * MINUTE_MS,
    zone: zone === undefined ? null : sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3))),
  };
}

/** Zones are whole quarters of an hour: without one, any such distance will do. */
function isSameMinute({ at, zone }: Sent, sentAt: number): boolean {
  const minutes = Math.floor(at / MINUTE_MS) - Math.floor(sentAt / MINUTE_MS);
  return zone === null ? minutes % 15 === 0 && Math.abs(minutes) <= ZONE_MINUTES_MAX : minutes === zone;
}

function linesOf(body: string): ReadonlySet<string> {
  return new Set(
    body
      .split('\n')
      .map(squeeze)
      .filter((line) => line !== '' && line !== '>'),
  );
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
