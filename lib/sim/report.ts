import type { Json } from '@/lib/base/canonical-json.ts';
import type { Path } from '@/lib/sim/path.ts';

/** One way to do what a domain is about, as named on the command line and in reports, and its short code. */
export type StrategyId = {
  readonly name: string;
  readonly code: string;
  /** One line for lists. */
  readonly summary: string;
};

/** Counts by the keys of the domain's costs. */
export type Costs = Readonly<Record<string, number>>;

/**
 * What a domain found about one scenario with one strategy. Equal input gives an equal report. A domain says which
 * violations there are and what a state looks like.
 */
export type CheckReport<Violation extends string = string, State extends Json = Json> = {
  /** Id of the domain. */
  readonly domain: string;
  readonly scenario: string;
  readonly strategy: string;
  readonly code: string;
  /** The settings it was run with, by the keys of the command line. */
  readonly profile: Readonly<Record<string, number | string>>;
  /** All violations that some interleaving within the bounds reaches, sorted. Empty and `exhausted`: it holds. */
  readonly verdict: readonly Violation[];
  /** Those that need no background event. */
  readonly deterministic: readonly Violation[];
  /** False: `statesMax` cut the search, and an empty verdict only means that no counterexample was found. */
  readonly exhausted: boolean;
  /** The bound on background events that was searched. */
  readonly events: number;
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  /** Without background events; null when the operation then never ends. */
  readonly cost: Costs | null;
  /** The shortest one of each violation, in the order of `verdict`. */
  readonly counterexamples: readonly Counterexample<Violation, State>[];
  /** Per expectation of the scenario, in its order: does it hold in every explored outcome? */
  readonly expectations: readonly boolean[];
};

export type Counterexample<Violation extends string = string, State extends Json = Json> = {
  readonly property: Violation;
  readonly path: Path;
  readonly steps: readonly TraceStep<State>[];
  /** What is wrong in the last state, one sentence. */
  readonly explanation: string;
};

export type TraceStep<State extends Json = Json> = {
  /** Foreground actors are the names of operations. */
  readonly actor: string;
  /** One sentence in the words of the kernel. */
  readonly action: string;
  /** After the step, in the terms of the domain, which alone reads it (Domain.draw, Domain.picture). */
  readonly state: State;
};

/** Where a path leads: its steps, what is wrong at the end of it, and what can happen next. */
export type Explored<Violation extends string = string, State extends Json = Json> = {
  readonly steps: readonly TraceStep<State>[];
  readonly violations: readonly { readonly violation: Violation; readonly explanation: string }[];
  /** In the order of their numbers. Empty: nothing can happen any more. */
  readonly choices: readonly { readonly actor: string; readonly action: string }[];
};

/** Something that may be seen without being wrong: the shortest way to a state that shows it, or null. */
export type Observation = { readonly name: string; readonly path: Path | null };
