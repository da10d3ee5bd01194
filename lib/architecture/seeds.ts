import { lineAt, type Scan } from '@/lib/architecture/scan.ts';
import type { SourceFile, Violation } from '@/lib/architecture/violation.ts';

const LAW = /\bfc\.(?:assert|check|sample)\(/g;
/** Options that several laws of a file share have a name in capitals. */
const SEEDED = /\bseed:|\b[A-Z]{4,}\b/;

/** Laws of fast-check try the same values in every run: a delivery must not fail by what was drawn that day. */
export function checkSeeds(file: SourceFile, scan: Scan): readonly Violation[] {
  return [...scan.code.matchAll(LAW)]
    .filter(({ index }) => !SEEDED.test(argumentsAt(scan.code, index)))
    .map(({ index }) => ({
      path: file.path,
      line: lineAt(scan.code, index),
      message: 'a law without a seed tries other values each time; give it `{ seed: 20_240_718 }`',
    }));
}

/** From here to the bracket that closes the first one. */
function argumentsAt(code: string, start: number): string {
  let depth = 0;
  for (let at = code.indexOf('(', start); at < code.length; at += 1) {
    if (code[at] === '(') depth += 1;
    if (code[at] === ')') depth -= 1;
    if (depth === 0) return code.slice(start, at);
  }
  return code.slice(start);
}
