import { checkImports } from '@/lib/architecture/imports.ts';
import { checkBarrel, checkMachinePaths, checkSize, checkTopLevel } from '@/lib/architecture/layout.ts';
import { checkPurity } from '@/lib/architecture/purity.ts';
import { checkRecursion } from '@/lib/architecture/recursion.ts';
import { scanSource } from '@/lib/architecture/scan.ts';
import { checkSeeds } from '@/lib/architecture/seeds.ts';
import type { SourceFile, Violation } from '@/lib/architecture/violation.ts';

const SCRIPT = /\.(?:tsx?|mjs)$/;
const MEASURED = /\.(?:tsx?|m?js|css|sql|prisma)$/;

/** Every rule over every file. `paths` are all files of the tree, `files` those with text that can be read. */
export function checkTree(paths: readonly string[], files: readonly SourceFile[]): readonly Violation[] {
  const known = new Set(paths);
  const perFile = files.flatMap((file) => {
    const text = MEASURED.test(file.path) ? [...checkSize(file), ...checkMachinePaths(file)] : [];
    if (!SCRIPT.test(file.path)) return text;
    const scan = scanSource(file.text);
    return [
      ...text,
      ...checkImports(file, scan, known),
      ...checkPurity(file, scan),
      ...checkRecursion(file, scan),
      ...checkBarrel(file, scan),
      ...checkSeeds(file, scan),
    ];
  });
  return [...checkTopLevel(paths), ...perFile];
}

/** Problem codes of lib/base/problem.ts that docs/mail.md does not name in backticks. */
export function unexplainedProblemCodes(problemSource: string, manual: string): readonly string[] {
  const union = problemSource.slice(problemSource.indexOf('export type ProblemCode'));
  const codes = [...union.slice(0, union.indexOf(';')).matchAll(/'([a-z-]+)'/g)].map(
    (match) => match[1] ?? '',
  );
  return codes.filter((code) => !manual.includes(`\`${code}\``));
}
