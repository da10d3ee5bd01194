import { assert } from '@/lib/base/assert.ts';
import type { PlacedItem } from '@/lib/design/extract.ts';
import type { ItemId, ItemLink, Relation, Span, StatusEvent } from '@/lib/design/item.ts';
import { findWords } from '@/lib/judge/anchor.ts';
import type { AttachedEvidence, JudgedItem, Unresolved } from '@/lib/judge/judged-item.ts';
import { type Judgement, RELATION_OF, STATUSES, seenId } from '@/lib/judge/judgement.ts';
import type { Subject } from '@/lib/judge/subjects.ts';

/** An item as its judgements left it, its links not brought together yet. */
export type Edited = Pick<JudgedItem, 'verdict' | 'extracted' | 'evidence'> & {
  readonly item: PlacedItem;
  readonly added: readonly ItemLink[];
  readonly removed: readonly ItemId[];
  /** What its own links say now that it is of another kind; null when it is not. */
  readonly relation: Relation | null;
};

type Draft = {
  kind: PlacedItem['kind'];
  title: string;
  start: number;
  end: number;
  verdict: JudgedItem['verdict'];
  readonly events: StatusEvent[];
  readonly added: Map<ItemId, ItemLink>;
  readonly removed: Set<ItemId>;
  readonly evidence: Map<string, AttachedEvidence>;
};

/** Null for what the extractor does not find and nobody wants. `judgements` are those in force, in order. */
export function editSubject(
  subject: Subject,
  judgements: readonly Judgement[],
  at: number | null,
  unresolved: Unresolved[],
): Edited | null {
  const { seen, item, start, end } = subject;
  const title = item?.title ?? seen.title;
  const draft: Draft = {
    kind: seen.kind,
    title,
    start,
    end,
    verdict: null,
    events: [],
    added: new Map(),
    removed: new Set(),
    evidence: new Map(),
  };
  for (const judgement of judgements) {
    const why = applyOne(draft, judgement, subject, at);
    if (why !== null) unresolved.push({ judgement, why });
  }
  if (item === null && draft.verdict === 'rejected') return null;
  return {
    item: toItem(draft, subject),
    verdict: draft.verdict,
    extracted: item !== null,
    evidence: [...draft.evidence.values()],
    added: [...draft.added.values()],
    removed: [...draft.removed],
    relation: item !== null && draft.kind !== item.kind ? RELATION_OF[draft.kind] : null,
  };
}

/** Changes the draft; gives why it could not. */
function applyOne(
  draft: Draft,
  judgement: Judgement,
  { message }: Subject,
  at: number | null,
): Unresolved['why'] | null {
  const { act } = judgement;
  switch (act.verb) {
    case 'accept':
    case 'add':
      draft.verdict = 'accepted';
      if (act.item.title !== '') draft.title = act.item.title;
      return null;
    case 'reject':
      draft.verdict = 'rejected';
      return null;
    case 'kind':
      draft.kind = act.to;
      return null;
    case 'title':
      draft.title = act.to;
      return null;
    case 'span': {
      const words = findWords(act.to.anchor, message);
      if (words === null) return 'words-missing';
      [draft.start, draft.end] = [words.start, words.end];
      return null;
    }
    case 'status':
      return applyStatus(draft, judgement, message, at);
    case 'link': {
      const id = seenId(act.other);
      draft.added.set(id, { id, relation: act.relation });
      draft.removed.delete(id);
      return null;
    }
    case 'unlink':
      draft.added.delete(seenId(act.other));
      draft.removed.add(seenId(act.other));
      return null;
    case 'attach':
      draft.evidence.set(judgement.id, { by: judgement, evidence: act.evidence });
      return null;
    case 'detach':
      draft.evidence.delete(act.attached);
      return null;
    default:
      return null;
  }
}

function applyStatus(
  draft: Draft,
  judgement: Judgement,
  message: Subject['message'],
  at: number | null,
): Unresolved['why'] | null {
  const { act } = judgement;
  assert(act.verb === 'status', 'only a status is a status');
  const { messageId } = act.item.anchor;
  // Nothing has a status before it was said.
  const since = Math.max(judgement.effectiveAt ?? judgement.recordedAt, message.at);
  if (!STATUSES[draft.kind].includes(act.to)) return 'no-such-status';
  if (at !== null && since > at) return null;
  const because = { messageId, start: draft.start, end: draft.end, series: null };
  draft.events.push({ at: since, status: act.to, rule: 'judged', because });
  return null;
}

function toItem(draft: Draft, { id, message, item }: Subject): PlacedItem {
  const { kind, title, start, end } = draft;
  const span = { messageId: message.messageId, start, end };
  const whole = { ...span, series: null };
  const quote = message.body.slice(start, end);
  const possible = STATUSES[kind];
  const own = (item?.events ?? [])
    .filter(({ status }) => possible.includes(status))
    .map((event) => (isSameSpan(event.because, item?.span) ? { ...event, because: whole } : event));
  const said: StatusEvent = {
    at: message.at,
    status: 'open',
    rule: 'said',
    because: { ...span, series: null },
  };
  const first = own.length > 0 || possible.length === 0 ? own : [said];
  // A person's word at the same moment comes after what the machine read.
  const judged = draft.events.filter(({ status }) => possible.includes(status));
  const events = [...first, ...judged].sort((a, b) => a.at - b.at);
  const common = { id, kind, title, span, quote, events, status: events.at(-1)?.status ?? null };
  const sure = draft.verdict === 'accepted' ? { confidence: 1, certain: true } : {};
  if (item !== null) return { ...item, ...common, ...sure };
  return {
    by: message.by,
    at: message.at,
    confidence: 1,
    certain: true,
    blocking: false,
    origin: kind === 'action' ? ('commitment' as const) : null,
    owner: null,
    reasons: [],
    targets: [],
    option: null,
    threadId: message.threadId,
    ...common,
  };
}

/** What the extractor says of the item's own words is about the words it has now. */
function isSameSpan(a: Span, b: Span | undefined): boolean {
  return b !== undefined && a.messageId === b.messageId && a.start === b.start && a.end === b.end;
}
