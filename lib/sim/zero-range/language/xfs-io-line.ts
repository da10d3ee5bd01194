import type { Place } from '@/lib/sim/language/header.ts';
import { quote } from '@/lib/sim/language/number.ts';
import type { Problems } from '@/lib/sim/language/problems.ts';
import { cutStatements, type SourceStatement, type Word } from '@/lib/sim/language/statements.ts';

/** A prompt, sudo and a path may stand before it; fstests has it in a variable. */
const STARTS = /^\s*(?:[#$]\s+)?(?:sudo\s+)?(?:[\w./-]{0,200}\/)?(?:xfs_io|"?\$\{?XFS_IO_PROG\}?"?)(?=\s)/;

/** Behind a `#` it is a prompt of root when commands follow, else a remark about xfs_io. */
const IS_REMARK = /^\s*#(?!.*\s-[A-Za-z]{0,8}c[\s"'])/;

/** Where the shell goes on: its output goes somewhere, or another command follows. */
const ENDS = /^(?:[|>&;#]|\d>)/;

/** Options that change nothing for a model of one file, which is empty at the start. */
const HARMLESS = 'fxrnT';

/**
 * The statements of a script in which `xfs_io -f -c "falloc 0 4k" -c "pwrite 0 4k" FILE` may stand, as mails and
 * fstests have it, for the commands of its `-c`; lines may go on behind a backslash. All calls are on one file, and
 * what a call has mapped ends with it. Time in proportion to the text.
 */
export function cutScript(text: string, problems: Problems): readonly SourceStatement[] {
  const lines = text.split('\n');
  const calls: SourceStatement[] = [];
  const files = new Set<string>();
  let isMapped = false;
  for (let index = 0; index < lines.length; index += 1) {
    const first = lines[index] ?? '';
    if (!STARTS.test(first) || IS_REMARK.test(first)) continue;
    const words: Word[] = [];
    for (;;) {
      const line = (lines[index] ?? '').replace(/\r$/, '');
      words.push(...shellWords(line, index + 1, problems));
      lines[index] = '';
      if (!/\\\s?$/.test(line) || index + 1 >= lines.length) break;
      index += 1;
    }
    const own = statementsOf(words, calls.length === 0, files, problems);
    // The end of the process before took its mappings away.
    const [at] = words;
    if (isMapped && at !== undefined) calls.push(...commandAt(at, 'munmap'));
    isMapped = leavesMapped(own);
    for (const statement of own) calls.push(statement);
  }
  const others = cutStatements(lines.join('\n'));
  return calls.length === 0
    ? others
    : [...others, ...calls].sort((a, b) => placeOf(a).line - placeOf(b).line);
}

/**
 * Words as a shell sees them, quotes taken away; a backslash at the end of the line is none. A quote that is not
 * closed is a problem, unless the call has ended before it.
 */
function shellWords(line: string, number: number, problems: Problems): readonly Word[] {
  const words: Word[] = [];
  const shape = /"((?:[^"\\]|\\.)*)"|'([^']*)'|\d?>\S*|[;|&]+|[^\s"';|&>]+|["']/g;
  for (const found of line.matchAll(shape)) {
    if (found[0] === '"' || found[0] === "'") {
      const hasEnded = words.some(({ text }, at) => at > 0 && ENDS.test(text));
      const place = { line: number, column: found.index + 1 };
      if (!hasEnded)
        problems.add(place, 'this quote is not closed', `Put a ${found[0]} where its command ends.`);
      return words;
    }
    const inside = found[1] ?? found[2];
    const column = found.index + (inside === undefined ? 1 : 2);
    const text = inside ?? found[0];
    if (text !== '\\') words.push({ text, line: number, column });
  }
  return words;
}

function statementsOf(
  words: readonly Word[],
  isFirst: boolean,
  files: Set<string>,
  problems: Problems,
): readonly SourceStatement[] {
  const program = words.findIndex(({ text }) => /(?:xfs_io|XFS_IO_PROG\}?)$/.test(text));
  const end = words.findIndex(({ text }, at) => at > program && ENDS.test(text));
  const own = words.slice(program + 1, end === -1 ? words.length : end);
  const next = words.find(({ text }, at) => at >= end && end !== -1 && /^[;&]/.test(text));
  if (next !== undefined) {
    problems.add(
      next,
      'the shell goes on behind xfs_io',
      'Write one xfs_io on a line, and no other command.',
    );
  }
  const statements: SourceStatement[] = [];
  for (let index = 0; index < own.length; index += 1) {
    const word = own[index] as Word;
    if (!/^-[A-Za-z]+$/.test(word.text)) {
      files.add(word.text);
      if (files.size > 1)
        problems.add(word, `${quote(word.text)} is a second file`, 'A script works on one file.');
      continue;
    }
    for (const letter of word.text.slice(1)) {
      if (letter === 't' && !isFirst) statements.push(...commandAt(word, 'truncate 0'));
      if (letter === 'c') {
        index += 1;
        const command = own[index];
        if (command === undefined)
          problems.add(word, '-c wants a command', 'Use: xfs_io -f -c "falloc 0 4k" FILE');
        else statements.push(...commandAt(command, command.text));
      } else if (letter !== 't' && !HARMLESS.includes(letter)) {
        problems.add(word, `-${letter} of xfs_io is not modelled`, reasonOf(letter));
      }
    }
  }
  return statements;
}

function reasonOf(letter: string): string {
  return letter === 'd' ? 'Direct IO is not in the model; buffered commands are.' : 'Leave it out.';
}

/** A command where it stands in the script. */
function commandAt({ line, column }: Place, text: string): readonly SourceStatement[] {
  return cutStatements(text).map((statement) => {
    const moved = <Put extends Place>(one: Put): Put => ({ ...one, line, column: one.column + column - 1 });
    if (statement.kind === 'comment') return { ...statement, at: moved(statement.at) };
    const { words, bracket, window } = statement;
    return {
      kind: 'words',
      words: words.map(moved),
      bracket: bracket === null ? null : moved(bracket),
      window: window === null ? null : moved(window),
    };
  });
}

function leavesMapped(statements: readonly SourceStatement[]): boolean {
  const heads = statements.map((one) => (one.kind === 'words' ? one.words[0]?.text : undefined));
  return heads.findLast((head) => head === 'mmap' || head === 'munmap') === 'mmap';
}

function placeOf(statement: SourceStatement): Place {
  if (statement.kind === 'comment') return statement.at;
  return statement.words[0] ?? statement.bracket ?? statement.window ?? { line: 0, column: 0 };
}
