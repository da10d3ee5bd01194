import { queryRows, sql } from '@/lib/store/database/prisma.ts';

/** Whether a message that the reader may see is from one of these addresses (lower case). */
export async function hasWritten(emails: readonly string[]): Promise<boolean> {
  const rows = await queryRows<{ readonly found: boolean }>(sql`
    SELECT EXISTS (SELECT FROM derived.message WHERE lower(from_email) = ANY(${emails}::text[])) AS found`);
  return rows[0]?.found === true;
}
