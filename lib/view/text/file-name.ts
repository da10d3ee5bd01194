import { STEERING } from '@/lib/view/hidden-characters.ts';

/** What ends a line, steers a terminal or turns the direction of writing. */
const CONTROL = new RegExp(`[\\t\\n\\u2028\\u2029${STEERING}]`, 'g');
const PLAIN = /^[\w@%+=:,./][\w@%+=:,./-]*$/;

/**
 * The name of a file or source within a line of text: as it is, but one that would break the line or steer the
 * terminal as a shell reads it.
 */
export function shownName(name: string): string {
  return name.search(CONTROL) === -1 ? name : ansiQuoted(name);
}

/** The name of a file as a word of a command that somebody copies into a shell. */
export function shellWord(name: string): string {
  if (PLAIN.test(name)) return name;
  return name.search(CONTROL) === -1 ? `'${name.replaceAll("'", String.raw`'\''`)}'` : ansiQuoted(name);
}

/** `$'…'`, which bash, zsh, ksh and POSIX.1-2024 know. */
function ansiQuoted(name: string): string {
  const plain = name.replace(/[\\']/g, String.raw`\$&`);
  return `$'${plain.replace(CONTROL, escaped)}'`;
}

function escaped(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x80
    ? String.raw`\x${code.toString(16).padStart(2, '0')}`
    : String.raw`\u${code.toString(16).padStart(4, '0')}`;
}
