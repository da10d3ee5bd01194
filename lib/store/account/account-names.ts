import { readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';

/** By the address that was asked for; one of no account here (a log was imported) has none. */
export type AccountNames = Readonly<Record<string, string>>;

/** What the accounts of these addresses are called now, also of addresses that they had before. */
export async function loadAccountNames(addresses: readonly string[]): Promise<AccountNames> {
  if (addresses.length === 0) return {};
  const rows = await readOperational<{ readonly address: string; readonly name: string }>(sql`
    SELECT asked.address, a.name
    FROM unnest(${[...new Set(addresses)]}::text[]) AS asked (address)
    LEFT JOIN operational.account_former_email f ON f.email = lower(asked.address)
    JOIN operational.account a ON a.email = lower(asked.address) OR a.id = f.account_id`);
  return Object.fromEntries(rows.map(({ address, name }) => [address, name]));
}

/** Empty for an address without a name. */
export function nameIn(names: AccountNames, address: string): string {
  return Object.hasOwn(names, address) ? (names[address] ?? '') : '';
}
