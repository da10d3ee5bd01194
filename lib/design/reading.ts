import type { MessageId } from '@/lib/mail/email.ts';
import type { LineSource } from '@/lib/mail/quotes/align-quotes.ts';
import type { Segment } from '@/lib/mail/segments.ts';
import type { Skeleton } from '@/lib/mail/skeleton.ts';

/** A message as the extractor takes it: with its body. */
export type DesignMessage = Skeleton & { readonly body: string };

/** What a quoted run of lines is of its ancestor: offsets in that ancestor's body. */
export type QuotedPart = {
  /** Where it stands in the reply. */
  readonly start: number;
  readonly end: number;
  readonly depth: number;
  /** The ancestor whose own lines these are, and where; null when no ancestor has them. */
  readonly source: LineSource | null;
};

/** Words of an author between two quotes (or all of them, when nothing is quoted). */
export type Block = {
  readonly start: number;
  readonly end: number;
  /** The quoted lines directly above, top to bottom; empty when there are none. */
  readonly above: readonly QuotedPart[];
};

/** A sentence of own prose, the least that can carry a move. */
export type Unit = {
  readonly start: number;
  readonly end: number;
  /** Index in `blocks`. */
  readonly block: number;
  /** Number of its paragraph, counted through the message: no span goes over two. */
  readonly paragraph: number;
};

/** A message taken apart: whose words stand where, and what they answer. */
export type Reading = {
  readonly message: DesignMessage;
  /** The message it answers, when it is here. */
  readonly parent: MessageId | null;
  readonly segments: readonly Segment[];
  readonly blocks: readonly Block[];
  readonly units: readonly Unit[];
};

/** A thread taken apart, its messages in order of time. */
export type ThreadReading = { readonly id: MessageId; readonly readings: readonly Reading[] };

/** A message taken apart and the thread it stands in. */
export type LocatedReading = { readonly threadId: MessageId; readonly reading: Reading };

/** The messages of threads by their ids; of two with one id the first. */
export function locateReadings(threads: readonly ThreadReading[]): ReadonlyMap<MessageId, LocatedReading> {
  const located = new Map<MessageId, LocatedReading>();
  for (const { id: threadId, readings } of threads) {
    for (const reading of readings) {
      const { messageId } = reading.message;
      if (!located.has(messageId)) located.set(messageId, { threadId, reading });
    }
  }
  return located;
}
