// npm runs a script through a shell. Killed with -9, npm leaves both behind, and whoever wanted the site gone
// would find its port taken.
import { readFileSync } from 'node:fs';

const LOOK_MS = 1_000;

/**
 * Calls `onGone` once when the npm that started us is no more. Does nothing when npm did not start us, or where
 * the kernel has no /proc: there Ctrl-C and SIGTERM remain.
 *
 * @param {() => void} onGone
 */
export function watchNpm(onGone) {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const shell = findProcess(parent);
  if (shell === null) return;
  // Some shells replace themselves with a lone command: then our parent is npm already.
  const isShell = /^(?:a|ba|da|k|z)?sh$/.test(shell.name);
  const timer = setInterval(() => {
    const isThere = process.ppid === parent && (!isShell || findProcess(parent)?.parent === shell.parent);
    if (isThere) return;
    clearInterval(timer);
    onGone();
  }, LOOK_MS);
  timer.unref();
}

/**
 * @param {number} pid
 * @returns {{ readonly name: string, readonly parent: number } | null} null when there is no such process, or no
 *   /proc
 */
function findProcess(pid) {
  try {
    // `pid (name) state ppid …`; the name may hold blanks and brackets.
    const [, name = '', rest = ''] =
      /^\d+ \((.*)\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return { name, parent: Number(rest.split(' ')[1]) };
  } catch {
    return null;
  }
}
