import { openTestDocket, type TestDocket } from '@/ingest/hostile/test-docket.ts';
import { privacyChanged, savePrivacy } from '@/lib/store/account/list-row.ts';
import { runWrite } from '@/lib/store/write.ts';

/**
 * An archive of two lists, `open` and `secret`, which is private from before its first mail on. Takes the mails of each
 * as an mbox; designs are read too.
 */
export async function openPrivateArchive(
  lists: Readonly<Record<'open' | 'secret', string>>,
): Promise<TestDocket> {
  const archive = await openTestDocket();
  await runWrite((write) => savePrivacy(write, 'secret', true));
  privacyChanged();
  for (const [list, mails] of Object.entries(lists)) await archive.ingest(list, mails);
  await archive.docket('derive');
  return archive;
}
