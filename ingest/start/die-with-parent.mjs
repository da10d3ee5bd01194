// `node --import …/die-with-parent.mjs program`: ends the program when the process that started it is gone,
// even when that one was killed with -9. The sign is the IPC channel to it, which the kernel closes.
import { isMainThread } from 'node:worker_threads';

/**
 * A program that does not end by itself after its SIGTERM handlers ran is ended. 0: at once, for what has no
 * use.
 */
const GRACE_MS = Number(process.env['DOCKET_ORPHAN_GRACE_MS'] ?? 5_000);

// Forks of the program inherit the preload, through NODE_OPTIONS or execArgv. Their channel is their own
// affair: when it was let go of, Next's build workers ended half-way, and the build with them, with exit code
// 0.
const parent = process.env['DOCKET_PARENT_PID'];
const isDirectChild = parent === String(process.ppid);

// On a busy machine Node takes a second to come here, and the parent may have died by then: the channel is closed
// already, and we are the child of somebody else. Nothing has begun that could be ended in order. Of threads none has
// a channel.
if (isMainThread && parent !== undefined && (isDirectChild ? !process.channel : isGone(Number(parent)))) {
  process.kill(process.pid, 'SIGKILL');
}

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

/**
 * @param {number} pid
 * @returns {boolean}
 */
function isGone(pid) {
  try {
    process.kill(pid, 0);
    return false;
  } catch (cause) {
    // Of another account it is there all the same.
    return /** @type {NodeJS.ErrnoException} */ (cause).code === 'ESRCH';
  }
}
