const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Aborted by the first signal that asks the process to end: for what has to end in order. A second one, whichever it
 * is, ends the process as it would have without us.
 */
export function stopOnSignal(): AbortSignal {
  const stop = new AbortController();
  const end = (again: NodeJS.Signals): void => {
    if (stop.signal.aborted) {
      for (const name of SIGNALS) process.off(name, end);
      process.kill(process.pid, again);
    }
    stop.abort();
  };
  for (const name of SIGNALS) process.on(name, end);
  return stop.signal;
}

/** The same for a loop that may be in the middle of something: the process has ended `ms` after the signal. */
export function stopWithin(ms: number): AbortSignal {
  const stop = stopOnSignal();
  stop.addEventListener('abort', () => setTimeout(() => process.exit(0), ms).unref(), { once: true });
  return stop;
}
