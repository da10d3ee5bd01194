import type { Json } from '@/lib/base/canonical-json.ts';
import type { Problem } from '@/lib/base/problem.ts';
import type { RawMessage } from '@/lib/mail/email.ts';

/**
 * How far a source was read. Stored in the same transaction as the messages up to it; handed back when the source is
 * opened again. Its shape is the business of the source that made it.
 */
export type Cursor = { readonly [key: string]: Json };

type Progress = {
  /** What to store once this event is dealt with; null: nothing (the source is read from its start every time). */
  readonly cursor: Cursor | null;
  /** Bytes or messages read so far, in the unit of `size`. */
  readonly done: number;
};

export type SourceEvent =
  | ({ readonly kind: 'message'; readonly message: RawMessage } & Progress)
  /** The archive took this message back; `message` holds the removed bytes, `oid` names their blob. */
  | ({ readonly kind: 'removal'; readonly oid: string; readonly message: RawMessage } & Progress)
  | ({ readonly kind: 'problem'; readonly problem: Problem } & Progress)
  /**
   * What follows is of this part (an epoch) of an archive that may purge messages. `begins`: from its first message on,
   * so that at `ends` whatever was known of it and did not come again is gone.
   */
  | ({
      readonly kind: 'part';
      readonly part: string;
      readonly step: 'begins' | 'goes-on' | 'ends';
    } & Progress);

export type SourceSize = { readonly unit: 'bytes' | 'messages'; readonly total: number };

export type Source = {
  readonly kind:
    | 'mbox'
    | 'stream'
    | 'maildir'
    | 'eml'
    | 'public-inbox'
    | 'bundle'
    | 'remote-mail'
    | 'remote-inbox'
    | 'patchwork';
  /** For the progress bar; null when it cannot be known. */
  readonly size: SourceSize | null;
  /** Every message once, in the order of the archive. Nothing is held open before; call it once. */
  readonly events: () => AsyncGenerator<SourceEvent, void, undefined>;
};

/** A message longer than this is cut: its bytes are held in memory and stored in one row. */
export const RAW_BYTES_MAX = 128 * 1024 * 1024;

/** A problem as an event of a source. */
export function problemEvent(problem: Problem, cursor: Cursor | null, done: number): SourceEvent {
  return { kind: 'problem', problem, cursor, done };
}
