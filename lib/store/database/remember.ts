/** What was asked of the database, kept for a while. */
export type Remembered<T> = { answer: Promise<T> | null; until: number };

export function nothingRemembered<T>(): Remembered<T> {
  return { answer: null, until: 0 };
}

/** The answer in `kept`, where it is younger than `forMs`, else that of `ask`, which all who ask meanwhile share. */
export async function remember<T>(kept: Remembered<T>, forMs: number, ask: () => Promise<T>): Promise<T> {
  // The clock on the wall may be set back, and would keep an old answer.
  const now = performance.now();
  if (kept.answer === null || kept.until < now) {
    kept.answer = ask();
    kept.until = now + forMs;
  }
  const { answer } = kept;
  try {
    return await answer;
  } catch (error) {
    // Not a newer one.
    if (kept.answer === answer) kept.answer = null;
    throw error;
  }
}
