import { IDLE, SHARED_BATCH, SHARED_INDEX } from './packed-batch.ts';

const WATCH_INTERVAL_MS = 100;
/** Ends what waits for ever, which takes no processor time. */
const WALL_TIMES_MAX = 12;

/**
 * Calls `onOverdue` once the thread has been at one message for `timeMaxMs` of this process's own time. A machine that
 * is busy with other things, and a command that was stopped and goes on (Ctrl-Z, a paused container), are no fault of
 * the mail: of each look at most what the processor did since the last one counts, and twice the interval.
 */
export function watchBusy(shared: Int32Array, timeMaxMs: number, onOverdue: () => void): NodeJS.Timeout {
  let seen = '';
  let busyMs = 0;
  let looks = 0;
  let last = { clock: 0, processor: 0 };
  const watch = setInterval(() => {
    const batch = Atomics.load(shared, SHARED_BATCH);
    const message = `${batch} ${Atomics.load(shared, SHARED_INDEX)}`;
    const now = { clock: performance.now(), processor: processorMs() };
    if (message !== seen || batch === IDLE) {
      seen = message;
      busyMs = 0;
      looks = 0;
    } else {
      const passed = Math.min(now.clock - last.clock, now.processor - last.processor);
      busyMs += Math.min(passed, 2 * WATCH_INTERVAL_MS);
      looks += 1;
    }
    last = now;
    if (busyMs <= timeMaxMs && looks * WATCH_INTERVAL_MS <= WALL_TIMES_MAX * timeMaxMs) return;
    clearInterval(watch);
    onOverdue();
  }, WATCH_INTERVAL_MS);
  return watch;
}

/** Of all threads of this process. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
