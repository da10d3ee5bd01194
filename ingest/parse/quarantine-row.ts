import { createSearchIndexer } from '@/lib/search/search-vector.ts';
import type { MailRow } from '@/lib/store/keep/mail-row.ts';
import { packRow } from './packed-rows.ts';
import { quarantineEmail } from './quarantine.ts';

/** The row of a message whose own the database refused, a defect of ours. It keeps what names it. */
export function quarantineRow(
  bytes: Uint8Array,
  { messageId, contentHash }: Pick<MailRow, 'messageId' | 'contentHash'>,
  failure: string,
): MailRow {
  const email = quarantineEmail(bytes, 'parse-failed', `The database refused it: ${failure}`);
  return { ...packRow(email, createSearchIndexer()(email)), messageId, contentHash };
}
