import type { ItemId, ItemKind, ItemStatus, Move, StatusEvent } from '@/lib/design/item.ts';
import type { ThreadReading } from '@/lib/design/reading.ts';
import { type Evidence, rolesFor } from '@/lib/design/status/evidence.ts';
import { addTo, emptySum, firstFeatures, totalsOf } from '@/lib/design/status/features.ts';
import { fromAnswers } from '@/lib/design/status/from-answers.ts';
import { fromLinks } from '@/lib/design/status/from-links.ts';
import { findNotices, fromThread, type Notices } from '@/lib/design/status/from-thread.ts';
import { type Grounds, groundsOf } from '@/lib/design/status/grounds.ts';
import { addScore, advantage, bestOf, STATUS_MODELS, type StatusModel } from '@/lib/design/status/model.ts';
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
    const own = facts.get(move.id) ?? [];
    events.set(move.id, tell(move, model, firstFeatures(move, web, scene), evidence, own, grounds));
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

function tell(
  move: Move,
  model: StatusModel,
  first: readonly string[],
  evidence: readonly Evidence[],
  facts: readonly SeriesFact[],
  grounds: Grounds,
): readonly StatusEvent[] {
  const events: StatusEvent[] = [
    { at: move.at, status: 'open', rule: 'said', because: { series: null, ...move.span } },
  ];
  const scores = model.statuses.map(() => 0);
  for (const name of first) addScore(model, scores, name);
  const sum = emptySum();
  let now: ItemStatus = 'open';
  let held = false;
  let next = null as SeriesFact | null;
  let i = 0;
  let j = 0;
  while (i < evidence.length || j < facts.length) {
    const at = Math.min(
      evidence[i]?.at ?? Number.POSITIVE_INFINITY,
      facts[j]?.at ?? Number.POSITIVE_INFINITY,
    );
    const from = i;
    for (; evidence[i]?.at === at; i += 1) {
      const one = evidence[i] as Evidence;
      if (addTo(sum, one)) addScore(model, scores, one.name);
      grounds.add(one);
    }
    for (; facts[j]?.at === at; j += 1) {
      const fact = facts[j] as SeriesFact;
      if (isNext(fact.rule)) next ??= fact;
      if (!isNews(fact, events.at(-1) as StatusEvent, held)) continue;
      // What a tree let go is as open as before, unless a next version has come; then that is what it gave way to.
      const left = fact.rule === 'taken-out' ? next : null;
      held = fact.rule !== 'taken-out' || left !== null || fact.holds === true;
      const { status, rule, because } = left ?? fact;
      now = status;
      events.push({ at, status, rule, because });
    }
    if (held || i === from) continue;
    const totals = [...scores];
    const others = totalsOf(sum);
    for (const name of others) addScore(model, totals, name);
    const likeliest = bestOf(model, totals);
    const without = grounds.without(likeliest, now);
    const status = without.length === 0 ? likeliest : bestOf(model, totals, without);
    if (status === now) continue;
    const cause = causeOf(evidence.slice(from, i), model, status, now);
    now = status;
    events.push({ at, status, rule: ruleName(cause.name), because: cause.because });
  }
  return events;
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

/**
 * The newest evidence that speaks most for the new status. That there was an answer at all names no one, so what else
 * is known of that answer is told instead.
 */
function causeOf(
  newest: readonly Evidence[],
  model: StatusModel,
  status: ItemStatus,
  over: ItemStatus,
): Evidence {
  // What contests a proposal is an objection rather than the question beside it.
  const against = status === 'contested' ? newest.filter(({ name }) => OBJECTS.test(name)) : [];
  const best = mostFor(against.length > 0 ? against : newest, model, status, over);
  if (isNamed(best)) return best;
  const same = newest.filter((one) => isNamed(one) && one.because.messageId === best.because.messageId);
  return same.length === 0 ? best : mostFor(same, model, status, over);
}

const OBJECTS = /^(?:objection|blocking)(?::|$)|-has-objection\b|-disagree\b/;

function isNamed({ name }: Evidence): boolean {
  return name.includes(':');
}

function mostFor(
  among: readonly Evidence[],
  model: StatusModel,
  status: ItemStatus,
  over: ItemStatus,
): Evidence {
  let best = among[0] as Evidence;
  let most = Number.NEGATIVE_INFINITY;
  for (const one of among) {
    const speaks = Math.max(
      advantage(model, one.name, status, over),
      advantage(model, `last ${one.name}`, status, over),
    );
    if (speaks <= most) continue;
    most = speaks;
    best = one;
  }
  return best;
}
