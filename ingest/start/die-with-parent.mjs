// `node --import …/die-with-parent.mjs program`: ends the program when the process that started it is gone,
// even when that one was killed with -9. The sign is the IPC channel to it, which the kernel closes.

/**
 * A program that does not end by itself after its SIGTERM handlers ran is ended. 0: at once, for what has no
 * use.
 */
const GRACE_MS = Number(process.env['DOCKET_ORPHAN_GRACE_MS'] ?? 5_000);

// Forks of the program inherit the preload, through NODE_OPTIONS or execArgv. Their channel is their own
// affair: when it was let go of, Next's build workers ended half-way, and the build with them, with exit code
// 0.
const isDirectChild = process.env['DOCKET_PARENT_PID'] === String(process.ppid);

if (process.channel && isDirectChild) {
  // The channel alone must not keep a finished program alive.
  process.channel.unref();
  process.once('disconnect', () => {
    if (GRACE_MS === 0) process.kill(process.pid, 'SIGKILL');
    setTimeout(() => process.exit(143), GRACE_MS).unref();
    // A signal to ourselves runs the handlers there are, and ends the process when there are none.
    process.kill(process.pid, 'SIGTERM');
  });
}
