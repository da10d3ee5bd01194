import { compareText } from '@/lib/base/compare-text.ts';
import type { Mailbox, MessageId } from '@/lib/mail/email.ts';

/** What a move is; words and statuses are those of docs/items.md. */
export const ITEM_KINDS = ['proposal', 'objection', 'endorsement', 'question', 'action', 'decision'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

export type Relation =
  | 'attacks'
  | 'supports'
  | 'serves'
  | 'decides'
  | 'about'
  | 'alternative-to'
  | 'refines'
  | 'supersedes';

export type ProposalStatus =
  | 'open'
  | 'supported'
  | 'contested'
  | 'adopted'
  | 'rejected'
  | 'withdrawn'
  | 'superseded'
  | 'deferred';
export type ObjectionStatus = 'open' | 'answered' | 'resolved' | 'withdrawn' | 'overruled';
export type QuestionStatus = 'open' | 'answered';
export type ActionStatus = 'open' | 'done' | 'dropped';
export type ItemStatus = ProposalStatus | ObjectionStatus | QuestionStatus | ActionStatus;

/** Words in one message: UTF-16 offsets in its decoded body, `body.slice(start, end)`. */
export type Span = { readonly messageId: MessageId; readonly start: number; readonly end: number };

/** `MESSAGE-ID#KIND-START-END`: the same for as long as the extractor finds the same words. */
export type ItemId = string & { readonly __brand: 'ItemId' };

/** One cue, rule or weight that spoke for (positive) or against an item, largest first. */
export type Reason = { readonly name: string; readonly weight: number };

/**
 * One move by one person in one message, before anything later is looked at: a function of its own and earlier
 * messages, so that it is the same at every time (the law of docs/items.md).
 */
export type Move = {
  readonly id: ItemId;
  readonly kind: ItemKind;
  readonly span: Span;
  readonly by: Mailbox;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Calibrated probability that a person would say the same, 0 to 1. */
  readonly confidence: number;
  readonly certain: boolean;
  /** Of an objection: a NAK or a clear refusal. */
  readonly blocking: boolean;
  /** Of an action. */
  readonly origin: 'commitment' | 'request' | null;
  /** Of an action: who is to do it, by name; null when nobody can be told. */
  readonly owner: string | null;
  readonly reasons: readonly Reason[];
  /** One of the ways that a list puts side by side: its own words name it. Read by links and titles, not stored. */
  readonly listedWay?: true;
};

/** The order of moves: by time, message id and place. */
export function compareMoves(a: Pick<Move, 'at' | 'span'>, b: Pick<Move, 'at' | 'span'>): number {
  return a.at - b.at || compareText(a.span.messageId, b.span.messageId) || a.span.start - b.span.start;
}

export type ItemLink = { readonly id: ItemId; readonly relation: Relation };

/** A change of status, with what caused it: words, or a posting. */
export type StatusEvent = {
  readonly at: number;
  readonly status: ItemStatus;
  readonly rule: string;
  readonly because: Span & { readonly series: MessageId | null };
};

export type Item = Move & {
  readonly title: string;
  readonly targets: readonly ItemLink[];
  /** Null for endorsements and decisions. */
  readonly status: ItemStatus | null;
  readonly events: readonly StatusEvent[];
  /** Of a proposal: the option it belongs to, by the id of its first mention. */
  readonly option: ItemId | null;
};

/** Proposals that are the same idea, its first mention first. */
export type Option = {
  readonly id: ItemId;
  readonly title: string;
  readonly status: ProposalStatus;
  /** In order of time. */
  readonly mentions: readonly ItemId[];
};

/** Its message, kind and place; `messageIdOf` reads the first. */
export function itemId(kind: ItemKind, { messageId, start, end }: Span): ItemId {
  return `${messageId}#${kind}-${start}-${end}` as ItemId;
}

/** The message that an item stands in, by the item's id: a Message-ID may hold a `#` itself. */
export function messageIdOf(id: ItemId): MessageId {
  return id.slice(0, id.lastIndexOf('#')) as MessageId;
}
