import { compareText } from '@/lib/base/compare-text.ts';
import {
  ITEM_KINDS,
  type ItemId,
  type ItemKind,
  type ItemStatus,
  itemId,
  type Relation,
} from '@/lib/design/item.ts';
import type { Anchor } from '@/lib/judge/anchor.ts';
import type { MessageId } from '@/lib/mail/email.ts';

/** An item as an address names it: its first span and kind. */
export type Place = {
  readonly messageId: MessageId;
  readonly start: number;
  readonly end: number;
  readonly kind: ItemKind;
};

/** An item as a person saw it: words, kind in its id, title that was shown. Only the words are the anchor. */
export type Seen = { readonly anchor: Anchor; readonly kind: ItemKind; readonly title: string };

export type Evidence =
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'message'; readonly messageId: string }
  | { readonly kind: 'commit'; readonly hash: string }
  | { readonly kind: 'run'; readonly key: string }
  /** A claim of lib/evidence by its number; `not-claim`: it was suggested and does not fit. */
  | { readonly kind: 'claim' | 'not-claim'; readonly claim: string };

export const EVIDENCE_KINDS = [
  'link',
  'message',
  'commit',
  'run',
  'claim',
  'not-claim',
] as const satisfies readonly Evidence['kind'][];

/** Evidence of a kind by its one value, which is what that kind demands. */
export function evidenceOf(kind: Evidence['kind'], value: string): Evidence {
  switch (kind) {
    case 'link':
      return { kind, url: value };
    case 'message':
      return { kind, messageId: value };
    case 'commit':
      return { kind, hash: value };
    case 'run':
      return { kind, key: value };
    case 'claim':
    case 'not-claim':
      return { kind, claim: value };
  }
}

/** Numbers of claims; one that this version does not know stays in the log. */
export const CLAIM_ID = /^[A-Z]\d{1,4}[a-z]?$/;

/**
 * What a person says, with items as `R`: places in a request or a mail line, words as seen in the log.
 * docs/judgements.md says what each does. `undo.targets` are those of what is undone.
 */
export type Act<R> =
  | { readonly verb: 'accept' | 'reject' | 'add' | 'split-option'; readonly item: R }
  | { readonly verb: 'kind'; readonly item: R; readonly to: ItemKind }
  | { readonly verb: 'title'; readonly item: R; readonly to: string }
  | { readonly verb: 'span'; readonly item: R; readonly to: R }
  | { readonly verb: 'status'; readonly item: R; readonly to: ItemStatus }
  | { readonly verb: 'link'; readonly item: R; readonly other: R; readonly relation: Relation }
  | { readonly verb: 'unlink' | 'merge-options'; readonly item: R; readonly other: R }
  | { readonly verb: 'attach'; readonly item: R; readonly evidence: Evidence }
  | { readonly verb: 'detach'; readonly item: R; readonly attached: string }
  | { readonly verb: 'merge-designs'; readonly design: string; readonly with: string }
  | { readonly verb: 'split-design'; readonly thread: string }
  | { readonly verb: 'merge-people'; readonly address: string; readonly with: string }
  | { readonly verb: 'split-person'; readonly address: string }
  | { readonly verb: 'chain' | 'cut'; readonly earlier: string; readonly later: string }
  | { readonly verb: 'decline'; readonly message: string; readonly start: number }
  | { readonly verb: 'undo'; readonly judgement: string; readonly targets: readonly string[] };

/** The line of a mail that suggested it: offsets in the body of that mail. */
export type SuggestedBy = { readonly messageId: string; readonly start: number };

/** One entry of the log. Times are epoch milliseconds. */
export type Judgement = {
  /** UUID chosen by the sender: sent twice it is recorded once. */
  readonly id: string;
  /** E-mail address of the account. */
  readonly author: string;
  readonly recordedAt: number;
  /** From when a status holds; null for what holds at every time. */
  readonly effectiveAt: number | null;
  readonly reason: string | null;
  /** What the author had seen: the last judgement on each target, where there was one. */
  readonly onTop: readonly string[];
  readonly suggestedBy: SuggestedBy | null;
  readonly act: Act<Seen>;
};

export const STATUSES: Readonly<Record<ItemKind, readonly ItemStatus[]>> = {
  proposal: ['open', 'supported', 'contested', 'adopted', 'rejected', 'withdrawn', 'superseded', 'deferred'],
  objection: ['open', 'answered', 'resolved', 'withdrawn', 'overruled'],
  question: ['open', 'answered'],
  action: ['open', 'done', 'dropped'],
  endorsement: [],
  decision: [],
};

/** What a link from an item of this kind says unless it was said otherwise. */
export const RELATION_OF: Readonly<Record<ItemKind, Relation>> = {
  proposal: 'refines',
  objection: 'attacks',
  endorsement: 'supports',
  question: 'about',
  action: 'serves',
  decision: 'decides',
};

export const RELATIONS = [
  'attacks',
  'supports',
  'serves',
  'decides',
  'about',
  'alternative-to',
  'refines',
  'supersedes',
] as const satisfies readonly Relation[];

/** In the order in which they count, whatever order the database or a file gives. */
export function inOrder<T extends { readonly id: string; readonly recordedAt: number }>(
  log: readonly T[],
): readonly T[] {
  return [...log].sort((a, b) => a.recordedAt - b.recordedAt || compareText(a.id, b.id));
}

export function placeId({ messageId, start, end, kind }: Place): ItemId {
  return itemId(kind, { messageId, start, end });
}

export function seenId({ anchor, kind }: Seen): ItemId {
  return itemId(kind, anchor);
}

const ID = /^([^\0]{1,998})#([a-z]+)-(\d{1,9})-(\d{1,9})$/s;

/** The reverse of `placeId`; null for what is no id of an item. */
export function placeOfId(id: string): Place | null {
  const [, messageId = '', name = '', start, end] = ID.exec(id) ?? [];
  const kind = ITEM_KINDS.find((one) => one === name);
  if (kind === undefined) return null;
  return { messageId: messageId as MessageId, start: Number(start), end: Number(end), kind };
}

/** The items an act names, the one it is about first. */
export function refsOf<R>(act: Act<R>): readonly R[] {
  if (!('item' in act)) return [];
  if ('other' in act) return [act.item, act.other];
  return act.verb === 'span' ? [act.item, act.to] : [act.item];
}

/** The same act with its items, in the order of `refsOf`, as others say them. */
export function withRefs<R, S>(act: Act<R>, refs: readonly S[]): Act<S> {
  if (!('item' in act)) return act;
  const [item, other] = refs as readonly [S, S];
  if ('other' in act) return { ...act, item, other };
  return act.verb === 'span' ? { ...act, item, to: other } : { ...act, item };
}

/** Every message an act names: whoever may not see one of them does not see the judgement. */
export function messageIdsOf(act: Act<Seen>): readonly string[] {
  const ids: string[] = refsOf(act).map(({ anchor }) => anchor.messageId);
  if (act.verb === 'merge-designs') ids.push(act.design, act.with);
  if (act.verb === 'split-design') ids.push(act.thread);
  if (act.verb === 'chain' || act.verb === 'cut') ids.push(act.earlier, act.later);
  if (act.verb === 'decline') ids.push(act.message);
  if (act.verb === 'attach' && act.evidence.kind === 'message') ids.push(act.evidence.messageId);
  return [...new Set(ids)].sort();
}
