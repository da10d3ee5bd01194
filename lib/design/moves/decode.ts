import { pushTo } from '@/lib/base/multimap.ts';
import { LIKELY_MIN } from '@/lib/design/likely.ts';
import { type Candidate, visitCandidates } from '@/lib/design/moves/candidates.ts';
import { isPutForward, isPutUp, nearestToSubject } from '@/lib/design/moves/put-forward.ts';
import type { Setting } from '@/lib/design/moves/setting.ts';
import { type Trees, treesProbability } from '@/lib/design/moves/trees.ts';
import { OF_ITSELF } from '@/lib/design/of-itself.ts';
import type { Reading } from '@/lib/design/reading.ts';

/** Sentences that carry a move, and how likely a person would have marked it so. */
export type Run = Omit<Candidate, 'row'> & { readonly score: number };

/** How likely a candidate is a move of a person (`match`), with the same words (`tight`). */
export type SpanModel = { readonly match: Trees; readonly tight: Trees };

/** A move that is likelier than this is worth showing: half of the F1 that can be reached, as theory has it. */
const WORTH = 0.26;
/** What the subject names goes before likelier words, but not before what a posting says of itself. */
const NAMED_COUNTS = 0.5;
/** Nothing less likely was chosen among 8,559 moves, nor what the linear model thinks less likely than CHANCE_MIN. */
const SCORE_MIN = 0.19;
const CHANCE_MIN = 0.14;
/** Where a proposal is needed, the unlikely ones are looked at too. */
const NEEDED_MIN = 0.05;
const FLOOR = floorOf(SCORE_MIN);
/** How much the exact words count beside the move itself: at 0.5 item F1 is 0.4 higher, tight F1 0.4 lower. */
const TIGHT_COUNTS = 1;

/**
 * Chooses the candidates, none overlapping another, that promise most. A series proposes something (domain.md): where
 * its cover or first patch would have no proposal, the likeliest one is taken, however unlikely, so that what objects
 * to the series has something to be linked to. So it is for a thread that begins with what its subject puts forward.
 * One in a hundred moves is found so; of the least likely one in four is right.
 */
export function decodeRuns(
  reading: Reading,
  setting: Setting,
  chances: readonly Float64Array[],
  model: SpanModel,
): readonly Run[] {
  const endings = new Map<number, { readonly run: Run; readonly gain: number }[]>();
  let proposal = null as (Run & { readonly rank: number }) | null;
  const putForward = isPutForward(setting.place, reading.message.subject);
  const named = putForward ? nearestToSubject(reading) : -1;
  const isPut = putForward || isPutUp(setting.place, reading.message.subject);
  const proposes = isPut || PROPOSES.has(setting.place);
  const least = proposes ? NEEDED_MIN : CHANCE_MIN;
  visitCandidates(reading, setting, chances, least, ({ kind, first, last, row }) => {
    const isNeeded = proposes && kind === 'proposal';
    const score = treesProbability(model.match, row, isNeeded ? undefined : FLOOR);
    if (isNeeded) {
      const isNamed = first <= named && named <= last;
      const rank = score + rankOf(reading, first, last) + (isNamed ? NAMED_COUNTS : 0);
      if (proposal === null || rank > proposal.rank) proposal = { kind, first, last, score, rank };
    }
    if (score < SCORE_MIN) return;
    const needed = ((1 + TIGHT_COUNTS) * WORTH - score) / TIGHT_COUNTS;
    const tight = treesProbability(model.tight, row, floorOf(needed));
    const gain = (score + TIGHT_COUNTS * tight) / (1 + TIGHT_COUNTS) - WORTH;
    if (gain <= 0) return;
    pushTo(endings, last, { run: { kind, first, last, score }, gain });
  });
  const runs = bestPath(reading.units.length, endings).map((run) => asNamed(run, named));
  if (proposal === null && named !== -1)
    proposal = { kind: 'proposal', first: named, last: named, score: SCORE_MIN, rank: 0 };
  if (proposal === null || runs.some((run) => run.kind === 'proposal' && !isAsked(reading, run))) return runs;
  // Who has a question may have nothing else.
  if (isPut && !putForward && runs.some((run) => run.kind === 'question')) return runs;
  const { kind, first, last, score } = proposal;
  return isAsked(reading, proposal) ? runs : withProposal(runs, asNamed({ kind, first, last, score }, named));
}

/** A proposal with the sentence nearest to a subject that says it is one, which is `named`, is likely one. */
function asNamed(run: Run, named: number): Run {
  if (run.kind !== 'proposal' || named < run.first || named > run.last) return run;
  return { ...run, score: Math.max(run.score, LIKELY_MIN) };
}

/** Logit of a probability, less what rounding may take. */
function floorOf(probability: number): number {
  return probability <= 0 ? Number.NEGATIVE_INFINITY : Math.log(probability / (1 - probability)) - 1e-6;
}

/** Where a series says what it does. */
const PROPOSES: ReadonlySet<Setting['place']> = new Set(['cover', 'first-patch']);

/** What a posting says of itself goes before the rest, and a question that it leaves open stands last. */
function rankOf(reading: Reading, first: number, last: number): number {
  if (isAsked(reading, { first, last })) return -1;
  return OF_ITSELF.test(textOf(reading, first, last)) ? 1 : 0;
}

function isAsked(reading: Reading, { first, last }: Pick<Run, 'first' | 'last'>): boolean {
  return textOf(reading, first, last).trimEnd().endsWith('?');
}

function textOf({ message, units }: Reading, first: number, last: number): string {
  return message.body.slice(units[first]?.start ?? 0, units[last]?.end ?? 0);
}

function withProposal(runs: readonly Run[], proposal: Run): readonly Run[] {
  const others = runs.filter(({ first, last }) => last < proposal.first || first > proposal.last);
  return [...others, proposal].sort((a, b) => a.first - b.first);
}

function bestPath(
  length: number,
  endings: ReadonlyMap<number, readonly { readonly run: Run; readonly gain: number }[]>,
): readonly Run[] {
  const best: number[] = [0];
  const chosen: (Run | null)[] = [null];
  for (let at = 1; at <= length; at += 1) {
    best[at] = best[at - 1] ?? 0;
    chosen[at] = null;
    for (const { run, gain } of endings.get(at - 1) ?? []) {
      const sum = (best[run.first] ?? 0) + gain;
      if (sum <= (best[at] ?? 0)) continue;
      best[at] = sum;
      chosen[at] = run;
    }
  }
  const runs: Run[] = [];
  for (let at = length; at > 0; ) {
    const run = chosen[at] ?? null;
    if (run !== null) runs.push(run);
    at = run === null ? at - 1 : run.first;
  }
  return runs.reverse();
}
