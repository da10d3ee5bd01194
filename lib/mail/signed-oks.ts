/** `ok ann@`, `ok ann@ bob@`, `OK by ann@, bob@.`: a line of nothing else. */
const OK = /^ok(?: (?:by|from))? (?<names>[a-z][\w-]{0,15}@?(?:,?(?: and)? [a-z][\w-]{0,15}@){0,7})[.,!]?$/i;
const LENGTH_MAX = 120;

/**
 * Whose acknowledgement a line is, as developers of the BSDs give it and hand it on: their addresses as far as they are
 * told, `bob@`, and that of the sender where he signs himself. Without the sign only he can: `ok ann`.
 */
export function signedOks(line: string, sender: string | null): readonly string[] {
  if (line.length > LENGTH_MAX || !/^ok /i.test(line)) return [];
  const names =
    OK.exec(line.trimEnd())
      ?.groups?.['names']?.toLowerCase()
      .match(/[a-z][\w-]*@?/g) ?? [];
  const own = sender?.slice(0, sender.lastIndexOf('@')).toLowerCase();
  return names.flatMap((name) => {
    if (name === 'and') return [];
    if (sender !== null && name.replace('@', '') === own) return [sender];
    return name.endsWith('@') ? [name] : [];
  });
}

/** The name that such an acknowledgement has among the trailers. */
export const OK_TAG = 'ok';
