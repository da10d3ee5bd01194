import { expect } from 'vitest';
import { type ItemId, type ItemKind, type ItemLink, itemId, type Move } from '@/lib/design/item.ts';
import { readThread } from '@/lib/design/read-thread.ts';
import type { DesignMessage, ThreadReading } from '@/lib/design/reading.ts';
import { trackStatus } from '@/lib/design/status/track-status.ts';
import { type Derived, deriveArchive } from '@/lib/series/derive.ts';
import { type Row, testArchive } from '@/lib/series/test-archive.ts';

export type Mail = Row & { readonly body: string };
/** `kind m0 words` with the words of a mail, an owner for promises, and the numbers of the moves it answers. */
export type Said = {
  readonly kind: ItemKind;
  readonly mail: number;
  readonly words: string;
  /** An entry of a list of ways. */
  readonly listedWay?: true;
  /** Who was asked for it; else the writer promised it. */
  readonly asks?: string;
  readonly to?: readonly number[];
};

/** Statuses of the moves at the end, with the rule of the last event and the series that caused it. */
export function checkStatuses(
  mails: readonly Mail[],
  said: readonly Said[],
  expected: readonly string[],
): void {
  expect(statusesOf(mails, said)).toEqual(expected);
}

/** Mails read, with what is said in them as moves. */
type Staged = {
  readonly threads: readonly ThreadReading[];
  readonly derived: Derived;
  readonly moves: readonly Move[];
};

export function stage(mails: readonly Mail[], said: readonly Said[]): Staged {
  const messages = testArchive(mails).map(
    (skeleton, index): DesignMessage => ({ ...skeleton, body: mails[index]?.body ?? '' }),
  );
  const derived = deriveArchive(messages);
  const byKey = new Map(messages.map((message) => [message.key, message]));
  const threads = derived.threads.map((thread) => readThread(thread, byKey));
  const moves = said.map((one) => moveOf(one, messages[one.mail] as DesignMessage));
  return { threads, derived, moves };
}

/** `status rule posting` of each move. */
export function statusesOf(mails: readonly Mail[], said: readonly Said[]): readonly string[] {
  const { threads, derived, moves } = stage(mails, said);
  const links = new Map<ItemId, readonly ItemLink[]>(
    said.map(({ to = [], kind }, index) => [
      moves[index]?.id as ItemId,
      to.map((target) => ({
        id: moves[target]?.id as ItemId,
        relation: kind === 'endorsement' ? 'supports' : kind === 'objection' ? 'attacks' : 'about',
      })),
    ]),
  );
  const events = trackStatus(moves, links, threads, derived);
  const last = moves.map(({ id }) => events.get(id)?.at(-1));
  return last.map((event) =>
    event ? [event.status, event.rule, event.because.series].join(' ').trim() : '-',
  );
}

function moveOf({ kind, words, asks, listedWay }: Said, message: DesignMessage): Move {
  const start = message.body.indexOf(words);
  expect(start).toBeGreaterThanOrEqual(0);
  const span = { messageId: message.messageId, start, end: start + words.length };
  return {
    ...{ id: itemId(kind, span), kind, span, by: message.from, at: message.time },
    ...{ confidence: 1, certain: true, blocking: false, reasons: [] },
    origin: kind !== 'action' ? null : asks === undefined ? 'commitment' : 'request',
    owner: kind === 'action' ? (asks ?? message.from.name) : null,
    ...(listedWay === true ? { listedWay } : {}),
  };
}
