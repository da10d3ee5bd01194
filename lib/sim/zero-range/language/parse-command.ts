import { nearest } from '@/lib/base/nearest.ts';
import { parseNumber, quote } from '@/lib/sim/language/number.ts';
import type { Problems } from '@/lib/sim/language/problems.ts';
import type { SourceStatement, Word } from '@/lib/sim/language/statements.ts';
import {
  COMMAND_FORMS,
  type CommandForm,
  NOT_MODELLED,
  type OptionKind,
} from '@/lib/sim/zero-range/language/command-table.ts';
import { parseWindow } from '@/lib/sim/zero-range/language/parse-window.ts';
import type { CommandOption, Expectation, ScriptItem } from '@/lib/sim/zero-range/language/script.ts';

type Words = Extract<SourceStatement, { kind: 'words' }>;

/** What the reading of numbers needs: the block size in bytes (suffix `b`), and where problems go. */
export type Context = { readonly block: number; readonly problems: Problems };

const EXPECTATIONS = ['expect', 'expect-posteof'];

/**
 * Reads one command, fixture or expectation. Null when it is not one; the problem then says what would be
 * right.
 */
export function parseCommand(statement: Words, context: Context): ScriptItem | null {
  const { problems } = context;
  const [head, ...rest] = statement.words;
  if (head === undefined) return null;
  if (EXPECTATIONS.includes(head.text)) return parseExpectation(head, rest, statement, context);
  const form = Object.hasOwn(COMMAND_FORMS, head.text) ? COMMAND_FORMS[head.text] : undefined;
  if (form === undefined) {
    refuseName(head, problems);
    return null;
  }
  const before = problems.list.length;
  const { options, operands } = parseArguments(form, rest, head, context);
  const forced = parseBracket(statement.bracket, head, problems);
  const window = statement.window === null ? null : parseWindow(statement.window, problems);
  if (problems.list.length > before) return null;
  const { line, column } = head;
  return { kind: 'command', name: head.text, options, operands, forced, window, at: { line, column } };
}

function refuseName(head: Word, problems: Problems): void {
  if (Object.hasOwn(NOT_MODELLED, head.text)) {
    problems.add(head, `${head.text} is not modelled`, NOT_MODELLED[head.text] ?? '');
    return;
  }
  const names = [...Object.keys(COMMAND_FORMS), ...EXPECTATIONS];
  const meant = nearest(head.text, names);
  const remedy = meant === null ? `Commands are ${names.join(' ')}.` : `Did you mean ${meant}?`;
  problems.add(head, `there is no command ${quote(head.text)}`, remedy);
}

/** Options first, as getopt reads them: letters may stand together, a value may stand behind its letter. */
function parseArguments(
  form: CommandForm,
  words: readonly Word[],
  head: Word,
  { block, problems }: Context,
): { readonly options: readonly CommandOption[]; readonly operands: readonly number[] } {
  const options: CommandOption[] = [];
  const operands: number[] = [];
  let index = 0;
  for (; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined || !/^-[A-Za-z]/.test(word.text)) break;
    for (let letterAt = 1; letterAt < word.text.length; letterAt += 1) {
      const letter = word.text[letterAt] ?? '';
      const place = { line: word.line, column: word.column + letterAt };
      const kind = Object.hasOwn(form.options, letter) ? form.options[letter] : undefined;
      if (kind === undefined) {
        problems.add(place, `${head.text} has no option -${quote(letter)} here`, `Use: ${form.usage}`);
        return { options, operands };
      }
      if (kind === 'switch') {
        options.push({ letter, value: null });
        continue;
      }
      const attached = word.text.slice(letterAt + 1);
      if (attached === '') index += 1;
      const value =
        attached === '' ? words[index] : { text: attached, line: word.line, column: place.column + 1 };
      const read = value === undefined ? null : readValue(kind, value, block, problems);
      if (value === undefined) problems.add(place, `-${letter} wants a value`, `Use: ${form.usage}`);
      if (read === null) return { options, operands };
      options.push({ letter, value: read });
      break;
    }
  }
  for (const word of words.slice(index)) {
    const value = readValue('size', word, block, problems);
    if (value === null) return { options, operands };
    operands.push(value);
  }
  checkCount(form, operands.length, words[index + form.operands.length] ?? head, head, problems);
  return { options, operands };
}

