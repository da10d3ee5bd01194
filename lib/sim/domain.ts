import type { Json } from '@/lib/base/canonical-json.ts';
import type { Bounds } from '@/lib/sim/bounds.ts';
import type { Claim } from '@/lib/sim/claim.ts';
import type { Drawing } from '@/lib/sim/drawing.ts';
import type { ProfileEntry, ScriptHeader, ScriptProblem } from '@/lib/sim/language/header.ts';
import type { Citation, Origin } from '@/lib/sim/origin.ts';
import type { Path } from '@/lib/sim/path.ts';
import type { CheckReport, Costs, Explored, Observation, StrategyId, TraceStep } from '@/lib/sim/report.ts';

/**
 * Something lists argue about, as a folder of its own: strategies, a language of scenarios, a model, a
 * catalogue, claims. Pages, `docket check`, evidence and exports know domains through this type alone
 * (docs/adding-a-model.md). Names and codes of strategies, names of entries and ids of claims are unlike in
 * all domains.
 *
 * A scenario is data that threads can hand to each other; only its own domain looks into it. Functions are
 * written as methods because each domain takes its own type of scenario and state there: lib/domains hands a
 * scenario to no other domain than the one it names.
 */
export type Domain = {
  /** As in `# domain:` lines and addresses. */
  readonly id: string;
  /** `Zero range`. */
  readonly title: string;
  /** Changes whenever a rule of the model changes, so that an old report is not taken for a new one. */
  readonly version: string;
  readonly words: DomainWords;
  readonly strategies: readonly StrategyId[];
  /** In the order in which a legend explains their letters. */
  readonly violations: readonly ViolationWords[];
  readonly costs: readonly CostWords[];
  /** What a unit of cost takes on some class of machine; the ratio of two strategies is what it is good for. */
  readonly machines: readonly Machine[];
  /** Of `machines`, the one that is shown unless another is asked for. */
  readonly usualMachine: string;
  /** Groups of the matrix, by the first topic of an entry that is one of them; the last one takes the rest. */
  readonly groups: readonly EntryGroupWords[];
  readonly catalogue: readonly CatalogueEntry[];
  readonly claims: readonly Claim[];
  /**
   * What people write when they mean a topic of the catalogue, or a strategy by its code: stems, matched at
   * the beginning of a word, or several words in a row, in lower case.
   */
  readonly topicWords: Readonly<Record<string, readonly string[]>>;
  readonly strategyWords: Readonly<Record<string, readonly string[]>>;
  /**
   * What says a strategy wherever it stands in a discussion of the domain: all stems of one line, at the beginning
   * of words. Narrower than `strategyWords`, which only weigh suggestions.
   */
  readonly phrases: readonly (readonly [strategy: string, lines: readonly (readonly string[])[]])[];

  originOf(strategy: string): Origin;
  /** By Message-ID, of what the catalogue and the origins cite. */
  readonly cited: ReadonlyMap<string, Citation>;
  /** Its atomic steps; in the gaps others may come in. */
  stepsOf(strategy: string): readonly StepWords[];
  /** Reads outside text, never throws; `settings` are those of the caller, on top of the script's. */
  read(name: string, text: string, settings: readonly ProfileEntry[]): ReadScript;
  /** An entry of the catalogue; what no search reaches is read at several smaller sizes. */
  readEntry(entry: CatalogueEntry, settings: readonly ProfileEntry[]): ReadScript;
  /** One report for an entry that was run at several sizes. */
  combine(plan: Sizes, reports: readonly CheckReport[]): CheckReport;
  /** The strategies that make sense on a scenario. */
  applying(scenario: ModelScenario): readonly StrategyId[];
  /** AppError BAD_INPUT for a strategy that was asked for and cannot be run on the scenario. */
  assertApplies(scenario: ModelScenario, strategy: string): void;
  /** Whether a handful of searches is done sooner than a thread is started. */
  isSmall(scenario: ModelScenario, bounds: Bounds): boolean;
  /** Every interleaving within the bounds; yields the states so far. AppError for what cannot be run. */
  search(scenario: ModelScenario, strategy: string, bounds: Bounds): Generator<number, CheckReport>;
  /** Follows a path without any search. AppError BAD_INPUT where the model offers no such choice. */
  explore(scenario: ModelScenario, strategy: string, bounds: Bounds, path: Path): Explored;
  observe(scenario: ModelScenario, strategy: string, bounds: Bounds): readonly Observation[];
  /** `violation`: what is wrong in this state, null while nothing is. */
  draw(state: Json, violation: string | null): Drawing;
  /** The same as lines of text, at most `width` wide; `before` is the state before the step. */
  picture(state: Json, before: Json, width: number): readonly string[];
  /** A run with one strategy as a test of fstests or fsx, or why there is none. */
  exportTest(kind: TestKind, subject: TestSubject, report: CheckReport): Exported;
  /** Where a counterexample went wrong, in sentences below its end. */
  causesOf(steps: readonly TraceStep[]): readonly string[];
  /** Where the trouble begins, beside single steps: index of the step and what to say. */
  remarksOf(steps: readonly TraceStep[]): readonly { readonly step: number; readonly text: string }[];
};

