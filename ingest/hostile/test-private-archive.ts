import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runDocket } from '@/ingest/hostile/test-run-docket.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { privacyChanged, savePrivacy } from '@/lib/store/account/list-row.ts';
import { runWrite } from '@/lib/store/write.ts';

/** For tests: an archive of two lists, `open` and `secret`, which is private from before its first mail on. */
export type PrivateArchive = { readonly close: () => Promise<void> };

/** Takes the mails of each list as an mbox; designs are read too. */
export async function openPrivateArchive(
  lists: Readonly<Record<'open' | 'secret', string>>,
): Promise<PrivateArchive> {
  const folder = await mkdtemp(join(tmpdir(), 'docket-private-'));
  const database = await cloneForPages();
  const docket = async (...args: readonly string[]): Promise<void> => {
    const { code, stderr } = await runDocket(database, folder, args);
    if (code !== 0) throw new Error(`docket ${args.join(' ')} ended with ${code}: ${stderr}`);
  };
  await runWrite((write) => savePrivacy(write, 'secret', true));
  privacyChanged();
  for (const [list, mails] of Object.entries(lists)) {
    const file = join(folder, `${list}.mbox`);
    await writeFile(file, mails);
    await docket('ingest', '--list', list, file);
  }
  await docket('derive');
  return {
    close: async () => {
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}
