import type { Sql } from 'postgres';

/** Counts up whenever the same raw messages give other derived rows: `docket derive` is then due once. */
const DERIVATION_VERSION = 37;

/** Writes down that the derived rows are this version's: after a full derivation, or while the archive is empty. */
export async function saveDerivation(sql: Sql): Promise<void> {
  await sql`
    INSERT INTO operational.derivation (version) VALUES (${DERIVATION_VERSION})
    ON CONFLICT (one) DO UPDATE SET version = EXCLUDED.version`;
}

/** Of rows that several versions made. */
const MIXED = 0;

/**
 * Writes down that this version makes rows beside those of another: one that still runs while a newer one has derived
 * everything, say. The archive is then stale for both. To be called last in a transaction: the row stays locked.
 */
export async function noteOtherVersion(sql: Sql): Promise<void> {
  await sql`
    UPDATE operational.derivation SET version = ${MIXED} WHERE version NOT IN (${DERIVATION_VERSION}, ${MIXED})`;
}

/** Whether the archive holds rows that another version derived. */
export async function isDerivationStale(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ empty: boolean; version: number | null }[]>`
    SELECT NOT EXISTS (SELECT FROM ground.raw_message) AS empty,
           (SELECT version FROM operational.derivation) AS version`;
  if (row?.version === DERIVATION_VERSION) return false;
  if (row?.empty !== true) return true;
  await saveDerivation(sql);
  return false;
}
