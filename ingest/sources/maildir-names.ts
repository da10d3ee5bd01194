import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Flags of a Maildir that keep a message out of every archive, as in public-inbox: a draft, or thrown away. */
const NOT_FOR_OTHERS = /:2,[A-Za-z]*[DT][A-Za-z]*$/;
/** A folder that was not changed for so long is listed once; longer than the grain of any file system's clock. */
const REST_MS = 2_500;
const LISTINGS_MAX = 5;

/**
 * Files of the folder that hold messages, relative to it, in code-unit order. What a mail program renames while they
 * are listed stands there under its old name, its new one or both, and is not missing.
 */
export async function listMessages(path: string): Promise<readonly string[]> {
  const names = await listOnce(path);
  // One listing may pass over a file that is renamed meanwhile: it is made again until it brings nothing new.
  for (let again = 1; again < LISTINGS_MAX && !(await isAtRest(path)); again += 1) {
    const known = new Set(names.map(messageKey));
    const more = (await listOnce(path)).filter((name) => !known.has(messageKey(name)));
    if (more.length === 0) break;
    names.push(...more);
  }
  return names.sort();
}

/** What stays of a name when a mail program moves the message to `cur` or sets a flag. */
export function messageKey(name: string): string {
  return name.includes('/') ? name.replace(/^(?:cur|new)/, '').replace(/:2,[A-Za-z]*$/, '') : name;
}

/** `new` first: mail goes from there to `cur` and not back. */
async function listOnce(path: string): Promise<string[]> {
  const names = (await readdir(path)).filter((name) => /\.eml$/i.test(name));
  for (const folder of ['new', 'cur']) {
    const stats = await lstat(join(path, folder)).catch(() => null);
    if (stats?.isDirectory() !== true) continue;
    for (const name of await readdir(join(path, folder))) {
      if (!name.startsWith('.') && !NOT_FOR_OTHERS.test(name)) names.push(`${folder}/${name}`);
    }
  }
  return names;
}

async function isAtRest(path: string): Promise<boolean> {
  for (const folder of ['new', 'cur']) {
    const stats = await lstat(join(path, folder)).catch(() => null);
    if (stats !== null && Math.abs(Date.now() - stats.mtimeMs) < REST_MS) return false;
  }
  return true;
}
