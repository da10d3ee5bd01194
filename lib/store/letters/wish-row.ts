import { readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import type { Write } from '@/lib/store/write.ts';

export const DIGESTS = ['off', 'mine', 'all'] as const;
export type DigestKind = (typeof DIGESTS)[number];

/** What an account wants to be told by mail. */
export type Wish = {
  /** `mine`: of designs it takes part in. */
  readonly digest: DigestKind;
  /** Null: every list it may see. */
  readonly list: string | null;
  readonly notify: boolean;
};

const NOTHING: Wish = { digest: 'off', list: null, notify: false };

export async function loadWish(accountId: string): Promise<Wish> {
  const [row] = await readOperational<Wish>(sql`
    SELECT digest, digest_list AS list, notify FROM operational.account_wish WHERE account_id = ${accountId}::uuid`);
  return row ?? NOTHING;
}

/** What was wished before goes on from where it was; what is new begins now. */
export async function saveWish(write: Write, accountId: string, wish: Wish): Promise<void> {
  const { digest, list, notify } = wish;
  await write.rows(sql`
    INSERT INTO operational.account_wish AS w (account_id, digest, digest_list, digest_since, notify, notify_since)
    VALUES (${accountId}::uuid, ${digest}, ${list}, CASE WHEN ${digest} <> 'off' THEN now() END, ${notify},
      CASE WHEN ${notify} THEN now() END)
    ON CONFLICT (account_id) DO UPDATE SET digest = EXCLUDED.digest, digest_list = EXCLUDED.digest_list,
      digest_since = CASE WHEN EXCLUDED.digest <> 'off' THEN coalesce(w.digest_since, now()) END,
      notify = EXCLUDED.notify,
      notify_since = CASE WHEN EXCLUDED.notify THEN coalesce(w.notify_since, now()) END`);
}
