import type { ExtractedDesign, PlacedItem } from '@/lib/design/extract.ts';
import type { ItemId, ItemKind, ItemStatus } from '@/lib/design/item.ts';
import type { MessageId } from '@/lib/mail/email.ts';

const THREAD = 'root@x' as MessageId;

/** An item of a made-up design: `n` names it and is its message; `events` are `[at, status]`, the first its own. */
export function testItem(
  n: number,
  kind: ItemKind,
  events: readonly (readonly [at: number, status: ItemStatus])[],
  targets: readonly number[] = [],
): PlacedItem {
  const messageId = `${n}@x` as MessageId;
  const [first = [n, null] as const] = events;
  return {
    ...{
      id: testId(n),
      kind,
      span: { messageId, start: 0, end: 5 },
      by: { name: `P${n}`, email: `p${n}@x` },
    },
    ...{
      at: first[0],
      confidence: 0.9,
      certain: true,
      blocking: false,
      origin: null,
      owner: null,
      reasons: [],
    },
    ...{ title: `item ${n}`, quote: 'words', threadId: THREAD },
    targets: targets.map((target) => ({ id: testId(target), relation: 'about' as const })),
    status: events.at(-1)?.[1] ?? null,
    events: events.map(([at, status], index) => ({
      ...{ at, status, rule: index === 0 ? 'said' : 'answered' },
      because: { messageId, start: 0, end: 5, series: null },
    })),
    option: kind === 'proposal' ? testId(n) : null,
  };
}

function testId(n: number): ItemId {
  return `item ${n}` as ItemId;
}

/** Every proposal is an option of its own, but those of `together` are mentions of one. */
export function testDesign(items: readonly PlacedItem[], together: readonly number[] = []): ExtractedDesign {
  const joined = together.map(testId);
  const own = items.filter(({ kind, id }) => kind === 'proposal' && !joined.includes(id));
  const options = [...(joined.length === 0 ? [] : [joined]), ...own.map(({ id }) => [id])].map(
    (mentions) => ({
      ...{ id: mentions[0] as ItemId, title: mentions[0] as string, mentions },
      status: 'open' as const,
    }),
  );
  return {
    design: { id: THREAD, threadIds: [THREAD], seriesIds: [] },
    ...{ name: 'a design', lists: ['list'], startedAt: 0, lastAt: 100, items, options, failure: null },
  };
}
