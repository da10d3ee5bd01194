import { lineAt, type Scan } from '@/lib/architecture/scan.ts';
import type { SourceFile, Violation } from '@/lib/architecture/violation.ts';

/** One concept a file: past this it has two. */
const LINES_MAX = 300;
/** The formatter aims at 110; what it cannot break may be this long. */
const COLUMNS_MAX = 120;

/** Everything that may stand at the top of the tree. A new entry is a decision, so it is made here. */
const TOP_LEVEL: ReadonlySet<string> = new Set([
  '.ci',
  '.gitattributes',
  '.gitignore',
  '.npmrc',
  '.nvmrc',
  'ARCHITECTURE.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'LICENSE',
  'README.md',
  'app',
  'bench',
  'biome.json',
  'docs',
  'e2e',
  'ingest',
  'instrumentation.ts',
  'knip.json',
  'lib',
  'next.config.js',
  'next.config.ts',
  'package-lock.json',
  'package.json',
  'prisma',
  'prisma.config.ts',
  'proxy.ts',
  'public',
  'sample',
  'tsconfig.json',
  'vitest.config.ts',
]);

const MACHINE_PATH = /(?<![\w.])\/work\/(?:main|shared)\b/g;
const RE_EXPORT = /\bexport\s+(?:type\s+)?(?:\*|\{[^}]*\})(?:\s*as\s+\w+)?\s*(?:\bfrom\b)/g;

export function checkTopLevel(paths: readonly string[]): readonly Violation[] {
  const strangers = new Map(paths.map((path) => [path.split('/')[0] ?? path, path]));
  return [...strangers]
    .filter(([entry]) => !TOP_LEVEL.has(entry))
    .map(([entry, path]) => ({
      path,
      line: 1,
      message: `${entry} is new at the top of the tree; put it into a room, or list it in lib/architecture/layout.ts`,
    }));
}

export function checkSize(file: SourceFile): readonly Violation[] {
  const lines = file.text.replace(/\n$/, '').split('\n');
  const long = lines.flatMap((text, index) =>
    text.length <= COLUMNS_MAX
      ? []
      : [
          {
            path: file.path,
            line: index + 1,
            message: `has ${text.length} columns, more than ${COLUMNS_MAX}; break it`,
          },
        ],
  );
  if (lines.length <= LINES_MAX) return long;
  const message = `has ${lines.length} lines, more than ${LINES_MAX}; give its second concept a file of its own`;
  return [{ path: file.path, line: LINES_MAX + 1, message }, ...long];
}

/** A clone stands in another folder in CI and on every other machine. */
export function checkMachinePaths(file: SourceFile): readonly Violation[] {
  return [...file.text.matchAll(MACHINE_PATH)].map((match) => ({
    path: file.path,
    line: lineAt(file.text, match.index),
    message: `names a folder of one machine (${match[0]}…); use a path from the file, or corpusPath()`,
  }));
}

/** A file that only passes on what others export hides who needs what, and makes circles. */
export function checkBarrel(file: SourceFile, scan: Scan): readonly Violation[] {
  if (/(?:^|\/)index\.tsx?$/.test(file.path)) {
    return [
      { path: file.path, line: 1, message: 'is a barrel by its name; name the file after its concept' },
    ];
  }
  return [...scan.code.matchAll(RE_EXPORT)].map((match) => ({
    path: file.path,
    line: lineAt(scan.code, match.index),
    message: 'passes on what another file exports; let its users import that file',
  }));
}
