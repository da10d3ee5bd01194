import { failureText } from '@/lib/base/failure-text.ts';
import type { Design } from '@/lib/design/designs.ts';
import type { Item, Option } from '@/lib/design/item.ts';
import { linkMoves } from '@/lib/design/links/link-moves.ts';
import { findMoves } from '@/lib/design/moves/find-moves.ts';
import { groupOptions, type OptionGroup } from '@/lib/design/options/group-options.ts';
import { optionState } from '@/lib/design/options/option-status.ts';
import { indexParts, neighbourThreads, takePart } from '@/lib/design/parts.ts';
import { readThread } from '@/lib/design/read-thread.ts';
import { type DesignMessage, locateReadings, type ThreadReading } from '@/lib/design/reading.ts';
import { setAside } from '@/lib/design/set-aside.ts';
import { trackStatus } from '@/lib/design/status/track-status.ts';
import { summarise } from '@/lib/design/summarise.ts';
import { titleMoves } from '@/lib/design/titles/title-moves.ts';
import { withoutRepeats } from '@/lib/design/without-repeats.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import { tellsOfTree } from '@/lib/mail/signals/tree-note.ts';
import type { Thread } from '@/lib/mail/thread.ts';
import type { Derived } from '@/lib/series/derive.ts';

/** A move with the thread it stands in and its words. */
export type PlacedItem = Item & { readonly threadId: MessageId; readonly quote: string };

/** A design with what was said in it. Items by time, options by their first mention. */
export type ExtractedDesign = {
  readonly design: Design;
  /** That of its first series, else the subject of its first message. */
  readonly name: string;
  readonly lists: readonly string[];
  /** Epoch milliseconds of its first and last message. */
  readonly startedAt: number;
  readonly lastAt: number;
  readonly items: readonly PlacedItem[];
  readonly options: readonly Option[];
  /** Why nothing was extracted, a defect of ours; null as a rule. Items and options are empty then. */
  readonly failure: string | null;
};

/**
 * What was said in these designs: moves with their links, status over time and options. `derived` must hold the whole
 * of each and of the threads that tell of it; `messages` are their messages with bodies, by key. Mails of trees that
 * tell of nothing that is here are no design. One design at a time, so that the same comes out whatever else is in the
 * archive. With `explain` moves say what made them.
 *
 * A design whose extraction throws is set aside with the reason: one odd thread, which anybody can mail, must not keep
 * all others from being read. A thread of another design that cannot be read (`read` throws) is no witness here.
 */
export function extractDesigns(
  designs: readonly Design[],
  derived: Derived,
  messages: ReadonlyMap<string, DesignMessage>,
  explain: boolean,
  read: typeof readThread = readThread,
): readonly ExtractedDesign[] {
  const parts = indexParts(derived);
  const owning = ownersOf(messages, derived);
  const known = new Map<Thread, ThreadReading | { readonly failure: string }>();
  const readOnce = (thread: Thread): ThreadReading | { readonly failure: string } => {
    const found = known.get(thread) ?? attempt(() => read(thread, owning));
    known.set(thread, found);
    return found;
  };
  return designs.flatMap((design) => {
    const found = attempt(() => {
      const around = takePart(parts, [...design.threadIds, ...neighbourThreads(design, parts)]);
      const own = new Set<string>(design.threadIds);
      const threads = around.threads.flatMap((thread) => {
        const reading = readOnce(thread);
        if (!('failure' in reading)) return [reading];
        if (own.has(thread.id)) throw new Error(reading.failure);
        return [];
      });
      const said = threads.filter(({ id }) => own.has(id));
      const isSilent = said.every(({ readings }) =>
        readings.every(({ message }) => tellsOfTree(message.facts)),
      );
      return isSilent ? null : extract(design, around, said, threads, explain);
    });
    if (found === null) return [];
    return 'items' in found ? [found] : setAside(design, derived, owning, found.failure);
  });
}

/** A function of mail alone throws for its own defects: no database is asked, no connection can be lost here. */
function attempt<Value>(make: () => Value): Value | { readonly failure: string } {
  try {
    return make();
  } catch (error) {
    return { failure: failureText(error) };
  }
}

/** Without imposters: an item is named by a Message-ID, and what bears another's is not quoted for it. */
function ownersOf(
  messages: ReadonlyMap<string, DesignMessage>,
  { owners }: Derived,
): ReadonlyMap<string, DesignMessage> {
  return new Map(
    [...messages].filter(
      ([key, { firstOfId, reconstructed }]) => firstOfId || reconstructed || owners.has(key),
    ),
  );
}

function extract(
  design: Design,
  derived: Derived,
  said: readonly ThreadReading[],
  threads: readonly ThreadReading[],
  explain: boolean,
): ExtractedDesign {
  const moves = withoutRepeats(findMoves(said, explain), said, derived);
  const links = linkMoves(moves, said, derived);
  const titles = titleMoves(moves, links, said, derived);
  const groups = groupOptions(moves, links, titles, said, derived);
  const events = trackStatus(moves, links, threads, derived);
  const optionOf = new Map(groups.flatMap(({ id, mentions }) => mentions.map((mention) => [mention, id])));
  const located = locateReadings(said);
  const items = moves.flatMap((move): readonly PlacedItem[] => {
    const place = located.get(move.span.messageId);
    if (place === undefined) return [];
    const told = events.get(move.id) ?? [];
    const quote = place.reading.message.body.slice(move.span.start, move.span.end);
    const option = optionOf.get(move.id) ?? null;
    const status = told.at(-1)?.status ?? null;
    const title = titles.get(move.id) ?? quote;
    const targets = links.get(move.id) ?? [];
    return [{ title, targets, status, events: told, option, threadId: place.threadId, quote, ...move }];
  });
  const messages = said.flatMap(({ readings }) => readings.map(({ message }) => message));
  const root = said.find(({ id }) => id === design.id)?.readings[0]?.message ?? messages[0];
  const summary = summarise(design, derived, root, messages);
  return { design, ...summary, items, options: toOptions(groups, items), failure: null };
}

function toOptions(groups: readonly OptionGroup[], items: readonly Item[]): readonly Option[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  return groups.map(({ id, title, mentions }) => {
    const events = mentions.map((mention) => byId.get(mention)?.events ?? []);
    return { id, title, mentions, status: optionState(events, Number.POSITIVE_INFINITY).status };
  });
}
