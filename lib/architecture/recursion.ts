import { isTest } from '@/lib/architecture/imports.ts';
import { lineAt, type Scan } from '@/lib/architecture/scan.ts';
import type { SourceFile, Violation } from '@/lib/architecture/violation.ts';

/** Rooms whose functions walk mail: a chain of 10,000 answers or parts must not be 10,000 frames of the stack. */
const ROOMS_OF_MAIL = /^(?:lib\/(?:mail|series|view)|ingest\/(?:parse|sources)|app\/_archive)\//;

/** Its functions call each other from event handlers, each on an empty stack. */
const CALLED_LATER = 'ingest/parse/pool.ts';

type Function = { readonly name: string; readonly start: number; readonly body: string };

/** A function of the top level of a file that calls itself, directly or through others of the file. */
export function checkRecursion(file: SourceFile, scan: Scan): readonly Violation[] {
  if (!ROOMS_OF_MAIL.test(file.path) || isTest(file.path) || file.path === CALLED_LATER) return [];
  const functions = findFunctions(scan.code);
  const calls = new Map(functions.map((one) => [one.name, callsOf(one, functions)]));
  return functions
    .filter(({ name }) => reaches(name, calls))
    .map(({ name, start }) => ({
      path: file.path,
      line: lineAt(scan.code, start),
      message: `\`${name}\` calls itself; walk mail with a loop and a stack of its own, its depth is outside data`,
    }));
}

/** Declarations and arrow functions that begin in the first column; each ends where the next one begins. */
function findFunctions(code: string): readonly Function[] {
  const starts = [...code.matchAll(/^(?:export )?(?:(?:async )?function\*? ?|const )(\w+)/gm)];
  return starts.map((match, index) => ({
    name: match[1] ?? '',
    start: match.index,
    body: code.slice(match.index + match[0].length, starts[index + 1]?.index ?? code.length),
  }));
}

function callsOf({ body }: Function, functions: readonly Function[]): readonly string[] {
  return functions
    .map(({ name }) => name)
    .filter((name) => new RegExp(`(?<![.\\w])${name}\\s*\\(|<${name}\\b`).test(body));
}

function reaches(name: string, calls: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set<string>();
  const waiting = [...(calls.get(name) ?? [])];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === name) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    waiting.push(...(calls.get(next) ?? []));
  }
  return false;
}
