import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * Real mail for tests and benchmarks. It is reached by path only and none of its text may stand in the project; the
 * folder lies beside the checkout (`../shared/corpus`) or where DOCKET_CORPUS says.
 */
const CORPUS = resolve(
  process.env['DOCKET_CORPUS'] ?? join(import.meta.dirname, '..', '..', 'shared', 'corpus'),
);

/**
 * For `test.skipIf(withoutCorpus)`: true on a developer's machine that has no corpus. Never in CI, where a missing
 * corpus has to fail the tests instead of making them vanish.
 */
export const withoutCorpus: boolean = process.env['CI'] !== 'true' && !existsSync(CORPUS);

/** Absolute path of a file or folder of the corpus; `''` is the corpus itself. Throws when it is not there. */
export function corpusPath(name: string): string {
  return existing(join(CORPUS, name));
}

/** Absolute path of a hand-labelled file, for example `t001.json`. Throws when it is not there. */
export function goldPath(name: string): string {
  return existing(join(CORPUS, '..', 'gold', name));
}

function existing(path: string): string {
  if (existsSync(path)) return path;
  throw new Error(
    `${path} is missing. Lay the corpus beside the checkout as ../shared/corpus, or set DOCKET_CORPUS to its folder.`,
  );
}