function checkCount(form: CommandForm, count: number, at: Word, head: Word, problems: Problems): void {
  const most = form.operands.length;
  const fits = count === most || count === most - form.optional || (form.optional === 2 && count === 1);
  if (fits && !(count === 1 && form.usage.includes('OFFSET LENGTH'))) return;
  const wanted = most === 0 ? 'no numbers' : most === 1 ? 'one number' : `${most} numbers`;
  problems.add(at, `${head.text} takes ${wanted} (${count} given)`, `Use: ${form.usage}`);
}

function readValue(kind: OptionKind, word: Word, block: number, problems: Problems): number | null {
  const read = parseNumber(word.text, block);
  if (!read.ok) {
    problems.add(word, read.why, read.remedy);
    return null;
  }
  if (kind === 'byte' && read.value > 255) {
    problems.add(word, `${quote(word.text)} is no byte`, 'Write 0 to 255, such as 0x41.');
    return null;
  }
  return read.value;
}

/**
 * `[errortag force_zero_range=1]` behind fzero, `[fixture]` behind a fixture. Returns whether fzero is
 * forced.
 */
function parseBracket(bracket: Word | null, head: Word, problems: Problems): boolean {
  if (bracket === null) return false;
  const inside = bracket.text.replace(/^\[/, '').replace(/\]$/, '').trim();
  if (!bracket.text.endsWith(']')) {
    problems.add(bracket, 'the [ is not closed', 'Write [errortag force_zero_range=1] or [fixture].');
    return false;
  }
  if (inside === 'fixture') return false;
  const isTag = /^errortag\b/.test(inside);
  const known = /^errortag\s+force_zero_range(?:\s*=\s*1)?$/.test(inside) || inside === 'errortag';
  if (isTag && known && (head.text === 'fzero' || head.text === 'zero')) return true;
  problems.add(
    bracket,
    isTag && known
      ? `the errortag has no effect on ${head.text}`
      : `${quote(bracket.text)} is no errortag we model`,
    'Write [errortag force_zero_range=1] behind fzero, or [fixture] behind a fixture.',
  );
  return false;
}

function parseExpectation(
  head: Word,
  words: readonly Word[],
  { bracket, window }: Words,
  { block, problems }: Context,
): Expectation | null {
  const isRange = head.text === 'expect';
  const usage = isRange ? 'Use: expect OFFSET LENGTH BYTE' : 'Use: expect-posteof BYTE';
  const extra = bracket ?? window;
  if (extra !== null) {
    problems.add(extra, `${head.text} takes no ${extra === bracket ? 'errortag' : 'window'}`, usage);
    return null;
  }
  const wanted = isRange ? 3 : 1;
  if (words.length !== wanted) {
    problems.add(
      words[wanted] ?? head,
      `${head.text} takes ${wanted} numbers (${words.length} given)`,
      usage,
    );
    return null;
  }
  const values = words.map((word, index) =>
    readValue(index === wanted - 1 ? 'byte' : 'size', word, block, problems),
  );
  const [first = null, length = null, value = null] = values;
  const at = { line: head.line, column: head.column };
  if (!isRange) return first === null ? null : { kind: 'expect-posteof', value: first, at };
  if (first === null || length === null || value === null) return null;
  if (length === 0) {
    problems.add(words[1] ?? head, 'an expectation about no bytes always holds', 'Give a length above 0.');
    return null;
  }
  return { kind: 'expect', offset: first, length, value, at };
}
