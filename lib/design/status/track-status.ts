import { groupBy } from '@/lib/base/multimap.ts';
import type { ItemId, ItemKind, ItemStatus, Move, StatusEvent } from '@/lib/design/item.ts';
import type { ThreadReading } from '@/lib/design/reading.ts';
import { causeOf } from '@/lib/design/status/cause.ts';
import { type Evidence, rolesFor } from '@/lib/design/status/evidence.ts';
import { addTo, emptySum, firstFeatures, totalsOf } from '@/lib/design/status/features.ts';
import { fromAnswers } from '@/lib/design/status/from-answers.ts';
import { fromLinks } from '@/lib/design/status/from-links.ts';
import { findNotices, fromThread, type Notices } from '@/lib/design/status/from-thread.ts';
import { type Grounds, groundsOf } from '@/lib/design/status/grounds.ts';
import { addScore, bestOf, STATUS_MODELS, type StatusModel } from '@/lib/design/status/model.ts';
import { metObjections } from '@/lib/design/status/proposal-grounds.ts';
import { ruleName } from '@/lib/design/status/rule-name.ts';
import { buildScene, type Scene } from '@/lib/design/status/scene.ts';
import { findSeriesFacts, type SeriesFact } from '@/lib/design/status/series-facts.ts';
import { buildWeb, type Links, type Web } from '@/lib/design/status/web.ts';
import type { Derived } from '@/lib/series/derive.ts';

/**
 * What became of every move that has a status: its events in order of time, the first of them the move itself (`open`).
 * Whatever is said later that touches a move is evidence, weighed anew each time some is added; what later postings
 * make of it goes before. Every event names its evidence and the words or the posting. An event depends on messages up
 * to its time only, so an archive cut at any time gives the same events up to then (docs/items.md). Other `models` than
 * the shipped ones are for cross-validation.
 */
export function trackStatus(
  moves: readonly Move[],
  links: Links,
  threads: readonly ThreadReading[],
  derived: Derived,
  models: ReadonlyMap<ItemKind, StatusModel> = STATUS_MODELS,
): ReadonlyMap<ItemId, readonly StatusEvent[]> {
  const scene = buildScene(threads, derived);
  const web = buildWeb(moves, links, scene);
  const notices = findNotices(derived.series, scene);
  const facts = findSeriesFacts(moves, web, scene, derived.series);
  const events = new Map<ItemId, readonly StatusEvent[]>();
  const tellOf = (move: Move): void => {
    const model = models.get(move.kind);
    if (model === undefined) return;
    const evidence = evidenceFor(move, web, scene, notices, metObjections(move, web, events));
    const grounds = groundsOf(move, web, scene, events);
    const first = firstFeatures(move, web, scene);
    events.set(move.id, eventsOf({ move, model, first, evidence, facts: facts.get(move.id) ?? [], grounds }));
  };
  // What is left of the objections to a proposal tells what it may have come to.
  const isObjection = ({ kind }: Move): boolean => kind === 'objection';
  moves.filter(isObjection).forEach(tellOf);
  moves.filter((move) => !isObjection(move)).forEach(tellOf);
  return events;
}

/** Everything later that may change what a move has come to, in order of time; `more` follows from other moves. */
export function evidenceFor(
  move: Move,
  web: Web,
  scene: Scene,
  notices: Notices,
  more: readonly Evidence[] = [],
): readonly Evidence[] {
  const roles = rolesFor(move, web, scene);
  return [
    ...fromLinks(move, web, scene, roles),
    ...fromAnswers(move, web, scene, roles),
    ...fromThread(move, scene, notices, roles),
    ...more,
  ]
    .filter(({ at }) => at > move.at)
    .sort((a, b) => a.at - b.at);
}

/** What ends a proposal for good: no later talk brings it back. */
const FINAL: ReadonlySet<ItemStatus> = new Set(['withdrawn', 'rejected']);

/** All that is weighed of one move. */
type Case = {
  readonly move: Move;
  readonly model: StatusModel;
  /** Names of what is known of it from the start. */
  readonly first: readonly string[];
  readonly evidence: readonly Evidence[];
  readonly facts: readonly SeriesFact[];
  readonly grounds: Grounds;
};

function eventsOf({ move, model, first, evidence, facts, grounds }: Case): readonly StatusEvent[] {
  let last: StatusEvent = {
    at: move.at,
    status: 'open',
    rule: 'said',
    because: { series: null, ...move.span },
  };
  const events: StatusEvent[] = [last];
  const comeTo = (event: StatusEvent): void => {
    events.push(event);
    last = event;
  };
  const scores = model.statuses.map(() => 0);
  for (const name of first) addScore(model, scores, name);
  const sum = emptySum();
  let held = false;
  let next: SeriesFact | null = null;
  for (const { at, said, told } of momentsOf(evidence, facts)) {
    for (const one of said) {
      if (addTo(sum, one)) addScore(model, scores, one.name);
      grounds.add(one);
    }
    for (const fact of told) {
      if (isNext(fact.rule)) next ??= fact;
      if (!isNews(fact, last, held)) continue;
      // What a tree let go is as open as before, unless a next version has come; then that is what it gave way to.
      const left = fact.rule === 'taken-out' ? next : null;
      held = fact.rule !== 'taken-out' || left !== null || fact.holds === true;
      const { status, rule, because } = left ?? fact;
      comeTo({ at, status, rule, because });
    }
    if (held || said.length === 0) continue;
    const totals = [...scores];
    for (const name of totalsOf(sum)) addScore(model, totals, name);
    const likeliest = bestOf(model, totals);
    const without = grounds.without(likeliest, last.status);
    const status = without.length === 0 ? likeliest : bestOf(model, totals, without);
    if (status === last.status) continue;
    const cause = causeOf(said, model, { status, over: last.status });
    if (cause !== null) comeTo({ at, status, rule: ruleName(cause.name), because: cause.because });
  }
  return events;
}

/** What came at one time: words, and postings, which are told after them. */
type Moment = {
  readonly at: number;
  readonly said: readonly Evidence[];
  readonly told: readonly SeriesFact[];
};

function momentsOf(evidence: readonly Evidence[], facts: readonly SeriesFact[]): readonly Moment[] {
  const said = groupBy(evidence, ({ at }) => at);
  const told = groupBy(facts, ({ at }) => at);
  return [...new Set([...said.keys(), ...told.keys()])]
    .sort((a, b) => a - b)
    .map((at) => ({ at, said: said.get(at) ?? [], told: told.get(at) ?? [] }));
}

/**
 * A posting tells nothing of a proposal that was turned down. The first one settles a move, also when talk had come to
 * the same, because it says by which posting; after that only a version that was applied does.
 */
function isNews({ status, rule, because, holds }: SeriesFact, last: StatusEvent, held: boolean): boolean {
  // Who takes a posting back may go on with another version; then that is what it gave way to.
  const isLeft = last.rule === 'author-withdrew';
  if (FINAL.has(last.status) && !isLeft) return false;
  // Undone is the adoption of this very posting: another version may be in the tree.
  if (rule === 'taken-out') {
    if (holds === true && last.rule !== 'version-applied') return last.status === 'adopted';
    return last.rule === 'version-applied' && last.because.series === because.series;
  }
  // As a series that was taken is superseded by a version that comes after that.
  if (rule === 'next-version' && last.rule === 'version-applied') return true;
  if (isNext(rule) && (last.rule === 'taken-out' || isLeft)) return true;
  return !held || (rule === 'version-applied' && last.status !== status);
}

function isNext(rule: SeriesFact['rule']): boolean {
  return rule === 'next-version' || rule === 'other-approach';
}
