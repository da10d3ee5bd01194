import { cloneDatabase, startTestServer, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { migrate } from '@/prisma/migrate.ts';

/** The migrated, empty database that a test file clones: `cloneDatabase(TEMPLATE)`. */
export const TEMPLATE = 'docket_template';

/** Vitest's globalSetup: one server for a run of the tests that need a database. Returns what ends it. */
export async function setup(): Promise<() => Promise<void>> {
  return startTestServer({ template: TEMPLATE, prepare: migrate });
}

/** A migrated database of its own, which the pages of this process read until it is dropped. */
export async function cloneForPages(): Promise<TestDatabase> {
  const database = await cloneDatabase(TEMPLATE);
  process.env['DOCKET_WEB_DATABASE_URL'] = database.appUrl;
  return {
    ...database,
    drop: async () => {
      delete process.env['DOCKET_WEB_DATABASE_URL'];
      await database.drop();
    },
  };
}
