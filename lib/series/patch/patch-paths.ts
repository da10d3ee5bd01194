/** The paths of a file before and after, null on the side where it does not exist. */
export type FilePaths = { readonly oldPath: string | null; readonly newPath: string | null };

const GIT_HEADER = /^(?:"?a\/)?(.*?)"? (?:"?b\/)?([^ ]*?)"?$/;
/** GNU diff sets a tab before it; mailers make blanks of tabs. */
const TIME_STAMP = /\s(?:\d{4}-\d\d-\d\d|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2}) [^/]*$/;
/** What people call the copy they compare with, where no folder tells the sides apart. */
const COPY = /(?:\.orig|\.old|\.bak|~)$/;

/**
 * The paths of a `diff --git` line, without the prefixes of both sides, whatever they are called (`a/`, `i/`, none with
 * `--no-prefix`). `isCertain`: both sides name the same path, which git writes for all but moved files. A path with
 * blanks can only be read so, because git does not quote it.
 */
export function pathsOfGitHeader(line: string): FilePaths & { readonly isCertain: boolean } {
  const both = line.slice('diff --git '.length).trimEnd();
  for (let blank = both.indexOf(' '); blank !== -1; blank = both.indexOf(' ', blank + 1)) {
    // The second name is about as long as the first: prefixes are.
    if (2 * blank > both.length + PREFIX_MAX) break;
    if (2 * blank < both.length - PREFIX_MAX) continue;
    const path = samePath(unquote(both.slice(0, blank)), unquote(both.slice(blank + 1)));
    if (path !== null) return { oldPath: path, newPath: path, isCertain: true };
  }
  const match = GIT_HEADER.exec(both);
  return { oldPath: match?.[1] ?? null, newPath: match?.[2] ?? null, isCertain: false };
}

const PREFIX_MAX = 100;

/**
 * The paths of a `---` and a `+++` line, without what stands before the first slash where only that differs
 * (`linux.orig/fs/x` and `linux/fs/x` of quilt), and without time stamps; null for `/dev/null`. `prefixes` are those of
 * the files before: a new file has one name, which alone does not tell.
 */
export function pathsOfNames(oldLine: string, newLine: string, prefixes: ReadonlySet<string>): FilePaths {
  const [old, fresh] = [nameIn(oldLine), nameIn(newLine)];
  if (old === null || fresh === null) {
    return { oldPath: withoutPrefix(old, prefixes), newPath: withoutPrefix(fresh, prefixes) };
  }
  const path = samePath(old, fresh);
  if (path !== null) return { oldPath: path, newPath: path };
  if (old.replace(COPY, '') === fresh) return { oldPath: fresh, newPath: fresh };
  return { oldPath: withoutPrefix(old, prefixes), newPath: withoutPrefix(fresh, prefixes) };
}

/** What stands before the first slash of both lines, when it is no part of the path. */
export function prefixesOf(oldLine: string, newLine: string): readonly string[] {
  const [old, fresh] = [nameIn(oldLine), nameIn(newLine)];
  if (old === null || fresh === null || old === fresh || samePath(old, fresh) === null) return [];
  return [old, fresh].map((name) => name.slice(0, name.indexOf('/') + 1));
}

/** Git quotes a path with odd bytes as C does: the bytes of letters beyond ASCII in octal. */
export function unquote(text: string): string {
  const quoted = /^"(.*)"$/s.exec(text)?.[1];
  if (quoted === undefined || !quoted.includes('\\')) return quoted ?? text;
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  for (const [part, octal, escaped] of quoted.matchAll(/\\([0-3][0-7]{2})|\\(.)|[^\\]+/gs)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else for (const byte of encoder.encode(ESCAPES[escaped ?? ''] ?? escaped ?? part)) bytes.push(byte);
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

function nameIn(text: string): string | null {
  const name = unquote(text.replace(/\t.*$/, '').replace(TIME_STAMP, '').trimEnd());
  return name === '/dev/null' ? null : name;
}

/** The path both names mean, without prefixes; null when they mean two. */
function samePath(old: string, fresh: string): string | null {
  // Without prefixes, as git writes both names alike then.
  if (old === fresh) return old;
  const [oldRest, freshRest] = [old, fresh].map((name) => name.slice(name.indexOf('/') + 1));
  return old.includes('/') && fresh.includes('/') && oldRest === freshRest ? (oldRest ?? null) : null;
}

function withoutPrefix(name: string | null, prefixes: ReadonlySet<string>): string | null {
  const prefix = name === null ? '' : name.slice(0, name.indexOf('/') + 1);
  return prefix === 'a/' || prefix === 'b/' || prefixes.has(prefix)
    ? (name?.slice(prefix.length) ?? null)
    : name;
}
