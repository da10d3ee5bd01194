/** Work of which only so much is done at once, whoever asks: first come, first served. */
export type Turns = {
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  /** How many wait for their turn. */
  readonly waiting: () => number;
};

export function createTurns(runningMax: number): Turns {
  let running = 0;
  const waiting: (() => void)[] = [];
  return {
    inTurn: async (work) => {
      if (running < runningMax) running += 1;
      // Whoever is done hands its place on.
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next === undefined) running -= 1;
        else next();
      }
    },
    waiting: () => waiting.length,
  };
}
