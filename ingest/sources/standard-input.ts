import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';

/** What a shell calls an open file of the command: `<(xz -dc list.xz)` is `/dev/fd/63`. It means nothing to another. */
const OPEN_FILE = /^\/(?:dev|proc\/self)\/fd\/(\d{1,9})$/;

/** Whether a location is what is open in this one process: standard input, or another of its files. It passes once. */
export function isStandardInput(location: string): boolean {
  return location === '-' || location === '/dev/stdin' || OPEN_FILE.test(location);
}

/** Its bytes. Not opened by its name: a file that was opened already has none, or another. */
export function readStandardInput(location: string): Readable {
  const fd = Number(OPEN_FILE.exec(location)?.[1] ?? 0);
  return fd === 0 ? process.stdin : createReadStream('', { fd });
}
