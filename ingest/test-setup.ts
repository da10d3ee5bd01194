import { startTestServer } from '@/ingest/postgres/test-database.ts';
import { migrate } from '@/prisma/migrate.ts';

/** The migrated, empty database that a test file clones: `cloneDatabase(TEMPLATE)`. */
export const TEMPLATE = 'docket_template';

/** Vitest's globalSetup: one server for a run of the tests that need a database. Returns what ends it. */
export async function setup(): Promise<() => Promise<void>> {
  return startTestServer({ template: TEMPLATE, prepare: migrate });
}
