import { ITEM_KINDS, type ItemKind, itemId, type Move } from '@/lib/design/item.ts';
import { readThread } from '@/lib/design/read-thread.ts';
import type { DesignMessage, ThreadReading } from '@/lib/design/reading.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import { type Derived, deriveArchive } from '@/lib/series/derive.ts';
import { type Row, testArchive } from '@/lib/series/test-archive.ts';

/** A row of a test with its body, in which `{proposal|words}` marks a move. */
export type MarkedRow = Row & { readonly body: string };

/** An archive of a test, read; the moves are those marked, in the order of time. */
export type MarkedArchive = {
  readonly derived: Derived;
  readonly threads: readonly ThreadReading[];
  readonly moves: readonly Move[];
  /** The words of a move, by its id. */
  readonly words: ReadonlyMap<string, string>;
};

const MARK = /\{([a-z]+)\|([^}]*)\}/;

/** Reads rows as an archive. Quote marked words without their marks. */
export function markedArchive(rows: readonly MarkedRow[]): MarkedArchive {
  const moves: Move[] = [];
  const words = new Map<string, string>();
  const messages = testArchive(rows).map((skeleton, index): DesignMessage => {
    let body = rows[index]?.body ?? '';
    for (let mark = MARK.exec(body); mark !== null; mark = MARK.exec(body)) {
      const [all, kind = '', text = ''] = mark;
      body = body.replace(all, text);
      const span = { messageId: skeleton.messageId, start: mark.index, end: mark.index + text.length };
      const move = moveOf(kindOf(kind), span, skeleton.from, skeleton.time);
      moves.push(move);
      words.set(move.id, text.replace(/\s+/g, ' '));
    }
    return { ...skeleton, body };
  });
  const derived = deriveArchive(messages);
  const byKey = new Map(messages.map((message) => [message.key, message]));
  return { derived, threads: derived.threads.map((thread) => readThread(thread, byKey)), moves, words };
}

function kindOf(text: string): ItemKind {
  const kind = ITEM_KINDS.find((one) => one === text);
  if (kind === undefined) throw new Error(`${text} is no kind of item`);
  return kind;
}

function moveOf(
  kind: ItemKind,
  span: { readonly messageId: MessageId; readonly start: number; readonly end: number },
  by: Move['by'],
  at: number,
): Move {
  return {
    id: itemId(kind, span),
    kind,
    span,
    by,
    at,
    confidence: 1,
    certain: true,
    blocking: false,
    origin: kind === 'action' ? 'request' : null,
    owner: null,
    reasons: [],
  };
}
