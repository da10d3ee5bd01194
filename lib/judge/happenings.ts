import { compareText } from '@/lib/base/compare-text.ts';
import type { PlacedItem } from '@/lib/design/extract.ts';
import type { ItemStatus, Span } from '@/lib/design/item.ts';
import type { Comment } from '@/lib/judge/comment.ts';
import type { JudgedDesign, JudgedItem } from '@/lib/judge/judged-item.ts';
import { type Judgement, messageIdsOf } from '@/lib/judge/judgement.ts';
import type { Mailbox, MessageId } from '@/lib/mail/email.ts';
import type { Series } from '@/lib/series/series.ts';

/** Something that changed the state of a design. */
export type Happening = {
  /** What it stands in or came from, and what tells it from all else of that: the same whenever it is computed. */
  readonly messageId: MessageId | null;
  readonly name: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly by: Mailbox;
  readonly what: Happened;
  /** The words that say so; start = end: the message as a whole. Null for what was said here and in no mail. */
  readonly words: Span | null;
};

/** With the words themselves; of a posting its beginning, of an answer as a whole that from its first own words on. */
export type QuotedHappening = Happening & { readonly quote: string };

export type Happened =
  | { readonly kind: 'version'; readonly series: Series }
  /** Where a version came to stand, and by which rule. */
  | { readonly kind: 'state'; readonly series: Series }
  | { readonly kind: 'item'; readonly item: PlacedItem }
  | {
      readonly kind: 'status';
      readonly item: PlacedItem;
      readonly status: ItemStatus;
      readonly rule: string;
      /** The posting that caused it. */
      readonly posting: Series | null;
    }
  /** With what it took back, and the messages that this is about. */
  | {
      readonly kind: 'judgement';
      readonly judgement: Judgement;
      readonly undone: Judgement | null;
      readonly about: readonly string[];
    }
  | { readonly kind: 'comment'; readonly comment: Comment };

export type Told = {
  readonly judged: JudgedDesign;
  /** Its versions with their states. */
  readonly series: readonly Series[];
  readonly log: readonly Judgement[];
  readonly comments: readonly Comment[];
  /** Who wrote each of its messages. */
  readonly authors: ReadonlyMap<string, Mailbox>;
};

/**
 * All that changed the state of a design, newest first: versions, where they stand, what was said, what became of it,
 * what people judged and commented. Without what the reader of mails is not certain of, and what nobody may see.
 */
export function happeningsOf(told: Told): readonly Happening[] {
  const { judged, series } = told;
  const items = judged.items.filter((item) => item.certain || item.verdict === 'accepted');
  const postings = new Map<string, Series>(series.map((one) => [one.id, one]));
  const said = new Map(told.log.map((judgement) => [judgement.id, judgement]));
  const all = [
    ...series.flatMap((one) => ofSeries(one, told)),
    ...items.flatMap((item) => ofItem(item, told, postings)),
    ...told.log
      .filter((judgement) => aboutOf(judgement, said).some((id) => told.authors.has(id)))
      .map((judgement) => ofJudgement(judgement, said)),
    ...told.comments.filter(({ hidden }) => hidden === null).map(ofComment),
  ];
  return all.sort((a, b) => b.at - a.at || compare(a, b));
}

function compare(a: Happening, b: Happening): number {
  return compareText(`${a.messageId ?? ''} ${a.name}`, `${b.messageId ?? ''} ${b.name}`);
}

function ofSeries(series: Series, { authors }: Told): readonly Happening[] {
  const { id, author, reason, sentAt } = series;
  const whole = { messageId: id, start: 0, end: 0 };
  const posted: Happening = {
    messageId: id,
    name: 'posted',
    at: sentAt,
    by: author,
    what: { kind: 'version', series },
    words: whole,
  };
  const { because } = reason;
  // One that nobody spoke of stands where every new one does; that it is replaced is told by the one that does it.
  if (because.messageId === id || reason.state === 'superseded') return [posted];
  const state: Happening = {
    messageId: because.messageId,
    name: `${reason.state} ${id}`,
    at: reason.turnSince,
    by: authors.get(because.messageId) ?? author,
    what: { kind: 'state', series },
    words: because,
  };
  return [posted, state];
}

function ofItem(
  item: JudgedItem,
  { authors }: Told,
  postings: ReadonlyMap<string, Series>,
): readonly Happening[] {
  const name = item.id.slice(item.span.messageId.length + 1);
  const happenings: Happening[] = [];
  if (item.extracted) {
    happenings.push({
      messageId: item.span.messageId,
      name,
      at: item.at,
      by: item.by,
      what: { kind: 'item', item },
      words: item.span,
    });
  }
  const told = new Set<string>();
  for (const { at, status, rule, because } of item.events) {
    // Its own words made it; a judgement tells of itself.
    if (rule === 'said' || rule === 'judged') continue;
    const changed = `${status} ${item.id}`;
    if (told.has(`${changed} ${because.messageId}`)) continue;
    told.add(`${changed} ${because.messageId}`);
    const posting = because.series === null ? null : (postings.get(because.series) ?? null);
    happenings.push({
      messageId: because.messageId,
      name: changed,
      at,
      words: because,
      by: authors.get(because.messageId) ?? { name: '', email: '' },
      what: { kind: 'status', item, status, rule, posting },
    });
  }
  return happenings;
}

/**
 * What is about other designs, and about people, is in the log as well. Taking back is about what it takes back, also
 * when that stands beside no item that is left: a link between designs or versions, or an item that was rejected.
 */
function aboutOf(judgement: Judgement, byId: ReadonlyMap<string, Judgement>): readonly string[] {
  const seen = new Set<Judgement>();
  let said: Judgement | undefined = judgement;
  while (said?.act.verb === 'undo' && !seen.has(said)) {
    seen.add(said);
    said = byId.get(said.act.judgement);
  }
  return said === undefined ? [] : messageIdsOf(said.act);
}

function ofJudgement(judgement: Judgement, byId: ReadonlyMap<string, Judgement>): Happening {
  const { id, author, recordedAt, act } = judgement;
  const undone = act.verb === 'undo' ? (byId.get(act.judgement) ?? null) : null;
  const anchor = 'item' in act ? act.item.anchor : null;
  return {
    messageId: null,
    name: id,
    at: recordedAt,
    by: { name: '', email: author },
    what: { kind: 'judgement', judgement, undone, about: aboutOf(judgement, byId) },
    words: anchor === null ? null : spanOf(anchor),
  };
}

function ofComment(comment: Comment): Happening {
  const { id, author, at, subject } = comment;
  const anchor = 'anchor' in subject ? subject.anchor : 'item' in subject ? subject.item.anchor : null;
  return {
    messageId: null,
    name: id,
    at,
    by: { name: '', email: author },
    what: { kind: 'comment', comment },
    words: anchor === null ? null : spanOf(anchor),
  };
}

function spanOf({ messageId, start, end }: Span): Span {
  return { messageId, start, end };
}
