import { ITEM_KINDS, type Item, type ItemId, type ItemKind } from '@/lib/design/item.ts';
import type { MessageId } from '@/lib/mail/email.ts';

/**
 * What a language model may be asked: the doubtful items of one message, with the items they may answer. It may give
 * one another kind, title or targets. It can add nothing, remove nothing and move no span.
 */
export type Question = {
  readonly messageId: MessageId;
  readonly doubtful: readonly Asked[];
  /** Earlier items it may link to. */
  readonly others: readonly Asked[];
};

export type Asked = {
  readonly id: ItemId;
  readonly kind: ItemKind;
  readonly by: string;
  readonly words: string;
  readonly title: string;
  readonly targets: readonly ItemId[];
};

/** One answer about one item; `cites` are words of that item, verbatim, that the answer rests on. */
export type Opinion = {
  readonly id: string;
  readonly cites: readonly string[];
  readonly kind: string | null;
  readonly title: string | null;
  readonly targets: readonly string[] | null;
};

/** What is taken over of an answer. */
export type Change = {
  readonly kind: ItemKind | null;
  readonly title: string | null;
  readonly targets: readonly ItemId[] | null;
};

export type Refusal = { readonly id: string; readonly why: string };

/** Items below this confidence are doubtful: above it the extractor is right more often than not. */
const DOUBT_BELOW = 0.6;
/** More items of one message, or earlier ones to link to, are not shown to the model. */
const DOUBTFUL_MAX = 20;
const OTHERS_MAX = 40;
const WORDS_MAX = 600;
const TITLE_LENGTH_MAX = 80;

/** One question for each message with doubtful items, in the order of `items` (by time). */
export function askAbout(items: readonly Item[], wordsOf: (item: Item) => string): readonly Question[] {
  const ask = (item: Item): Asked => ({
    id: item.id,
    kind: item.kind,
    by: item.by.name || item.by.email,
    words: wordsOf(item).slice(0, WORDS_MAX),
    title: item.title,
    targets: item.targets.map(({ id }) => id),
  });
  const byMessage = new Map<MessageId, { doubtful: Item[]; before: number }>();
  items.forEach((item, index) => {
    if (item.confidence >= DOUBT_BELOW) return;
    const entry = byMessage.get(item.span.messageId) ?? { doubtful: [], before: index };
    if (entry.doubtful.length < DOUBTFUL_MAX) entry.doubtful.push(item);
    byMessage.set(item.span.messageId, entry);
  });
  return [...byMessage].map(([messageId, { doubtful, before }]) => ({
    messageId,
    doubtful: doubtful.map(ask),
    others: items.slice(Math.max(0, before - OTHERS_MAX), before).map(ask),
  }));
}

/**
 * The part of an answer that holds: about an item that was asked about, resting on words that stand in it as cited,
 * with a kind, title and targets that exist. An answer with one fault is refused as a whole.
 */
export function checkOpinion(question: Question, opinion: Opinion): Change | Refusal {
  const refuse = (why: string): Refusal => ({ id: opinion.id, why });
  const asked = question.doubtful.find(({ id }) => id === opinion.id);
  if (asked === undefined) return refuse('was not asked about');
  if (opinion.cites.length === 0) return refuse('cites no words');
  const false_ = opinion.cites.find((words) => words.trim() === '' || !asked.words.includes(words));
  if (false_ !== undefined) return refuse(`cites words that do not stand there: ${false_.slice(0, 80)}`);
  const kind = ITEM_KINDS.find((known) => known === opinion.kind) ?? null;
  if (opinion.kind !== null && kind === null)
    return refuse(`has an unknown kind: ${opinion.kind.slice(0, 40)}`);
  const title = opinion.title === null ? null : opinion.title.replace(/\s+/g, ' ').trim();
  if (title !== null && (title === '' || title.length > TITLE_LENGTH_MAX))
    return refuse('has no usable title');
  const known = new Map(
    [...question.others, ...question.doubtful].map((other) => [other.id as string, other.id]),
  );
  const targets = opinion.targets?.map((id) => (id === opinion.id ? undefined : known.get(id))) ?? null;
  if (targets?.some((id) => id === undefined)) return refuse('links to an item that was not shown');
  return { kind, title, targets: targets as readonly ItemId[] | null };
}
