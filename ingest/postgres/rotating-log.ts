import { appendFileSync, chmodSync, renameSync, statSync } from 'node:fs';

/** Five files of at most 4 MiB: a server that complains in a loop cannot fill the disk its data is on. */
const BYTES_MAX = 4 * 1024 * 1024;
const FILES_MAX = 5;

/**
 * Appends text to a log file and moves it to `.1` … `.4` when it is full. A full disk loses log lines, no
 * more.
 */
export function openRotatingLog(path: string): { readonly write: (text: string) => void } {
  let bytes = sizeOf(path);
  const write = (text: string): void => {
    try {
      if (bytes > BYTES_MAX) {
        rotate(path);
        bytes = 0;
      }
      if (bytes === 0) {
        appendFileSync(path, '', { mode: 0o600 });
        chmodSync(path, 0o600);
      }
      appendFileSync(path, text);
      bytes += Buffer.byteLength(text);
    } catch {
      // The log is the place errors are told; there is no better one when it cannot be written.
    }
  };
  return { write };
}

function rotate(path: string): void {
  for (let number = FILES_MAX - 1; number >= 1; number -= 1) {
    const from = number === 1 ? path : `${path}.${number - 1}`;
    if (sizeOf(from) > 0) renameSync(from, `${path}.${number}`);
  }
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}
