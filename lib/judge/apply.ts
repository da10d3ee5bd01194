import { compareText } from '@/lib/base/compare-text.ts';
import { pushTo } from '@/lib/base/multimap.ts';
import type { ExtractedDesign, PlacedItem } from '@/lib/design/extract.ts';
import type { ItemId, ItemLink } from '@/lib/design/item.ts';
import { type Edited, editSubject } from '@/lib/judge/edit-subject.ts';
import { judgeOptions } from '@/lib/judge/judge-options.ts';
import type { JudgedDesign, JudgedItem, JudgedMessage, Unresolved } from '@/lib/judge/judged-item.ts';
import { inOrder, type Judgement, refsOf, seenId } from '@/lib/judge/judgement.ts';
import { findSubjects, type Subject, type Subjects } from '@/lib/judge/subjects.ts';
import { targetsOf } from '@/lib/judge/targets.ts';
import { inForce } from '@/lib/judge/undo.ts';

/**
 * A design with what people said about it. `extracted` is the design as it was at `at` (epoch milliseconds; null: now),
 * `messages` are those that judgements name, by Message-ID. Corrections hold at every time, a status from when it was
 * said to. A function of the log alone, whatever its order in memory.
 *
 * What was judged keeps its words, kind and id from the first judgement on, whatever the extractor says later: a person
 * spoke about these words. An item that the extractor no longer finds stays, unless it was only rejected.
 */
export function applyJudgements(
  extracted: ExtractedDesign,
  log: readonly Judgement[],
  messages: ReadonlyMap<string, readonly JudgedMessage[]>,
  at: number | null,
): JudgedDesign {
  const ordered = inOrder(log);
  const force = inForce(ordered);
  const threads = new Set<string>(extracted.design.threadIds);
  const isHere = (message: JudgedMessage): boolean =>
    threads.has(message.threadId) && (at === null || message.at <= at);
  const subjects = findSubjects(
    ordered.flatMap(({ act }) => refsOf(act).slice(0, 'other' in act ? 2 : 1)),
    extracted.items,
    messages,
    isHere,
  );
  const unresolved = listMissing(force, subjects);
  const edited = editAll(extracted, subjects, force, at, unresolved);
  const histories = collectHistories(ordered, subjects);
  const ids = new Map<ItemId, ItemId>([...subjects.byItem].map(([id, subject]) => [id, subject.id]));
  for (const [id, subject] of subjects.byId) ids.set(id, subject.id);
  const present = new Set(edited.filter(({ verdict }) => verdict !== 'rejected').map(({ item }) => item.id));
  const items = edited
    .map(
      (one): JudgedItem => ({
        ...one.item,
        targets: linksOf(one, ids, present),
        ...historyOf(histories.get(one.item.id) ?? []),
        verdict: one.verdict,
        extracted: one.extracted,
        evidence: one.evidence,
      }),
    )
    .sort(compareItems);
  const kept = items.filter(({ verdict }) => verdict !== 'rejected');
  const { options, optionOf } = judgeOptions(extracted.options, kept, ordered, ids, unresolved);
  return {
    ...extracted,
    items: kept.map((item) => ({ ...item, option: optionOf.get(item.id) ?? null })),
    options,
    rejected: items.filter(({ verdict }) => verdict === 'rejected'),
    unresolved: unresolved.sort((a, b) => a.judgement.recordedAt - b.judgement.recordedAt),
    ids,
  };
}

function editAll(
  extracted: ExtractedDesign,
  subjects: Subjects,
  force: readonly Judgement[],
  at: number | null,
  unresolved: Unresolved[],
): readonly Edited[] {
  const acts = new Map<Subject, Judgement[]>();
  for (const judgement of force) {
    const [item] = refsOf(judgement.act);
    const subject = item === undefined ? undefined : subjects.byId.get(seenId(item));
    if (subject !== undefined) pushTo(acts, subject, judgement);
  }
  const untouched = extracted.items.flatMap((item): readonly Edited[] => {
    const subject = subjects.byItem.get(item.id);
    return subject !== undefined && acts.has(subject) ? [] : [asExtracted(item, subject?.id ?? item.id)];
  });
  const touched = [...acts].flatMap(([subject, list]) => {
    const edited = editSubject(subject, list, at, unresolved);
    return edited === null ? [] : [edited];
  });
  return [...untouched, ...touched];
}

/** Not judged, or everything was undone: the id stays that under which pages know its history. */
function asExtracted(item: PlacedItem, id: ItemId): Edited {
  return {
    item: { ...item, id },
    verdict: null,
    extracted: true,
    evidence: [],
    added: [],
    removed: [],
    relation: null,
  };
}

function listMissing(force: readonly Judgement[], { byId, missing }: Subjects): Unresolved[] {
  return force.flatMap((judgement): readonly Unresolved[] => {
    const [item, other] = refsOf(judgement.act);
    const why = item === undefined ? undefined : missing.get(seenId(item));
    if (why === 'elsewhere') return [];
    if (why !== undefined) return [{ judgement, why }];
    const isLost = 'other' in judgement.act && other !== undefined && !byId.has(seenId(other));
    return isLost && item !== undefined ? [{ judgement, why: 'other-missing' }] : [];
  });
}

/** By id of the subject; an undo belongs to what it undoes. */
function collectHistories(
  ordered: readonly Judgement[],
  { byId }: Subjects,
): ReadonlyMap<ItemId, readonly Judgement[]> {
  const histories = new Map<ItemId, Judgement[]>();
  const subjectOf = new Map<string, ItemId>();
  for (const judgement of ordered) {
    const { act } = judgement;
    const [item] = refsOf(act);
    const id =
      act.verb === 'undo'
        ? subjectOf.get(act.judgement)
        : item === undefined
          ? undefined
          : byId.get(seenId(item))?.id;
    if (id === undefined) continue;
    subjectOf.set(judgement.id, id);
    pushTo(histories, id, judgement);
  }
  return histories;
}

function historyOf(history: readonly Judgement[]): Pick<JudgedItem, 'history' | 'head'> {
  const isOnItem = ({ act }: Judgement): boolean =>
    targetsOf(act).some((target) => target.startsWith('item '));
  return { history, head: history.findLast(isOnItem)?.id ?? null };
}

function linksOf(
  { item, added, removed, relation }: Edited,
  ids: ReadonlyMap<ItemId, ItemId>,
  present: ReadonlySet<ItemId>,
): readonly ItemLink[] {
  const links = new Map<ItemId, ItemLink>();
  const own = (id: ItemId): ItemId => ids.get(id) ?? id;
  const gone = new Set(removed.map(own));
  for (const link of item.targets) {
    const id = own(link.id);
    if (!gone.has(id)) links.set(id, { id, relation: relation ?? link.relation });
  }
  for (const link of added) links.set(own(link.id), { ...link, id: own(link.id) });
  return [...links.values()].filter(({ id }) => id !== item.id && present.has(id));
}

/** By time, then by place: the same order whoever found them. */
function compareItems(a: JudgedItem, b: JudgedItem): number {
  return (
    a.at - b.at ||
    compareText(a.span.messageId, b.span.messageId) ||
    a.span.start - b.span.start ||
    a.span.end - b.span.end ||
    compareText(a.id, b.id)
  );
}
