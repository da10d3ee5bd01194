import { open } from 'node:fs/promises';

/** Makes a rename inside `folder` survive a power cut: the folder has to reach the disk as the file does. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
