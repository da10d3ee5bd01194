import { pause, untilAborted } from '@/ingest/pause.ts';
import { onChanged } from '@/lib/store/database/live.ts';

/** Milliseconds before a refused LISTEN is tried again; doubled each time up to `most`. */
export type Backoff = { readonly first: number; readonly most: number };

const BACKOFF: Backoff = { first: 1_000, most: 60_000 };

/**
 * Calls `wake` when a design changed, until `stop`, and each time that listening begins after it failed: what changed
 * meanwhile was heard by nobody. A database that is away at the start is asked again here, one that is lost later in
 * lib/store/database/live.ts.
 */
export async function keepListening(
  stop: AbortSignal,
  wake: () => void,
  { first, most }: Backoff = BACKOFF,
): Promise<void> {
  for (let pauseMs = first; !stop.aborted; pauseMs = Math.min(pauseMs * 2, most)) {
    const unlisten = await onChanged(wake).catch(() => null);
    if (unlisten !== null) {
      if (pauseMs > first) wake();
      await untilAborted(stop);
      return unlisten();
    }
    await pause(pauseMs, stop);
  }
}
