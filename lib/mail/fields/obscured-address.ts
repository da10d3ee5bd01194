/** `ann at example.com (Ann Lee)`, as Mailman's archives write the sender. */
const COMMENTED =
  /^\s{0,20}([\w.+=-]{1,100}) at ([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})(?: \((.{0,200})\))?\s{0,20}$/;
/** `Ann Lee <ann at example.com>`, as they leave it in the text. */
const ANGLED = /<([\w.+=-]{1,100}) at ([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})>/;
const LENGTH_MAX = 500;

/**
 * A sender's field as an archive wrote it that hides addresses from those who collect them, as it was: pipermail has
 * no other form, and without addresses all who wrote to the list would be nobody. Any other field comes back as it is.
 */
export function clearSender(field: string): string {
  if (field.length > LENGTH_MAX || !field.includes(' at ')) return field;
  const [, local, host, name = ''] = COMMENTED.exec(field) ?? [];
  if (local === undefined) return clearAddress(field);
  // An encoded word may not stand in quotes (RFC 2047 5).
  const shown = name.includes('=?') ? name : `"${name.replace(/["\\]/g, '\\$&')}"`;
  return `${name === '' ? '' : `${shown} `}<${local}@${host}>`;
}

/** The address in angle brackets of a line with its `@`: `<ann at example.com>` is `<ann@example.com>`. */
export function clearAddress(line: string): string {
  return line.includes(' at ') ? line.replace(ANGLED, '<$1@$2>') : line;
}
