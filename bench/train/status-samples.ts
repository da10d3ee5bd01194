import type { ItemId, ItemKind, ItemLink, Move } from '@/lib/design/item.ts';
import { linkMoves } from '@/lib/design/links/link-moves.ts';
import { findMoves } from '@/lib/design/moves/find-moves.ts';
import { addTo, emptySum, firstFeatures, totalsOf } from '@/lib/design/status/features.ts';
import { findNotices } from '@/lib/design/status/from-thread.ts';
import { buildScene } from '@/lib/design/status/scene.ts';
import { evidenceFor } from '@/lib/design/status/track-status.ts';
import { buildWeb } from '@/lib/design/status/web.ts';
import type { LabelledThread } from './labelled.ts';
import { matchGuesses } from './match.ts';
import { goldMoves } from './status-data.ts';

/** A labelled move as the status model sees it at the end of its thread. */
export type StatusSample = {
  readonly id: string;
  readonly kind: ItemKind;
  readonly status: string;
  readonly names: readonly string[];
  /** `turn` of its thread. */
  readonly turn: number;
  readonly gold: boolean;
  readonly list: string;
};

/** All labelled moves that have a status; links are those of the labels. Items annotators disagreed on are left out. */
export function statusSamples(threads: readonly LabelledThread[]): readonly StatusSample[] {
  return threads.flatMap((thread) => {
    const { moves, links, labels } = goldMoves(thread);
    return samplesOf(thread, moves, links, (id) => {
      const label = labels.get(id);
      return label === undefined || label.optional === true ? null : label.status;
    });
  });
}

/** The same of the moves and links the extractor finds, where a move is one of the labels. */
export function foundSamples(threads: readonly LabelledThread[]): readonly StatusSample[] {
  return threads.flatMap((thread) => {
    const moves = findMoves(thread.threads).filter(({ span }) => thread.labelled.has(span.messageId));
    const links = linkMoves(moves, thread.threads, thread.derived);
    const guesses = moves.map(({ id, kind, span }) => ({
      id,
      kind,
      mid: span.messageId,
      start: span.start,
      end: span.end,
    }));
    const required = thread.items.filter(({ optional }) => optional !== true);
    const matched = matchGuesses(required, guesses);
    const statuses = new Map([...matched].map(([guess, label]) => [guess.id, label.status]));
    return samplesOf(thread, moves, links, (id) => statuses.get(id) ?? null);
  });
}

function samplesOf(
  thread: LabelledThread,
  moves: readonly Move[],
  links: ReadonlyMap<ItemId, readonly ItemLink[]>,
  statusOf: (id: ItemId) => string | null,
): readonly StatusSample[] {
  const scene = buildScene(thread.threads, thread.derived);
  const web = buildWeb(moves, links, scene);
  const notices = findNotices(thread.derived.series, scene);
  return moves.flatMap((move): readonly StatusSample[] => {
    const status = statusOf(move.id);
    if (status === null) return [];
    const names = [...firstFeatures(move, web, scene)];
    const sum = emptySum();
    for (const one of evidenceFor(move, web, scene, notices)) if (addTo(sum, one)) names.push(one.name);
    names.push(...totalsOf(sum));
    const { gold, list, turn } = thread;
    return [{ id: `${thread.name}:${move.id}`, kind: move.kind, status, names, turn, gold, list }];
  });
}
