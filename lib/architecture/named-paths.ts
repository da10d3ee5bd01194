import { dirname, join } from '@/lib/architecture/paths.ts';
import type { SourceFile, Violation } from '@/lib/architecture/violation.ts';

/** A path from the top of the tree, as docs and comments name it; with `*` or in capitals it stands for many. */
const NAMED = /(?<![\w./@*-])(?:app|bench|docs|e2e|ingest|lib|prisma)\/[\w./*[\]-]+/g;
const LINKED = /\]\((?!https?:)([^)#]+)/g;
const FOR_MANY = /\*|(?:^|\/)[A-Z]+(?:$|[/.])/;
/** Made by tools, so not in the tree. */
const MADE = 'prisma/generated';

/** What docs and comments name that is neither a file nor a folder of the tree: nobody finds it there. */
export function checkNamedPaths(
  files: readonly SourceFile[],
  paths: readonly string[],
): readonly Violation[] {
  const known = new Set(paths.flatMap(withFolders));
  return files.flatMap((file) =>
    file.text.split('\n').flatMap((text, index) =>
      namedIn(file.path, text)
        .filter((path) => !known.has(path) && !FOR_MANY.test(path) && !path.startsWith(MADE))
        .map((path) => ({ path: file.path, line: index + 1, message: `names ${path}, which is not there` })),
    ),
  );
}

function namedIn(file: string, text: string): readonly string[] {
  const named = [...text.replace(LINKED, ' ').matchAll(NAMED)].map(([path]) => path.replace(/[./-]+$/, ''));
  if (!file.endsWith('.md')) return named;
  return [...named, ...[...text.matchAll(LINKED)].map(([, target = '']) => join(dirname(file), target))];
}

function withFolders(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