/** Data without functions, so that it can be sent to a thread. */
export type ModelScenario = { readonly domain: string; readonly name: string };

/** A scenario somebody wrote down because something is claimed about it. */
export type CatalogueEntry = {
  readonly name: string;
  /** The script, in the language of its domain. */
  readonly text: string;
  readonly script: { readonly header: ScriptHeader };
  /** Background events it is explored with; 0 for workloads, which are run for their costs. */
  readonly events: number;
};

/** `sizes` may be run only when there is no problem; there is always at least one. */
export type ReadScript = {
  readonly header: ScriptHeader;
  readonly problems: readonly ScriptProblem[];
  /** In its one form, without the prose that stands beside it anyway. */
  readonly bare: string;
  readonly sizes: readonly SizedScenario[];
  /** What the costs of `sizes` are extrapolated to; null for an ordinary scenario. */
  readonly distance: number | null;
  readonly expectations: readonly { readonly line: number; readonly expect: string }[];
};

export type SizedScenario = {
  /** The distance, where there are several sizes. */
  readonly bytes: number;
  readonly scenario: ModelScenario;
  /** The command of each step of the setup, and that of the first step behind it. */
  readonly sources: readonly string[];
  /** Steps in which nobody interferes yet, one a command; -1: the script has no such part. */
  readonly setupCount: number;
};

export type Sizes = {
  readonly sizes: readonly { readonly bytes: number }[];
  readonly distance: number | null;
};

/** `implied`: what names of its entries need not say again in a narrow table. */
export type EntryGroupWords = {
  readonly topic: string;
  readonly title: string;
  readonly implied: readonly string[];
};

export type ViolationWords = {
  readonly name: string;
  /** In the matrix. */
  readonly letter: string;
  /** Behind the letter, in a legend: `stale bytes are read`. */
  readonly meaning: string;
};

/** `rank`: 1 decides, 2 says why, 3 is for who wants to know all. */
export type CostWords = {
  readonly key: string;
  /** `flush waits`. */
  readonly name: string;
  /** For the head of a column. */
  readonly short: string;
  readonly meaning: string;
  readonly rank: 1 | 2 | 3;
};

export type Machine = { readonly name: string; readonly timeOf: (cost: Costs) => number };

export type StepWords = { readonly name: string; readonly says: string };

export type DomainWords = {
  /** `zeroing a range of a file`: what strategies are ways of. */
  readonly about: string;
  /** What is searched, for who is about to write a script. */
  readonly searched: string;
  /** `xfs_io commands, one a line`. */
  readonly language: string;
  readonly exampleScript: string;
  readonly exampleProfile: string;
  /** Who may come in between two steps: `writeback, completion and reclaim`. */
  readonly others: string;
  /** Actors of steps that are background events. */
  readonly background: readonly string[];
  /** What no state of the model has, and so no verdict speaks of: nouns after `Not in the model:`. */
  readonly leftOut: string;
  /** Signs of drawings and pictures. */
  readonly legend: readonly { readonly sign: string; readonly meaning: string }[];
};

export type TestKind = 'fstest' | 'fsx';

/** What was run: its name, and the script with the settings of the caller. */
export type TestSubject = {
  readonly name: string;
  readonly text: string;
  readonly settings: readonly ProfileEntry[];
};

/** A file, or why there is none. */
export type Exported =
  | { readonly text: string; readonly reason: null }
  | { readonly text: null; readonly reason: string };
