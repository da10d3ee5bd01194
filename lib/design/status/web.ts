import { pushTo } from '@/lib/base/multimap.ts';
import type { ItemId, ItemLink, Move } from '@/lib/design/item.ts';
import type { Said } from '@/lib/design/status/said.ts';
import type { Scene } from '@/lib/design/status/scene.ts';
import type { MessageId } from '@/lib/mail/email.ts';

export type Links = ReadonlyMap<ItemId, readonly ItemLink[]>;

/** `near`: the words of the move are the last in the quote above the answer. */
export type Response = { readonly said: Said; readonly near: boolean };

/** Moves, their links turned round, and which words stand under which. */
export type Web = {
  readonly moves: ReadonlyMap<ItemId, Move>;
  /** By message, in the order of the body. */
  readonly byMessage: ReadonlyMap<MessageId, readonly Move[]>;
  readonly links: Links;
  readonly children: ReadonlyMap<ItemId, readonly Move[]>;
  readonly responses: ReadonlyMap<ItemId, readonly Response[]>;
  /** Words under words: what answers a block. */
  readonly below: ReadonlyMap<Said, readonly Said[]>;
};

/** Quoted parts above a block that are looked at, from the last up. */
const PARTS_MAX = 6;
/** A move or a block that hundreds answer has its status from the first of them. */
const ANSWERS_MAX = 40;

export function buildWeb(moves: readonly Move[], links: Links, scene: Scene): Web {
  const byId = new Map(moves.map((move) => [move.id, move]));
  const byMessage = new Map<MessageId, Move[]>();
  for (const move of moves) pushTo(byMessage, move.span.messageId, move);
  for (const list of byMessage.values()) list.sort((a, b) => a.span.start - b.span.start);
  const children = new Map<ItemId, Move[]>();
  for (const [id, list] of links) {
    const child = byId.get(id);
    if (child === undefined) continue;
    // What a later version proposes replaces the earlier one when it arrives (series-facts.ts), it does not answer it.
    for (const { id: target, relation } of list)
      if (relation !== 'supersedes') pushTo(children, target, child);
  }
  for (const [id, list] of children) {
    list.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    children.set(id, list.slice(0, ANSWERS_MAX));
  }
  const responses = new Map<ItemId, Response[]>();
  const below = new Map<Said, Said[]>();
  for (const { readings } of scene.threads) {
    for (const { message } of readings) {
      if (message.facts.robot !== null) continue;
      for (const said of scene.said.get(message.messageId) ?? []) {
        collectAbove(said, scene, byMessage, responses, below);
      }
    }
  }
  return { moves: byId, byMessage, links, children, responses, below };
}

function collectAbove(
  said: Said,
  scene: Scene,
  byMessage: ReadonlyMap<MessageId, readonly Move[]>,
  responses: Map<ItemId, Response[]>,
  below: Map<Said, Said[]>,
): void {
  const seen = new Set<ItemId | Said>();
  let near = true;
  const { above } = said.block;
  for (let i = above.length - 1; i >= Math.max(0, above.length - PARTS_MAX); i -= 1) {
    const source = above[i]?.source ?? null;
    if (source === null) continue;
    const { messageId, start, end } = source;
    const quoted = byMessage.get(messageId) ?? [];
    for (let j = quoted.length - 1; j >= 0; j -= 1) {
      const move = quoted[j] as Move;
      if (move.span.end <= start || move.span.start >= end || seen.has(move.id)) continue;
      seen.add(move.id);
      if ((responses.get(move.id)?.length ?? 0) < ANSWERS_MAX) pushTo(responses, move.id, { said, near });
      near = false;
    }
    const words = scene.said.get(messageId)?.findLast(({ block }) => block.start < end && block.end > start);
    if (words === undefined || seen.has(words)) continue;
    seen.add(words);
    if ((below.get(words)?.length ?? 0) < ANSWERS_MAX) pushTo(below, words, said);
  }
}
