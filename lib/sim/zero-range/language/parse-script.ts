import { SCRIPT_CHARACTERS_MAX, type ScriptHeader, type ScriptProblem } from '@/lib/sim/language/header.ts';
import { parseNumber } from '@/lib/sim/language/number.ts';
import { EMPTY_HEADER, parseHeaderLine } from '@/lib/sim/language/parse-header.ts';
import { collectProblems, type Problems } from '@/lib/sim/language/problems.ts';
import type { Word } from '@/lib/sim/language/statements.ts';
import { type Context, parseCommand } from '@/lib/sim/zero-range/language/parse-command.ts';
import { parseWindow } from '@/lib/sim/zero-range/language/parse-window.ts';
import { COMMANDS_MAX, type Script, type ScriptItem } from '@/lib/sim/zero-range/language/script.ts';
import { cutScript } from '@/lib/sim/zero-range/language/xfs-io-line.ts';

/** The script is whole only when there is no problem; with problems it holds what could be read. */
export type ParsedScript = { readonly script: Script; readonly problems: readonly ScriptProblem[] };

/**
 * Reads a script of the scenario language; never throws, and takes time in proportion to the text. `block`
 * is the size in bytes of the suffix `b` where the caller overrides the profile of the script; null: the
 * profile line says it.
 */
export function parseScript(text: string, block: number | null = null): ParsedScript {
  const problems = collectProblems();
  if (text.length > SCRIPT_CHARACTERS_MAX) {
    problems.add(
      { line: 1, column: 1 },
      `the script has ${text.length} characters, more than ${SCRIPT_CHARACTERS_MAX}`,
      `A scenario is a page of commands. Cut it down to the operation that matters.`,
    );
    return { script: { header: EMPTY_HEADER, items: [] }, problems: problems.list };
  }
  let header: ScriptHeader = EMPTY_HEADER;
  const items: ScriptItem[] = [];
  let commands = 0;
  for (const statement of cutScript(text, problems)) {
    if (statement.kind === 'comment') {
      const next = parseHeaderLine(statement.text, statement.at, header, problems);
      if (next === null) items.push({ kind: 'comment', text: statement.text });
      else header = next;
      continue;
    }
    if (statement.words.length === 0) {
      addWindowBehind(items, statement.bracket, statement.window, problems);
      continue;
    }
    commands += 1;
    if (commands > COMMANDS_MAX) {
      const at = statement.words[0] ?? { line: 1, column: 1 };
      problems.add(at, `more than ${COMMANDS_MAX} commands`, 'Cut the script down to what matters.');
      break;
    }
    const context: Context = { block: block ?? blockOf(header), problems };
    const item = parseCommand(statement, context);
    if (item !== null) items.push(item);
  }
  if (commands === 0 && problems.list.length === 0) {
    problems.add({ line: 1, column: 1 }, 'the script has no command', 'Write xfs_io commands, one a line.');
  }
  return { script: { header, items }, problems: problems.list };
}

/** A window on a line of its own belongs to the command before it. */
function addWindowBehind(
  items: ScriptItem[],
  bracket: Word | null,
  window: Word | null,
  problems: Problems,
): void {
  const at = bracket ?? window;
  const last = items.at(-1);
  if (at === null) return;
  if (bracket !== null || last?.kind !== 'command' || last.window !== null) {
    problems.add(at, 'this belongs behind a command', 'Write it on the line of the command it is about.');
    return;
  }
  if (window !== null) items[items.length - 1] = { ...last, window: parseWindow(window, problems) };
}

/** Block size that the profile line says so far; whether it is a possible one is checked with the profile. */
function blockOf(header: ScriptHeader): number {
  const entry = header.profile.findLast(({ key }) => key === 'block');
  const read = entry === undefined ? null : parseNumber(entry.value, 4096);
  return read?.ok === true && read.value > 0 ? read.value : 4096;
}
