/** The part of a file patch that its header lines tell. */
export type FileNames = {
  readonly oldPath: string | null;
  readonly newPath: string | null;
  readonly oldMode: string | null;
  readonly newMode: string | null;
};

const GIT_HEADER = /^diff --git (?:"?a\/)?(.*?)"? (?:"?b\/)?([^ ]*?)"?$/;
const EXTENDED_HEADER =
  /^(?:index |(?:dis)?similarity index |(?:rename|copy) (?:from|to) |Binary files |GIT binary patch)/;
const MODE_HEADER = /^(?:old|new|new file|deleted file) mode /;

/** The paths of `diff --git a/x b/y`. The same path twice is the rule, and a path with blanks can only be read so. */
export function pathsOfGitHeader(line: string): Pick<FileNames, 'oldPath' | 'newPath'> {
  const paths = line.slice('diff --git '.length);
  const half = (paths.length - 1) / 2;
  const oldPath = pathIn(paths.slice(0, half), 'a/');
  if (oldPath === pathIn(paths.slice(half + 1), 'b/')) return { oldPath, newPath: oldPath };
  const match = GIT_HEADER.exec(line);
  return { oldPath: match?.[1] ?? null, newPath: match?.[2] ?? null };
}

/** A line that git writes between `diff --git` and the first hunk or `---`. */
export function isExtendedHeader(line: string): boolean {
  return EXTENDED_HEADER.test(line) || MODE_HEADER.test(line);
}

/** What such a line says of the file, with null for the side on which the file does not exist. */
export function readExtendedHeader(line: string): Partial<FileNames> & { readonly binary: boolean } {
  const value = line.slice(line.lastIndexOf(' ') + 1);
  if (line.startsWith('new file mode ')) return { oldPath: null, newMode: value, binary: false };
  if (line.startsWith('deleted file mode ')) return { newPath: null, oldMode: value, binary: false };
  if (line.startsWith('old mode ')) return { oldMode: value, binary: false };
  if (line.startsWith('new mode ')) return { newMode: value, binary: false };
  const move = /^(?:rename|copy) (from|to) (.*)$/.exec(line);
  if (move?.[1] === 'from') return { oldPath: unquote(move[2] ?? ''), binary: false };
  if (move?.[1] === 'to') return { newPath: unquote(move[2] ?? ''), binary: false };
  return { binary: line.startsWith('Binary files ') || line.startsWith('GIT binary patch') };
}

/** The path of a `---` or `+++` line: no prefix, no time stamp; null for `/dev/null`. */
export function pathIn(text: string, prefix: 'a/' | 'b/'): string | null {
  const path = unquote(text.replace(/\t.*$/, '').trimEnd());
  if (path === '/dev/null') return null;
  return path.startsWith(prefix) ? path.slice(2) : path;
}

/** Git quotes a path with odd bytes; only quotes and backslashes are given back, octal bytes stay as they are. */
function unquote(path: string): string {
  const quoted = /^"(.*)"$/.exec(path)?.[1];
  return quoted === undefined ? path : quoted.replace(/\\(["\\])/g, '$1');
}
