import { pause } from '@/ingest/pause.ts';
import type { Ending, ManagedChild } from '@/ingest/start/spawn-child.mjs';

const RESTART_MS_MIN = 200;
const RESTART_MS_MAX = 5_000;
/** A child that lived this long was well; the next restart is quick again. */
const WELL_MS = 30_000;
/** Deaths in a row, none of them after a life of WELL_MS, that count as a defect rather than an accident. */
const DEATHS_MAX = 8;

export type KeptChild = {
  /** Settles when the child died too often, or was stopped. */
  readonly ended: Promise<void>;
  /** `termMs`: how long it may take to end by itself. How the last child ended. */
  readonly stop: (timeouts?: { termMs?: number }) => Promise<Ending>;
};

/** Starts a child again whenever it ends (killed, out of memory, database away), with growing pauses. */
export function keepRunning(start: () => ManagedChild, onRestart: (code: number) => void): KeptChild {
  const stopping = new AbortController();
  let child = start();
  const watch = async (): Promise<void> => {
    let pauseMs = RESTART_MS_MIN;
    let deaths = 0;
    for (;;) {
      const startedAt = performance.now();
      const { code } = await child.ended;
      if (stopping.signal.aborted) return;
      const well = performance.now() - startedAt > WELL_MS;
      deaths = well ? 1 : deaths + 1;
      pauseMs = well ? RESTART_MS_MIN : Math.min(pauseMs * 2, RESTART_MS_MAX);
      if (deaths > DEATHS_MAX) return;
      onRestart(code);
      await pause(pauseMs, stopping.signal);
      if (stopping.signal.aborted) return;
      child = start();
    }
  };
  return {
    ended: watch(),
    stop: (timeouts) => {
      stopping.abort();
      return child.stop(timeouts);
    },
  };
}
