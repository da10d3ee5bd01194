import type { Item, ItemId, Span } from '@/lib/design/item.ts';
import type { ItemIndex } from '@/lib/design/item-index.ts';
import { isUnmet } from '@/lib/design/rebuttal.ts';
import { addressOf, isSamePerson } from '@/lib/design/same-person.ts';
import type { Mailbox, MessageId } from '@/lib/mail/email.ts';
import type { Skeleton } from '@/lib/mail/skeleton.ts';
import { isReviewTrailer } from '@/lib/mail/trailers.ts';
import { findSignal } from '@/lib/series/review-events.ts';
import type { Series } from '@/lib/series/series.ts';

export type Side = 'for' | 'against' | 'silent';

/** Where a person stands on an option, by what they last said of it. */
export type Stance = {
  readonly person: Mailbox;
  /** `silent`: took part in the design, but said nothing of this, or an objection of theirs was met. */
  readonly side: Side;
  /** Epoch milliseconds and words of what says so; null for who said nothing. */
  readonly at: number | null;
  readonly because: Span | null;
  /** `Reviewed-by` and the like, when it was a trailer. */
  readonly trailer: string | null;
};

/** What who took patches says. */
const TAKING = ['applied', 'applied-in-part'] as const;

/** The rules by which who was objected to met it himself in talk (docs/items.md). */
const CONCEDES = /^addressee-/;

type Said = Stance & { readonly at: number; readonly because: Span };

/** The patch of which of several postings a message speaks. */
type Place = { readonly series: MessageId; readonly patch: MessageId };

/** What a move says, with how likely it says so. */
type Told = { readonly said: Said; readonly confidence: number };

/**
 * The stance ledger of one option: everybody who made a move in the design or gave a tag to the series that proposes
 * the option, in the order they first spoke of it, the silent ones last. `mentions` are those of the option, `items`
 * all of the design, `series` its postings, `heads` what each of these proposes. A person is an address
 * (docs/people.md).
 */
export function stancesOn(
  mentions: readonly Item[],
  items: ItemIndex,
  series: readonly Series[],
  heads: ReadonlySet<ItemId>,
): readonly Stance[] {
  const posted = new Set(series.flatMap(({ memberIds }) => memberIds));
  const isPosted = mentions.some(({ span }) => posted.has(span.messageId));
  const said = [
    ...surestOfMails(ofMoves(mentions, items, isPosted)),
    ...ofTrailers(mentions, series, heads),
  ].sort((a, b) => a.at - b.at);
  const places = placesOf(series);
  const stances = new Map<string, Stance>();
  // A later word takes the place of an earlier one, and keeps its row.
  for (const one of said) {
    const before = stances.get(addressOf(one.person));
    if (before === undefined || !isOfAnotherPatch(before, one, places))
      stances.set(addressOf(one.person), one);
  }
  for (const person of items.people) {
    const key = addressOf(person);
    if (stances.has(key)) continue;
    stances.set(key, { person, side: 'silent', at: null, because: null, trailer: null });
  }
  return [...stances.values()];
}

/**
 * What each answer below one patch of several speaks of. Whoever applied something speaks of all: he took it, whatever
 * he had against it.
 */
function placesOf(series: readonly Series[]): ReadonlyMap<MessageId, Place> {
  const places = new Map<MessageId, Place>();
  for (const { id, coverId, total, discussion } of series) {
    if (total < 2) continue;
    for (const { to, message } of discussion.answers) {
      if (to === coverId || findSignal(message, TAKING) !== null) continue;
      places.set(message.messageId, { series: id, patch: to });
    }
  }
  return places;
}

/** Praise of one patch takes back nothing that its author said against another one of the same posting. */
function isOfAnotherPatch(before: Stance, said: Said, places: ReadonlyMap<MessageId, Place>): boolean {
  if (before.side !== 'against' || said.side !== 'for' || before.because === null) return false;
  const [earlier, later] = [places.get(before.because.messageId), places.get(said.because.messageId)];
  return earlier?.series === later?.series && earlier?.patch !== later?.patch;
}

/** Who is for and against it in one mail stands where the surer of the moves has him. */
function surestOfMails(all: readonly Told[]): readonly Said[] {
  const surest = new Map<string, Told>();
  const mailOf = ({ said }: Told): string => `${addressOf(said.person)} ${said.because.messageId}`;
  for (const one of all) {
    if (one.said.side === 'silent') continue;
    const other = surest.get(mailOf(one));
    if (other === undefined || one.confidence > other.confidence) surest.set(mailOf(one), one);
  }
  return all
    .filter((one) => one.said.side === 'silent' || surest.get(mailOf(one))?.said.side === one.said.side)
    .map(({ said }) => said);
}

