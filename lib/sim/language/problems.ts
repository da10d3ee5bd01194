import { type Place, PROBLEMS_MAX, type ScriptProblem } from '@/lib/sim/language/header.ts';

/** Collects what is wrong; after PROBLEMS_MAX more of the same helps nobody. */
export type Problems = {
  readonly list: ScriptProblem[];
  readonly add: (at: Place, message: string, remedy: string) => void;
};

export function collectProblems(): Problems {
  const list: ScriptProblem[] = [];
  return {
    list,
    add: ({ line, column }, message, remedy) => {
      if (list.length < PROBLEMS_MAX) list.push({ line, column, message, remedy });
    },
  };
}

/** `line 3, column 7: …`, and the remedy on the next line. */
export function formatScriptProblem({ line, column, message, remedy }: ScriptProblem): string {
  return `line ${line}, column ${column}: ${message}\n  ${remedy}`;
}
