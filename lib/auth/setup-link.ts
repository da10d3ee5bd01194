import type { Sql } from 'postgres';
import { LINK_HOURS, linkPath } from '@/lib/auth/link.ts';
import { hashSecret, makeSecret } from '@/lib/auth/secret.ts';
import { insertSetupLink } from '@/lib/store/account/link-row.ts';

/**
 * A link that makes an admin, once. For whoever has the terminal: that one has the database already. There is no
 * default account and no default password (reliability.md, point 60).
 */
export async function makeSetupLink(terminal: Sql, address: string): Promise<string> {
  const secret = makeSecret();
  await insertSetupLink(terminal, { tokenHash: hashSecret(secret), hours: LINK_HOURS.setup });
  return `${address}${linkPath('setup', secret)}`;
}
