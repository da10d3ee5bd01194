import postgres, { type Sql } from 'postgres';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { DERIVED_TABLES } from '@/lib/store/derive/table-digests.ts';

/** A migrated database of its own for a test file, as the roles of the product see it, and the pages of its process. */
export type TestArchive = {
  /** Owner of the tables: for what the product itself must not do. */
  readonly owner: Sql;
  /** The application's role. */
  readonly sql: Sql;
  /** Takes all mail and what follows from it away again. */
  readonly empty: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const EMPTIED = [
  ...DERIVED_TABLES,
  'ground.listing',
  'ground.raw_message',
  'ground.removal',
  'operational.source',
  'operational.source_part',
  'operational.source_problem',
  'operational.underived',
];

export async function openTestArchive(): Promise<TestArchive> {
  const database = await cloneForPages();
  const owner = postgres({ ...connectionOptions(database.ownerUrl), max: 1, onnotice: () => undefined });
  const sql = postgres({ ...connectionOptions(database.appUrl), max: 4, onnotice: () => undefined });
  return {
    owner,
    sql,
    empty: async () => {
      await owner.unsafe(`TRUNCATE ${EMPTIED.join(', ')}`);
    },
    close: async () => {
      await Promise.all([owner.end(), sql.end()]);
      await database.drop();
    },
  };
}
