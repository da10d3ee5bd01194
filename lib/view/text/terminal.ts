/** Control characters but tab and newline: a mail must not steer its reader's terminal (reliability 59). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to take out.
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Text of a mail made safe for a terminal, control and direction-override characters shown as `�`. */
export function terminalText(text: string): string {
  return text.replace(CONTROL, '\ufffd');
}

/** One line of at most `width` characters. */
export function terminalLine(text: string, width: number): string {
  const line = terminalText(text.replace(/\s+/g, ' ').trim());
  return line.length <= width ? line : `${line.slice(0, width - 1)}…`;
}
