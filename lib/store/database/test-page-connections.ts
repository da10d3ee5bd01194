import { client } from '@/lib/store/database/client.ts';

/** As many as a process has for its pages (lib/store/database/client.ts). */
const CONNECTIONS = 8;

/** Takes all connections of the pages of this process; gives what gives them back. */
export async function holdPageConnections(): Promise<() => Promise<void>> {
  const ends: (() => Promise<void>)[] = [];
  // One after the other: each has 2 s to be opened.
  while (ends.length < CONNECTIONS) ends.push(await holdOne());
  return async () => {
    await Promise.all(ends.map((end) => end()));
  };
}

/** Without the limits of a write: on a busy machine connections are opened slowly. */
async function holdOne(): Promise<() => Promise<void>> {
  return new Promise((resolve, reject) => {
    const held = client().$transaction(
      () =>
        new Promise<void>((end) => {
          resolve(() => {
            end();
            return held;
          });
        }),
      { maxWait: 60_000, timeout: 60_000 },
    );
    held.catch(reject);
  });
}
