/**
 * One message as a piece of an mboxrd file: From_ line, quoted message, blank line. Splitting the file gives the same
 * bytes again, but for a line end that is added where a message ends without one.
 */
export function quoteMboxrd(message: Uint8Array): Uint8Array {
  const text = Buffer.from(message).toString('latin1');
  const quoted = text.replace(/(^|\n)(?=>*From )/g, '$1>');
  const ended = quoted.endsWith('\n') ? quoted : `${quoted}\n`;
  return Buffer.from(`From mboxrd@z Thu Jan  1 00:00:00 1970\n${ended}\n`, 'latin1');
}
