import { type Happening, happeningsOf, type QuotedHappening } from '@/lib/judge/happenings.ts';
import type { JudgedDesign } from '@/lib/judge/judged-item.ts';
import type { Mailbox } from '@/lib/mail/email.ts';
import { splitSegments } from '@/lib/mail/segments.ts';
import { byMessageId } from '@/lib/mail/skeleton.ts';
import type { Series } from '@/lib/series/series.ts';
import { loadAccountNames, nameIn } from '@/lib/store/account/account-names.ts';
import { queryRows, sql } from '@/lib/store/database/prisma.ts';
import { loadCommentsOn } from '@/lib/store/judge/comment-rows.ts';
import { judgedSeriesOf, loadJudgedDesign } from '@/lib/store/judge/judged-design.ts';

/** What happened to a design, newest first, each with the words that say so. */
export type DesignNews = {
  readonly judged: JudgedDesign;
  readonly series: readonly Series[];
  readonly happenings: readonly QuotedHappening[];
  /** The lists of its messages, by Message-ID. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
  readonly authors: ReadonlyMap<string, Mailbox>;
};

/** Of a message that is meant as a whole. */
const OPENING_LENGTH = 4_000;

export type HappeningsAsked = {
  readonly most: number;
  /** Only what is later, epoch milliseconds. */
  readonly since: number | null;
  /** The design as it stood then; null: now. */
  readonly at: number | null;
  /** Only what is of the version chain of this posting. */
  readonly series: string | null;
};

/**
 * The last things that happened to the design of a message, as the reader may see it. Null when there is no such
 * design.
 */
export async function loadHappenings(
  messageId: string,
  { most, since, at, series: ofSeries }: HappeningsAsked,
): Promise<DesignNews | null> {
  const loaded = await loadJudgedDesign(messageId, at);
  if (loaded === null) return null;
  const { judged, stored, log } = loaded;
  const members = new Set<string>(judged.design.seriesIds);
  const all = judgedSeriesOf(loaded, at).filter(({ id }) => members.has(id));
  const series = ofSeries === null ? all : chainOf(all, ofSeries);
  const threads = ofSeries === null ? null : new Set<string>(series.flatMap(({ threadIds }) => threadIds));
  const ids = [...byMessageId(stored.messages).keys()];
  const messages = [...byMessageId([...stored.messages, ...stored.notes]).values()];
  const authors = new Map<string, Mailbox>(messages.map(({ messageId, from }) => [messageId, from]));
  const comments = await loadCommentsOn(ids, at);
  // What trees tell of these versions stands in threads of its own.
  const notes = series.flatMap(({ taken }) => taken.map((one) => one.messageId));
  const within = await inThreads(threads, ids);
  const near = within === null ? null : new Set([...within, ...notes]);
  const happenings = happeningsOf({ judged, series, log, comments, authors })
    .filter((one) => isBetween(one.at, since, at) && isNear(one, near))
    .slice(0, most);
  return {
    judged,
    series,
    authors,
    happenings: await withQuotes(await withNames(happenings)),
    lists: new Map<string, readonly string[]>(messages.map(({ messageId, lists }) => [messageId, lists])),
  };
}

/** Judgements hold at every time, but were not said at every time. */
function isBetween(time: number, since: number | null, at: number | null): boolean {
  return (since === null || time > since) && (at === null || time <= at);
}

/** What joins, parts and takes back has no words of its own: it is near what it names. */
function isNear({ words, what }: Happening, near: ReadonlySet<string> | null): boolean {
  if (near === null) return true;
  if (words !== null) return near.has(words.messageId);
  return what.kind === 'judgement' && what.about.some((id) => near.has(id));
}

/** Versions of one series: the chain is that of judgements, not the stored one. */
function chainOf(series: readonly Series[], id: string): readonly Series[] {
  const own = series.find((one) => one.id === id || one.memberIds.some((member) => member === id));
  return own === undefined ? [] : series.filter(({ chainId }) => chainId === own.chainId);
}

/** The messages of these threads; null: any. */
async function inThreads(
  threads: ReadonlySet<string> | null,
  ids: readonly string[],
): Promise<ReadonlySet<string> | null> {
  if (threads === null) return null;
  const rows = await queryRows<{ readonly id: string }>(sql`
    SELECT message_id AS id FROM derived.thread_node
    WHERE thread_id = ANY(${[...threads]}::text[]) AND message_id = ANY(${ids}::text[])`);
  return new Set(rows.map(({ id }) => id));
}

/** People of the lists have the names of their mails, those who judge and comment here the names of their accounts. */
async function withNames(happenings: readonly Happening[]): Promise<readonly Happening[]> {
  const isHere = ({ what }: Happening): boolean => what.kind === 'judgement' || what.kind === 'comment';
  const names = await loadAccountNames(happenings.filter(isHere).map(({ by }) => by.email));
  return happenings.map((one) =>
    isHere(one) ? { ...one, by: { ...one.by, name: nameIn(names, one.by.email) } } : one,
  );
}

async function withQuotes(happenings: readonly Happening[]): Promise<readonly QuotedHappening[]> {
  const wanted = happenings.flatMap(({ words }) => words?.messageId ?? []);
  const bodies = await loadBodies([...new Set<string>(wanted)]);
  return happenings.map((happening) => {
    const { words, what } = happening;
    if (words === null) return { ...happening, quote: '' };
    if (what.kind === 'item') return { ...happening, quote: what.item.quote };
    if (what.kind === 'judgement' || what.kind === 'comment') return { ...happening, quote: exactOf(what) };
    const body = bodies.get(words.messageId) ?? '';
    if (words.end > words.start) return { ...happening, quote: body.slice(words.start, words.end) };
    const start = what.kind === 'version' ? 0 : startOfWords(body);
    return { ...happening, quote: body.slice(start, start + OPENING_LENGTH) };
  });
}

/** Where an answer begins to say something: what it quotes before may be longer than any opening. */
function startOfWords(body: string): number {
  const own = splitSegments(body).find(
    ({ kind, start, end }) => kind === 'own' && /\p{L}/u.test(body.slice(start, end)),
  );
  return own?.start ?? 0;
}

function exactOf(what: Extract<Happening['what'], { kind: 'judgement' | 'comment' }>): string {
  const from = what.kind === 'judgement' ? what.judgement.act : what.comment.subject;
  if ('item' in from) return from.item.anchor.exact;
  return 'anchor' in from ? from.anchor.exact : '';
}

async function loadBodies(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await queryRows<{ readonly id: string; readonly body: string }>(sql`
    SELECT message_id AS id, body FROM derived.message
    WHERE message_id = ANY(${ids}::text[]) AND first_of_id`);
  return new Map(rows.map(({ id, body }) => [id, body]));
}
