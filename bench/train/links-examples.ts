import type { Move } from '@/lib/design/item.ts';
import { chooseTargets } from '@/lib/design/links/choose.ts';
import type { Network } from '@/lib/design/links/network.ts';
import { type Choice, type Decide, walkMoves } from '@/lib/design/links/walk.ts';
import type { LabelledThread } from './labelled.ts';
import { type GoldMoves, goldMoves } from './links-data.ts';
import { type Example, type Settings, trainNetwork } from './links-train.ts';

/** Chosen by cross-validation (README.md): more units or less decay change F1 by less than 0.005. */
export const FINAL: Settings = { hidden: 12, epochs: 9, rate: 0.005, decay: 0.002, seed: 7 };
export const FOLDS = 5;

type Golden = GoldMoves & { readonly thread: LabelledThread };

/** The choices of a thread with the targets of the labels; `decide` says what the later ones see as chosen. */
function examplesOf({ thread, moves, labelOf, moveOf }: Golden, decide: Decide | null): readonly Example[] {
  const examples: Example[] = [];
  walkMoves(moves, thread.threads, thread.derived, (choice) => {
    const label = labelOf.get(choice.move);
    const targets = (label?.targets ?? []).flatMap((id) => moveOf.get(id) ?? []);
    if (label !== undefined && label.optional !== true) examples.push(...exampleOf(choice, new Set(targets)));
    return decide === null ? targets : decide(choice);
  });
  return examples;
}

/** None when the target is not among the candidates: nothing can be learnt from it. */
function exampleOf({ candidates }: Choice, targets: ReadonlySet<Move>): readonly Example[] {
  const hits = candidates.map(({ target }) => (target !== null && targets.has(target) ? 1 : 0));
  const count = hits.filter((hit) => hit === 1).length;
  if (count === 0 && targets.size > 0) return [];
  const truth = count === 0 ? hits.map((_, index) => (index === 0 ? 1 : 0)) : hits.map((hit) => hit / count);
  return [{ rows: candidates.map(({ features }) => features.slice()), truth }];
}

/** A thread with the choices that a network is fitted to. */
export type Recorded = Golden & { readonly examples: readonly Example[] };

/**
 * Examples as a linker in use sees them: what was chosen for the moves before comes from a first network that has not
 * seen the thread. With the labels' own choices there instead, F1 falls by three points in use.
 */
export function recordTwice(threads: readonly LabelledThread[]): readonly Recorded[] {
  const first = threads.map((thread): Recorded => {
    const golden = { thread, ...goldMoves(thread) };
    return { ...golden, examples: examplesOf(golden, null) };
  });
  const networks = Array.from({ length: FOLDS }, (_, fold) => trainWithout(first, fold));
  return first.map((one) => {
    const network = networks[one.thread.turn % FOLDS] as Network;
    return { ...one, examples: examplesOf(one, (choice) => chooseTargets(network, choice)) };
  });
}

/** A network fitted to the examples of the threads of all folds but one. */
export function trainWithout(recorded: readonly Recorded[], fold: number): Network {
  const others = recorded.filter(({ thread }) => thread.turn % FOLDS !== fold);
  return trainNetwork(
    others.flatMap(({ examples }) => examples),
    FINAL,
  );
}
