import { randomBytes } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { z } from 'zod';
import { AppError } from '@/lib/base/app-error.ts';
import { errorCode } from '@/lib/base/error-code.ts';
import type { HomePaths } from './paths.ts';
import { syncFolder } from './sync-folder.ts';

/**
 * Passwords of the four roles, made on this machine: 32 random bytes each, base64url (no escaping anywhere).
 */
export type Secrets = {
  readonly format: 1;
  readonly admin: string;
  readonly owner: string;
  readonly app: string;
  readonly reader: string;
};

const Password = z.string().regex(/^[\w-]{43}$/);
const SecretsFile = z.object({
  format: z.literal(1),
  admin: Password,
  owner: Password,
  app: Password,
  reader: Password,
});

export function makePassword(): string {
  return randomBytes(32).toString('base64url');
}

export function makeSecrets(): Secrets {
  return {
    format: 1,
    admin: makePassword(),
    owner: makePassword(),
    app: makePassword(),
    reader: makePassword(),
  };
}

/**
 * Reads the passwords; null when there are none yet.
 * @throws AppError for a file that is not ours to understand (a newer Docket, damage).
 */
export async function findSecrets(paths: HomePaths): Promise<Secrets | null> {
  let text: string;
  try {
    text = await readFile(paths.secrets, 'utf8');
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') return null;
    if (errorCode(cause) !== 'EISDIR') throw cause;
    throw new AppError(
      'DATABASE_UNAVAILABLE',
      `${paths.secrets} is a folder, where the file with the passwords should be.`,
      'Move the folder away: new passwords are then made, no data is lost.',
    );
  }
  try {
    return SecretsFile.parse(JSON.parse(text));
  } catch {
    throw new AppError(
      'DATABASE_UNAVAILABLE',
      `${paths.secrets} is damaged or from a newer Docket.`,
      `Use the newer Docket, or move the file away: new passwords are then made, no data is lost.`,
    );
  }
}

/**
 * Written beside and renamed, with a sync between: a power cut leaves the old file or the new one, never
 * half.
 */
export async function saveSecrets(paths: HomePaths, secrets: Secrets): Promise<void> {
  const draft = `${paths.secrets}.unfinished`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.chmod(0o600);
    await file.writeFile(`${JSON.stringify(secrets, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, paths.secrets);
  await syncFolder(paths.home);
}
