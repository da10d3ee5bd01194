/** What ends a line, steers a terminal or turns the direction of writing. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to write otherwise.
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;
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
