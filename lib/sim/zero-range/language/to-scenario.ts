import type { ProfileEntry, ScriptProblem } from '@/lib/sim/language/header.ts';
import { collectProblems, type Problems } from '@/lib/sim/language/problems.ts';
import { STEP_ALIASES, WINDOW_EVENTS } from '@/lib/sim/zero-range/language/parse-window.ts';
import { printCommand } from '@/lib/sim/zero-range/language/print-script.ts';
import { profileOf } from '@/lib/sim/zero-range/language/profile-settings.ts';
import { type FileSoFar, reachOf, runCommand } from '@/lib/sim/zero-range/language/run-commands.ts';
import type {
  Command,
  Script,
  Expectation as WrittenExpectation,
  Window as WrittenWindow,
} from '@/lib/sim/zero-range/language/script.ts';
import type { Expectation, Operation, Scenario, Statement, Window } from '@/lib/sim/zero-range/operation.ts';
import type { Profile } from '@/lib/sim/zero-range/profile.ts';

/** What a script means to the model; `scenario` may be run only when there is no problem. */
export type ScenarioOf = {
  readonly scenario: Scenario;
  /** The command each statement comes from, as xfs_io reads it: one command may be several requests. */
  readonly sources: readonly string[];
  readonly problems: readonly ScriptProblem[];
};

/** A command with what it does. */
type Run = {
  readonly command: Command;
  readonly operations: readonly Operation[];
  readonly changesSize: boolean;
};

/**
 * Turns a script into what the model runs: every request of a pwrite, every fixture, the windows, the
 * profile with the settings of the caller on top. Sizes and mappings are followed so that a command that
 * would fail in xfs_io is found.
 */
export function toScenario(name: string, script: Script, overrides: readonly ProfileEntry[]): ScenarioOf {
  const problems = collectProblems();
  const commands = script.items.filter((item) => item.kind === 'command');
  const tag = forcedSetting(commands, problems.add);
  const impliedCow = commands.some((command) => command.name === 'cow_prealloc');
  const entries = [...tag, ...script.header.profile, ...overrides];
  const profile = profileOf(entries, impliedCow, problems);
  const around = { profile, problems, end: endOf(commands, profile) };
  checkFolios(commands, Math.ceil(around.end / profile.folio), problems);
  let file: FileSoFar = { size: 0, mappings: [] };
  const runs: Run[] = [];
  for (const command of commands) {
    const { operations, file: after } = runCommand(command, file, around);
    runs.push({ command, operations, changesSize: after.size !== file.size });
    file = after;
  }
  const statements = statementsOf(runs);
  // Commands that only look make an empty program; the model wants one.
  if (statements.length === 0) statements.push({ operation: { kind: 'fsync' }, window: null });
  const sources = runs.flatMap(({ command, operations }) =>
    operations.map((_, index) => {
      const text = printCommand({ ...command, window: null });
      return operations.length === 1 ? text : `${text} (request ${index + 1} of ${operations.length})`;
    }),
  );
  const expectations = expectationsAtEnd(script, problems);
  return {
    scenario: { domain: 'zero-range', name, profile, statements, expectations },
    sources,
    problems: problems.list,
  };
}

/** End of the furthest range that any command makes; what is inserted moves it. */
function endOf(commands: readonly Command[], profile: Profile): number {
  const reach = commands.reduce((most, command) => Math.max(most, reachOf(command)), profile.folio);
  const inserted = commands.filter(({ name }) => name === 'finsert');
  const end = inserted.reduce((sum, { operands }) => sum + (operands[1] ?? 0), reach);
  return Math.ceil(end / profile.page) * profile.page;
}

/** A window about a folio that no command reaches would say nothing, and its verdict would look like a proof. */
function checkFolios(commands: readonly Command[], folios: number, problems: Problems): void {
  for (const { window, at } of commands) {
    const beyond = window?.events.find(({ folio }) => folio !== null && folio >= folios);
    if (beyond === undefined) continue;
    const remedy = folios === 1 ? 'There is folio 0 alone.' : `Folios are 0 to ${folios - 1}.`;
    problems.add(at, `the script reaches no folio ${beyond.folio}`, remedy);
  }
}

/** Commands that always zero a range or change the size; others are judged by what they do to the size. */
const ZEROES = ['truncate', 'fzero', 'zero', 'fpunch', 'fcollapse', 'finsert', 'zrange'];

/**
 * Without a window in the script, the last command that zeroes or changes the size has one in which
 * everything may happen. Of a write that is its first request, the only one that can have a gap to zero; the
 * copy is neither and is not in it, in one request as in several.
 */
function statementsOf(runs: readonly Run[]): Statement[] {
  const hasWindow = runs.some(({ command }) => command.window !== null);
  const subject = hasWindow
    ? undefined
    : runs.findLast(({ command, changesSize }) => changesSize || ZEROES.includes(command.name));
  return runs.flatMap((run) => {
    const written = run === subject ? everything(run.command) : run.command.window;
    const window = written === null ? null : windowOf(written);
    return run.operations.map((operation, index) => ({
      operation,
      window: run === subject && index > 0 ? null : window,
    }));
  });
}

function everything({ name }: Command): WrittenWindow {
  return { from: null, to: name === 'pwrite' ? 'copy' : null, events: [{ name: 'all', folio: null }] };
}

function expectationsAtEnd(script: Script, problems: Problems): readonly Expectation[] {
  const first = script.items.findIndex(({ kind }) => kind === 'expect' || kind === 'expect-posteof');
  const late =
    first === -1 ? undefined : script.items.find((item, at) => item.kind === 'command' && at > first);
  if (late?.kind === 'command') {
    problems.add(
      late.at,
      'a command behind an expectation',
      'Expectations are about the end: move them there.',
    );
  }
  return script.items.flatMap((item) =>
    item.kind === 'expect' || item.kind === 'expect-posteof' ? [expectationOf(item)] : [],
  );
}

/** The errortag is a switch of the whole file system, so all fzero of a script go one way. */
function forcedSetting(
  commands: readonly Command[],
  add: (at: Command['at'], message: string, remedy: string) => void,
): readonly ProfileEntry[] {
  const zeroing = commands.filter(({ name }) => name === 'fzero' || name === 'zero');
  const forced = zeroing.find((command) => command.forced);
  if (forced === undefined) return [];
  const plain = zeroing.find((command) => !command.forced);
  if (plain !== undefined) {
    add(plain.at, 'one fzero has the errortag, this one has not', 'Write it behind each, or behind none.');
  }
  return [{ key: 'force_zero_range', value: '1', at: forced.at }];
}

function windowOf({ from, to, events }: WrittenWindow): Window {
  return {
    from: stepOf(from),
    to: stepOf(to),
    events: events.flatMap(({ name, folio }) => (WINDOW_EVENTS[name] ?? []).map((kind) => ({ kind, folio }))),
  };
}

function stepOf(name: string | null): string | null {
  return name === null || !Object.hasOwn(STEP_ALIASES, name) ? name : (STEP_ALIASES[name] ?? null);
}

function expectationOf(item: WrittenExpectation): Expectation {
  return item.kind === 'expect'
    ? { kind: 'read', offset: item.offset, length: item.length, byte: item.value }
    : { kind: 'posteof', byte: item.value };
}
