import { isBlankLine, type MboxKind, messageOfMbox, quotingDepth } from '@/lib/mail/mbox/mbox-quote.ts';

const LF = 10;

/** A From_ line is short; what is longer is prose that starts with "From". */
const FROM_LINE_BYTES_MAX = 512;
/** Weekday, month, day and time, as asctime writes them; the address before may hold blanks ("joe at example"). */
const FROM_LINE_DATE = /\b(?:mon|tue|wed|thu|fri|sat|sun),? {1,2}[a-z]{3} {1,2}\d{1,2} {1,2}\d{1,2}:\d\d/i;

/** A longer message is cut here: the bytes of one message are held in memory. */
const MBOX_MESSAGE_BYTES_MAX = 128 * 1024 * 1024;

export type MboxMessage = {
  /** The message without its From_ line and the blank line after it, quoting undone, line ends untouched. */
  readonly bytes: Uint8Array;
  /** Offset of its From_ line in the whole input. */
  readonly offset: number;
  /** Offset of what follows it. */
  readonly end: number;
  /** Bytes beyond the limit were dropped. */
  readonly isCut: boolean;
};

export type MboxSplitter = {
  /** Messages that `chunk` completes. Any chunk sizes give the same messages. */
  readonly push: (chunk: Uint8Array) => readonly MboxMessage[];
  /** The message that ends with the input, if any. */
  readonly end: () => readonly MboxMessage[];
  /** Offset of the message being read: everything before it was given out. */
  readonly position: () => number;
};

/** What is read but not given out: `buffer[0, length)` stands at `base` in the input. */
type State = {
  buffer: Uint8Array;
  length: number;
  base: number;
  /** Where the line being looked at goes on; `inLine` when its beginning was judged already. */
  scanned: number;
  inLine: boolean;
  previousBlank: boolean;
  /** The message being read: its place in the buffer and in the input; -1 before the first one. */
  start: number;
  offset: number;
  hasQuoted: boolean;
  isCut: boolean;
};

/**
 * Splits an mbox as it streams in. A message starts at a line that looks like a From_ line, at the start of the input
 * or after a blank line; what stands before the first one (blank lines, junk) is skipped. Time is linear in the input,
 * memory bounded by `bytesMax` and the largest chunk.
 */
export function createMboxSplitter(
  kind: MboxKind = 'mboxrd',
  bytesMax: number = MBOX_MESSAGE_BYTES_MAX,
): MboxSplitter {
  const state: State = {
    buffer: new Uint8Array(128 * 1024),
    length: 0,
    base: 0,
    scanned: 0,
    inLine: false,
    previousBlank: true,
    start: -1,
    offset: 0,
    hasQuoted: false,
    isCut: false,
  };
  return {
    push(chunk) {
      append(state, chunk);
      const messages = scan(state, kind, false);
      forget(state, bytesMax);
      return messages;
    },
    end() {
      const messages = scan(state, kind, true);
      if (state.start !== -1) messages.push(take(state, kind));
      state.start = -1;
      return messages;
    },
    position: () => (state.start === -1 ? state.base + state.scanned : state.offset),
  };
}

function append(state: State, chunk: Uint8Array): void {
  const length = state.length + chunk.length;
  if (length > state.buffer.length) {
    const grown = new Uint8Array(Math.max(state.buffer.length * 2, length));
    grown.set(state.buffer.subarray(0, state.length));
    state.buffer = grown;
  }
  state.buffer.set(chunk, state.length);
  state.length = length;
}

function scan(state: State, kind: MboxKind, isFinal: boolean): MboxMessage[] {
  const messages: MboxMessage[] = [];
  const bytes = state.buffer.subarray(0, state.length);
  while (state.scanned < state.length) {
    const newline = bytes.indexOf(LF, state.scanned);
    const isComplete = newline !== -1 || isFinal || state.length - state.scanned > FROM_LINE_BYTES_MAX;
    if (!state.inLine) {
      if (!isComplete) break;
      const next = newline === -1 ? state.length : newline + 1;
      if (isFromLine(state, next)) {
        if (state.start !== -1) messages.push(take(state, kind));
        state.start = state.scanned;
        state.offset = state.base + state.scanned;
      } else if (quotingDepth(bytes, state.scanned) > 0) state.hasQuoted = true;
      state.previousBlank = isBlankLine(bytes, state.scanned, next);
    }
    state.inLine = newline === -1;
    state.scanned = newline === -1 ? state.length : newline + 1;
  }
  return messages;
}

/** Gives out the message that ends where the scan stands. */
function take(state: State, kind: MboxKind): MboxMessage {
  const region = state.buffer.subarray(state.start, state.scanned);
  const message: MboxMessage = {
    bytes: messageOfMbox(region, state.hasQuoted ? kind : null),
    offset: state.offset,
    end: state.base + state.scanned,
    isCut: state.isCut,
  };
  state.hasQuoted = false;
  state.isCut = false;
  return message;
}

/** Drops from the buffer what was given out, and of an endless message what is beyond `bytesMax`. */
function forget(state: State, bytesMax: number): void {
  const given = state.start === -1 ? state.scanned : state.start;
  if (given > 0) drop(state, 0, given);
  if (state.start === -1) return;
  state.start = 0;
  if (state.scanned > bytesMax) {
    drop(state, bytesMax, state.scanned);
    state.isCut = true;
  }
}

function drop(state: State, from: number, to: number): void {
  state.buffer.copyWithin(from, to, state.length);
  state.length -= to - from;
  state.base += to - from;
  state.scanned -= to - from;
}

function isFromLine(state: State, next: number): boolean {
  if (!state.previousBlank || next - state.scanned > FROM_LINE_BYTES_MAX) return false;
  if (quotingDepth(state.buffer.subarray(0, next), state.scanned) !== 0) return false;
  if (state.base + state.scanned === 0) return true;
  return FROM_LINE_DATE.test(String.fromCharCode(...state.buffer.subarray(state.scanned, next)));
}
