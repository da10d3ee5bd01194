import { fileURLToPath } from 'node:url';
import { AppError } from '@/lib/base/app-error.ts';
import { shownName } from '@/lib/view/text/file-name.ts';

/**
 * What somebody gave as a source: the path of a `file:` address, as browsers and file managers copy it; all else as it
 * is. Only for what a person types: an address out of a mail or a redirect must never lead to a file. Throws AppError
 * `BAD_INPUT` for a file of another machine.
 */
export function asLocation(given: string): string {
  if (!/^file:\//i.test(given)) return given;
  try {
    return fileURLToPath(given);
  } catch {
    throw new AppError('BAD_INPUT', `${shownName(given)} is no file of this machine.`, 'Give its path.');
  }
}
