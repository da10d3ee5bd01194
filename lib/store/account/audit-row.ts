import type { Json } from '@/lib/base/canonical-json.ts';
import { readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import type { Write } from '@/lib/store/write.ts';

export type NewAudit = {
  /** Such as `account.name`. */
  readonly action: string;
  readonly accountId: string | null;
  readonly credential: 'session' | 'token' | 'none';
  readonly address: string;
  readonly list: string | null;
  /** What was changed, as its page names it. */
  readonly target: string | null;
  /** Never a secret. */
  readonly detail: Readonly<Record<string, Json>>;
};

export type AuditLine = Omit<NewAudit, 'accountId'> & {
  readonly id: number;
  readonly at: number;
  /** Address of the account; null when nobody was signed in. */
  readonly by: string | null;
};

const LINES_MAX = 100;

export async function insertAudit(write: Write, audit: NewAudit): Promise<void> {
  await write.rows(sql`
    INSERT INTO operational.audit (action, account_id, credential, address, list, target, detail)
    VALUES (${audit.action}, ${audit.accountId}::uuid, ${audit.credential}, ${audit.address}, ${audit.list},
      ${audit.target}, ${JSON.stringify(audit.detail)}::jsonb)`);
}

/** The newest lines, or those before the line `before`, and whether there are older ones. */
export async function listAudit(
  before: number | null,
): Promise<{ readonly lines: readonly AuditLine[]; readonly hasOlder: boolean }> {
  const rows = await readOperational<AuditLine>(sql`
    SELECT u.id::float8 AS id, (extract(epoch FROM u.at) * 1000)::float8 AS at, u.action, a.email AS by, u.credential,
      u.address, u.list, u.target, u.detail
    FROM operational.audit u LEFT JOIN operational.account a ON a.id = u.account_id
    WHERE ${before}::bigint IS NULL OR u.id < ${before}::bigint ORDER BY u.id DESC LIMIT ${LINES_MAX + 1}`);
  return { lines: rows.slice(0, LINES_MAX), hasOlder: rows.length > LINES_MAX };
}

/** Whether somebody signed in to the account from this address before. */
export async function isKnownAddress(accountEmail: string, address: string): Promise<boolean> {
  const rows = await readOperational(sql`
    SELECT FROM operational.audit u JOIN operational.account a ON a.id = u.account_id
    WHERE a.email = ${accountEmail} AND u.action = 'account.sign-in' AND u.address = ${address} LIMIT 1`);
  return rows.length > 0;
}
