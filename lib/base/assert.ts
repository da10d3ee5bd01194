/** Broken invariants stop the program: nobody catches what `assert` throws. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${message}`);
}

/** Closes an exhaustive `switch` over a union; the compiler refuses a forgotten case. */
export function unreachable(value: never): never {
  throw new Error(`Invariant broken: unexpected value ${JSON.stringify(value)}`);
}
