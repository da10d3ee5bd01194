import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@/lib/base/app-error.ts';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { findStatus } from './home-folder.ts';

/** `missing` may be initialised, `ready` may be started; everything else is refused with nothing changed. */
export type DataFolderState = 'missing' | 'ready';

/**
 * Looks at the data folder without touching it.
 *
 * @throws AppError for a symbolic link, a foreign owner, another major version or other files.
 */
export async function inspectDataFolder(
  folder: string,
  account: Account,
  binaries: Pick<Binaries, 'version' | 'major'>,
): Promise<DataFolderState> {
  const status = await findStatus(folder);
  if (status === null) return 'missing';
  if (!status.isDirectory()) {
    throw refusal(
      `${folder} is ${status.isSymbolicLink() ? 'a symbolic link' : 'not a folder'}.`,
      'Set DOCKET_HOME to the real place instead of linking the data folder, or move it out of the way.',
    );
  }
  if (Number(status.uid) !== account.uid) {
    throw refusal(
      `${folder} belongs to user id ${status.uid}, PostgreSQL would run as ${account.name} (${account.uid}).`,
      'Run Docket as before, or (as root) set DOCKET_PG_USER to the account that owns the folder.',
    );
  }
  const names = await readdir(folder);
  if (names.length === 0) return 'missing';
  if (!names.includes('PG_VERSION')) {
    throw refusal(
      `${folder} has files in it but is no PostgreSQL data folder (no PG_VERSION).`,
      'Nothing was changed. Move the folder away, or set DOCKET_HOME to another place.',
    );
  }
  const major = (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim();
  if (major !== binaries.major) {
    throw refusal(
      `${folder} was made by PostgreSQL ${major}, this Docket brings ${binaries.version}.`,
      `Nothing was changed. Use the Docket that made it, or start with another DOCKET_HOME and ingest again.`,
    );
  }
  return 'ready';
}

function refusal(message: string, remedy: string): AppError {
  return new AppError('DATABASE_UNAVAILABLE', message, remedy);
}
