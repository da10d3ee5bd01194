import { nearest } from '@/lib/base/nearest.ts';
import type { ReadScript } from '@/lib/sim/domain.ts';
import {
  type Place,
  type ProfileEntry,
  SCRIPT_CHARACTERS_MAX,
  type ScriptHeader,
} from '@/lib/sim/language/header.ts';
import { EMPTY_HEADER, parseHeaderLine } from '@/lib/sim/language/parse-header.ts';
import { printHeader, runHeader } from '@/lib/sim/language/print-header.ts';
import { collectProblems, type Problems } from '@/lib/sim/language/problems.ts';
import { cutStatements } from '@/lib/sim/language/statements.ts';
import { DEFAULT_PROFILE, type Profile, type Scenario } from '@/lib/sim/refcount/scenario.ts';
import { LOOKUPS_MAX } from '@/lib/sim/refcount/state.ts';

const COMMANDS = ['lookup', 'remove', 'reuse'] as const;
type Command = (typeof COMMANDS)[number];

const VALUES: Readonly<Record<string, readonly string[]>> = {
  free: ['rcu', 'now', 'typesafe'],
  table: ['strong', 'weak'],
};

/**
 * Reads a script: `lookup` once or twice, `remove` and `reuse` at most once, one a line, in any order, below
 * header lines. Never throws; takes time in proportion to the text.
 */
export function readScript(name: string, text: string, settings: readonly ProfileEntry[]): ReadScript {
  const problems = collectProblems();
  if (text.length > SCRIPT_CHARACTERS_MAX) {
    problems.add(START, `the script has ${text.length} characters`, `Give at most ${SCRIPT_CHARACTERS_MAX}.`);
    return readOf(name, { header: EMPTY_HEADER, commands: [], comments: [] }, [], problems);
  }
  let header = EMPTY_HEADER;
  const commands: { readonly name: Command; readonly at: Place }[] = [];
  const comments: string[] = [];
  for (const statement of cutStatements(text)) {
    if (statement.kind === 'comment') {
      const next = parseHeaderLine(statement.text, statement.at, header, problems);
      if (next === null) comments.push(statement.text);
      else header = next;
      continue;
    }
    const [word, second] = statement.words;
    const stray = second ?? statement.bracket ?? statement.window;
    if (word !== undefined) commands.push(...commandOf(word, problems));
    if (stray !== null) problems.add(stray, 'a command stands alone', 'Write one a line, without operands.');
  }
  checkCounts(commands, problems);
  const names = commands.map((command) => command.name);
  return readOf(name, { header, commands: names, comments }, settings, problems);
}

const START: Place = { line: 1, column: 1 };

function commandOf(
  { text, line, column }: Place & { readonly text: string },
  problems: Problems,
): readonly { readonly name: Command; readonly at: Place }[] {
  const at = { line, column };
  const name = COMMANDS.find((known) => known === text);
  if (name !== undefined) return [{ name, at }];
  const meant = nearest(text, COMMANDS);
  const remedy = meant === null ? `Commands are ${COMMANDS.join(', ')}.` : `Did you mean ${meant}?`;
  problems.add(at, `there is no command '${text.slice(0, 40)}'`, remedy);
  return [];
}

function checkCounts(
  commands: readonly { readonly name: Command; readonly at: Place }[],
  problems: Problems,
): void {
  for (const name of COMMANDS) {
    const most = name === 'lookup' ? LOOKUPS_MAX : 1;
    const extra = commands.filter((command) => command.name === name)[most];
    if (extra !== undefined) problems.add(extra.at, `more than ${most} ${name}`, 'Leave it out.');
  }
  if (problems.list.length === 0 && !commands.some(({ name }) => name === 'lookup'))
    problems.add(START, 'nobody looks the object up', 'Write lookup, once or twice.');
}

type Written = {
  readonly header: ScriptHeader;
  readonly commands: readonly Command[];
  readonly comments: readonly string[];
};

function readOf(
  name: string,
  { header, commands, comments }: Written,
  settings: readonly ProfileEntry[],
  problems: Problems,
): ReadScript {
  const profile = profileOf([...header.profile, ...settings], problems);
  const scenario: Scenario = {
    domain: 'refcount',
    name,
    profile,
    lookups: Math.min(LOOKUPS_MAX, Math.max(1, commands.filter((one) => one === 'lookup').length)),
    removal: commands.includes('remove'),
    reuse: commands.includes('reuse'),
  };
  const lines = [
    ...printHeader({ ...runHeader(header, settings), domain: 'refcount' }),
    ...comments,
    ...commands,
  ];
  return {
    header,
    problems: problems.list,
    bare: lines.map((line) => `${line}\n`).join(''),
    // Nothing happens before the lookups: there is no setup.
    sizes: [{ bytes: 0, scenario, sources: [], setupCount: -1 }],
    distance: null,
    expectations: [],
  };
}

function profileOf(entries: readonly ProfileEntry[], problems: Problems): Profile {
  let profile = DEFAULT_PROFILE;
  for (const { key, value, at } of entries) {
    const values = Object.hasOwn(VALUES, key) ? VALUES[key] : undefined;
    if (values === undefined) {
      const keys = Object.keys(VALUES).join(' and ');
      problems.add(at, `a profile has no '${key.slice(0, 40)}'`, `Keys are ${keys}.`);
    } else if (!values.includes(value)) {
      problems.add(at, `${key} is '${value.slice(0, 40)}'`, `Write ${key}=${values.join(` or ${key}=`)}.`);
    } else profile = { ...profile, [key]: value };
  }
  return profile;
}
