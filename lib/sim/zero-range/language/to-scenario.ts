import { STEP_ALIASES, WINDOW_EVENTS } from '@/lib/sim/zero-range/language/parse-window.ts';
import { collectProblems } from '@/lib/sim/zero-range/language/problems.ts';
import { profileOf } from '@/lib/sim/zero-range/language/profile-settings.ts';
import { type FileSoFar, reachOf, runCommand } from '@/lib/sim/zero-range/language/run-commands.ts';
import type {
  Command,
  ProfileEntry,
  Script,
  ScriptProblem,
  Expectation as WrittenExpectation,
  Window as WrittenWindow,
} from '@/lib/sim/zero-range/language/script.ts';
import type { Expectation, Scenario, Statement, Window } from '@/lib/sim/zero-range/operation.ts';

/** What a script means to the model; `scenario` may be run only when there is no problem. */
export type ScenarioOf = { readonly scenario: Scenario; readonly problems: readonly ScriptProblem[] };

/**
 * Turns a script into what the model runs: every request of a pwrite, every fixture, the windows, the profile with the
 * settings of the caller on top. Sizes and mappings are followed so that a command that would fail in xfs_io is found.
 */
export function toScenario(name: string, script: Script, overrides: readonly ProfileEntry[]): ScenarioOf {
  const problems = collectProblems();
  const commands = script.items.filter((item): item is Command => item.kind === 'command');
  const tag = forcedSetting(commands, problems.add);
  const impliedCow = commands.some((command) => command.name === 'cow_prealloc');
  const entries = [...tag, ...script.header.profile, ...overrides];
  const profile = profileOf(entries, impliedCow, problems);
  const inserted = commands.filter(({ name }) => name === 'finsert');
  const reach =
    commands.reduce((most, command) => Math.max(most, reachOf(command)), profile.folio) +
    inserted.reduce((sum, { operands }) => sum + (operands[1] ?? 0), 0);
  const around = { profile, problems, end: Math.ceil(reach / profile.page) * profile.page };
  let file: FileSoFar = { size: 0, mappings: [] };
  const statements: Statement[] = [];
  const hasWindow = commands.some((command) => command.window !== null);
  const subject = hasWindow ? null : lastThatZeroes(commands);
  const expectations: Expectation[] = [];
  for (const item of script.items) {
    if (item.kind === 'comment') continue;
    if (item.kind !== 'command') {
      expectations.push(expectationOf(item));
      continue;
    }
    if (expectations.length > 0) {
      problems.add(
        item.at,
        'a command behind an expectation',
        'Expectations are about the end: move them there.',
      );
      break;
    }
    const { operations, file: after } = runCommand(item, file, around);
    const isSplit = item === subject && operations.length > 1;
    const window = isSplit ? windowOfRequests(item) : item.window === null ? null : windowOf(item.window);
    statements.push(...operations.map((operation) => ({ operation, window })));
    file = after;
  }
  // Commands that only look make an empty program; the model wants one.
  if (statements.length === 0) statements.push({ operation: { kind: 'fsync' }, window: null });
  return { scenario: { name, profile, statements, expectations }, problems: problems.list };
}

/**
 * The model gives the last operation that zeroes or changes the size a window of its own; where that operation is one of
 * several requests of one command, the window is written out for all of them. The copy of a write is in none.
 */
function windowOfRequests({ name }: Command): Window {
  const window = windowOf({ from: null, to: null, events: [{ name: 'all', folio: null }] });
  return name === 'pwrite' ? { ...window, to: 'copy' } : window;
}

/** Commands that may zero a range or change the size. */
const ZEROES = ['pwrite', 'truncate', 'falloc', 'fzero', 'zero', 'fpunch', 'fcollapse', 'finsert', 'zrange'];

function lastThatZeroes(commands: readonly Command[]): Command | null {
  return commands.findLast(({ name }) => ZEROES.includes(name)) ?? null;
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