function ofMoves(mentions: readonly Item[], items: ItemIndex, isPosted: boolean): readonly Told[] {
  const said: Told[] = [];
  const add = (item: Item, side: Side, at = item.at, because: Span = item.span): void => {
    said.push({ said: { person: item.by, side, at, because, trailer: null }, confidence: item.confidence });
  };
  const own = new Map(mentions.map((mention) => [mention.id, mention]));
  const objections = new Set<ItemId>();
  const isLeft = (item: Item): boolean => isUnmet(item) || (!isPosted && isConceded(item));
  const answers = items.answersTo(own.keys());
  const unmet = unmetObjectors(answers, isLeft);
  let first = null as Mailbox | null;
  for (const mention of mentions) {
    if (!isPosted && isOneOfList(mention, items)) add(mention, 'silent');
    else add(mention, 'for');
    const taken = mention.events.findLast(({ status }) => status === 'withdrawn');
    if (mention.status === 'withdrawn' && taken !== undefined)
      add(mention, 'silent', taken.at, taken.because);
  }
  for (const item of answers) {
    const target = item.targets.map(({ id }) => own.get(id)).find((one) => one !== undefined);
    if (target === undefined) continue;
    if (item.kind === 'endorsement') add(item, 'for');
    if (item.kind === 'decision' && target.status === 'adopted') add(item, 'for');
    if (item.kind === 'decision' && target.status === 'rejected') add(item, 'against');
    if (item.kind !== 'objection') continue;
    objections.add(item.id);
    if (isCaveat(item, target, mentions)) continue;
    first ??= item.by;
    add(item, 'against');
    if (unmet.has(addressOf(item.by))) continue;
    const met = item.events.findLast(({ status }) => status === 'resolved' || status === 'withdrawn');
    if (met?.status === item.status && met !== undefined) add(item, 'silent', met.at, met.because);
  }
  for (const item of items.answersTo(objections)) {
    if (item.targets.some(({ id }) => own.has(id))) continue;
    // Who admits what is wrong with his own way does not stand against it.
    if (item.kind === 'endorsement' && !mentions.some((one) => isOwn(item, one))) add(item, 'against');
    // Who objected first is not for it because he met what another one has against it.
    const isFirst = first !== null && isSamePerson(first, item.by) && unmet.has(addressOf(first));
    if (item.kind === 'objection' && !isFirst) add(item, 'for');
  }
  return said;
}

/**
 * Whether a mail names it as one way among others of which its writer prefers one: what he prefers he endorses. Several
 * proposals alone are no list, a long answer has many.
 */
function isOneOfList({ span, by }: Item, items: ItemIndex): boolean {
  const beside = items.inMail(span.messageId).filter((one) => isSamePerson(one.by, by));
  const ways = beside.filter(({ kind }) => kind === 'proposal');
  if (new Set(ways.map(({ id, option }) => option ?? id)).size < 2) return false;
  const ids = new Set<ItemId>(ways.map(({ id }) => id));
  return beside.some(({ kind, targets }) => kind === 'endorsement' && targets.some(({ id }) => ids.has(id)));
}

/**
 * Who says what is bad about a way of his own warns, and is not against it, unless that came to nothing: of 44 labelled
 * objections to a proposal of one's own from another mail 37 were to one that was not taken back or turned down.
 */
function isCaveat(objection: Item, target: Item, mentions: readonly Item[]): boolean {
  const own = mentions.filter((one) => isSamePerson(one.by, objection.by));
  if (own.some(({ span }) => span.messageId === objection.span.messageId)) return true;
  return own.length > 0 && isAlive(target);
}

/** Whether who speaks proposed it himself, and it did not come to nothing. */
function isOwn({ by }: Item, mention: Item): boolean {
  return isSamePerson(mention.by, by) && isAlive(mention);
}

function isAlive({ status }: Item): boolean {
  return status !== 'withdrawn' && status !== 'rejected';
}

/** A posting changes when its author concedes; an idea is as bad as its author now says, and who said so stays. */
function isConceded({ status, events }: Item): boolean {
  return status === 'resolved' && CONCEDES.test(events.at(-1)?.rule ?? '');
}

/** Who has an objection left: that others of theirs were met does not silence them. */
function unmetObjectors(answers: readonly Item[], isLeft: (item: Item) => boolean): ReadonlySet<string> {
  const left = answers.filter((item) => item.kind === 'objection' && isLeft(item));
  return new Set(left.map(({ by }) => addressOf(by)));
}

/**
 * A tag on the patches of a series stands for what the series proposes or was adopted in it, as does that somebody
 * applied them, whatever he had against it before; a NAK below them stands against it. What the cover names beside that
 * ("we could also ...") nobody reviewed.
 */
function ofTrailers(
  mentions: readonly Item[],
  series: readonly Series[],
  heads: ReadonlySet<ItemId>,
): readonly Said[] {
  const said: Said[] = [];
  const own = new Set(
    mentions.flatMap(({ id, span, status, events }) => {
      const adopted = status === 'adopted' ? (events.at(-1)?.because.series ?? null) : null;
      const proposing = heads.has(id) ? [span.messageId] : [];
      return adopted === null ? proposing : [...proposing, ...versionsFrom(adopted, series)];
    }),
  );
  for (const { id, discussion } of series) {
    if (!own.has(id)) continue;
    for (const { message } of discussion.answers) {
      if (message.facts.robot !== null) continue;
      const trailer = message.facts.trailers.find(isReviewTrailer);
      if (trailer !== undefined) said.push(tagged(message, 'for', trailer.name, { start: 0, end: 0 }));
      const taken = findSignal(message, TAKING);
      if (taken !== null) said.push(tagged(message, 'for', null, taken));
      const nak = message.facts.signals.find(({ kind }) => kind === 'nak');
      if (nak !== undefined) said.push(tagged(message, 'against', null, nak));
    }
  }
  return said;
}

/** A posting and its later versions: what one adopted the next ones carry on. */
function versionsFrom(first: MessageId, series: readonly Series[]): readonly MessageId[] {
  const next = new Map(series.map(({ id, supersededBy }) => [id, supersededBy]));
  const found = new Set<MessageId>();
  for (let id: MessageId | null = first; id !== null && !found.has(id); id = next.get(id) ?? null)
    found.add(id);
  return [...found];
}

function tagged(
  { messageId, from, time }: Skeleton,
  side: Side,
  trailer: string | null,
  { start, end }: { readonly start: number; readonly end: number },
): Said {
  return { person: from, side, at: time, because: { messageId, start, end }, trailer };
}
