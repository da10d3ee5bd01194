/**
 * A path is the list of choices that leads from the initial state to another one: entry i is the index into
 * the actions that the model offers after i steps. It needs no states, so it fits into an address and stays
 * valid as long as the model offers the same actions in the same order.
 */
export type Path = readonly number[];

/** `0.3.1`; the empty path is the empty string. */
export function formatPath(path: Path): string {
  return path.join('.');
}

/** Null when the text is no path: whoever reads it from an address or a command line says so. */
export function parsePath(text: string): Path | null {
  if (text === '') return [];
  if (text.length > PATH_TEXT_MAX || !/^\d{1,3}(?:\.\d{1,3})*$/.test(text)) return null;
  return text.split('.').map(Number);
}

/**
 * Far longer than any counterexample; paths come from addresses, so their length is somebody else's choice.
 */
const PATH_TEXT_MAX = 20_000;
