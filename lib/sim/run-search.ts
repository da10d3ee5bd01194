/** A search to its end, for whoever need not do anything else meanwhile. */
export function runSearch<Result>(search: Generator<number, Result>): Result {
  for (;;) {
    const step = search.next();
    if (step.done) return step.value;
  }
}
