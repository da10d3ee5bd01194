import { readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';

/** By the address that was asked for; one of no account here (a log was imported) has none. */
export type AccountNames = Readonly<Record<string, string>>;

/**
 * What the accounts of these addresses are called now, also of addresses that they had before. Names are free to
 * choose: where two accounts have the same, each has its address with it, or one could speak as the other.
 */
export async function loadAccountNames(addresses: readonly string[]): Promise<AccountNames> {
  if (addresses.length === 0) return {};
  const rows = await readOperational<{ readonly address: string; readonly name: string }>(sql`
    SELECT asked.address, CASE WHEN EXISTS (
        SELECT FROM operational.account other WHERE lower(other.name) = lower(a.name) AND other.id <> a.id)
      THEN a.name || ' (' || a.email || ')' ELSE a.name END AS name
    FROM unnest(${[...new Set(addresses)]}::text[]) AS asked (address)
    LEFT JOIN operational.account_former_email f ON f.email = lower(asked.address)
    JOIN operational.account a ON a.email = lower(asked.address) OR a.id = f.account_id`);
  return Object.fromEntries(rows.map(({ address, name }) => [address, name]));
}

/** Empty for an address without a name. */
export function nameIn(names: AccountNames, address: string): string {
  return Object.hasOwn(names, address) ? (names[address] ?? '') : '';
}
