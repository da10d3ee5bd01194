import { sql } from '@/lib/store/database/prisma.ts';
import { noteListChanged } from '@/lib/store/judge/unjudged.ts';
import { forgetPrivateLists } from '@/lib/store/visibility.ts';
import type { Write } from '@/lib/store/write.ts';

/** A list may be private before it has mail. */
export async function savePrivacy(write: Write, list: string, isPrivate: boolean): Promise<void> {
  if (isPrivate) {
    await write.rows(
      sql`INSERT INTO operational.private_list (list) VALUES (${list}) ON CONFLICT DO NOTHING`,
    );
  } else {
    await write.rows(sql`DELETE FROM operational.private_list WHERE list = ${list}`);
  }
  await noteListChanged(write, list);
}

/** Call it when the change is committed. */
export function privacyChanged(): void {
  forgetPrivateLists();
}
