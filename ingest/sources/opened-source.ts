import type { Cursor, Source } from './source.ts';

/**
 * A source that knows how it looked when it was opened. The seal is stored once all messages are, beside the cursor,
 * and taken off by the next message that is: a source whose seal still fits has nothing new and is not read at all.
 */
export type OpenedSource = Source & {
  /** Null when the input cannot be opened again (standard input). */
  readonly seal: Cursor | null;
  /** The seal of the last reading fits: `events` gives nothing. */
  readonly isUnchanged: boolean;
  /** What the source is remembered as; the path or URL in the one form all spellings share. */
  readonly name: string;
  /** List of the messages that name none. */
  readonly fallbackList: string;
};

/** A source that has nothing new. */
export function unchanged(source: Omit<OpenedSource, 'events' | 'isUnchanged'>): OpenedSource {
  return { ...source, isUnchanged: true, events: nothing };
}

async function* nothing(): ReturnType<Source['events']> {
  // No event: what the source holds is stored already.
}
