import type { Place } from '@/lib/sim/language/header.ts';

/** A word with the place of its first character. */
export type Word = Place & { readonly text: string };

export type SourceStatement =
  | { readonly kind: 'comment'; readonly text: string; readonly at: Place }
  | {
      readonly kind: 'words';
      readonly words: readonly Word[];
      readonly bracket: Word | null;
      readonly window: Word | null;
    };

/** Headers whose values never hold prose; a `;` ends them, so that a whole script can stand on one line. */
const ENDS_AT_SEMICOLON = /^#\s*(?:domain|profile|events|messages|topics|scale)\s*:/;

/**
 * Cuts a script into statements at newlines and `;`. A `#` at the start of a statement makes a comment to
 * the end of the line; `[...]` and `@...` behind a command are kept apart as they stand. One pass over the
 * text.
 */
export function cutStatements(text: string): readonly SourceStatement[] {
  const statements: SourceStatement[] = [];
  const lines = text.split('\n');
  for (const [index, raw] of lines.entries()) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    let start = 0;
    while (start <= line.length) {
      const begin = start + spacesAt(line, start);
      const isComment = line[begin] === '#';
      const whole = isComment && !ENDS_AT_SEMICOLON.test(line.slice(begin, begin + 40));
      const semicolon = whole ? -1 : line.indexOf(';', begin);
      const end = semicolon === -1 ? line.length : semicolon;
      if (begin < end) statements.push(...statementOf(line.slice(begin, end), index + 1, begin + 1));
      start = end + 1;
    }
  }
  return statements;
}

function statementOf(source: string, line: number, column: number): readonly SourceStatement[] {
  if (source.startsWith('#')) return [{ kind: 'comment', text: source.trimEnd(), at: { line, column } }];
  const comment = source.search(/\s#/);
  const code = comment === -1 ? source : source.slice(0, comment);
  const before: SourceStatement[] =
    comment === -1
      ? []
      : [
          {
            kind: 'comment',
            text: source.slice(comment + 1).trimEnd(),
            at: { line, column: column + comment + 1 },
          },
        ];
  const windowAt = code.indexOf('@');
  const bracketAt = code.indexOf('[');
  const isBracketed = bracketAt !== -1 && (windowAt === -1 || bracketAt < windowAt);
  const wordsEnd = isBracketed ? bracketAt : windowAt === -1 ? code.length : windowAt;
  const place = (at: number, end: number): Word => ({
    text: code.slice(at, end).trimEnd(),
    line,
    column: column + at,
  });
  const words = [...code.slice(0, wordsEnd).matchAll(/\S+/g)].map((found) => ({
    text: found[0],
    line,
    column: column + found.index,
  }));
  const bracket = isBracketed ? place(bracketAt, windowAt === -1 ? code.length : windowAt) : null;
  const window = windowAt === -1 ? null : place(windowAt, code.length);
  return [...before, { kind: 'words', words, bracket, window }];
}

function spacesAt(line: string, from: number): number {
  let count = 0;
  while (line[from + count] === ' ' || line[from + count] === '\t') count += 1;
  return count;
}
