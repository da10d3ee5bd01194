import { unquote } from '@/lib/series/patch/patch-paths.ts';

/** The part of a file patch that its header lines tell. */
export type FileNames = {
  readonly oldPath: string | null;
  readonly newPath: string | null;
  readonly oldMode: string | null;
  readonly newMode: string | null;
};

const EXTENDED_HEADER =
  /^(?:index |(?:dis)?similarity index |(?:rename|copy) (?:from|to) |Binary files |GIT binary patch)/;
const MODE_HEADER = /^(?:old|new|new file|deleted file) mode /;

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
