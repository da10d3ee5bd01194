import { defineConfig } from 'vitest/config';

// Five hours and forty-five minutes from UTC: a forgotten time zone fails on every machine, not only on some.
process.env['TZ'] = 'Asia/Kathmandu';

/** Rooms that do IO: their tests get a real database server, which the pure rooms must not wait for. */
const DATABASE_TESTS = '{app,bench,ingest,prisma,lib/auth,lib/store}/**/*.test.{ts,tsx}';

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    environment: 'node',
    // Processes, not threads: the mail workers and the database set process-wide state. The machine of CI has 2 cores.
    pool: 'forks',
    maxWorkers: 2,
    // Only what hangs is to be ended by it: on one core shared with others the longest took half of a minute.
    testTimeout: 180_000,
    hookTimeout: 120_000,
    // A test without an assertion cannot fail.
    expect: { requireAssertions: true },
    projects: [
      {
        extends: true,
        test: { name: 'pure', include: ['{.ci,lib}/**/*.test.{ts,tsx}'], exclude: [DATABASE_TESTS] },
      },
      {
        extends: true,
        test: { name: 'database', include: [DATABASE_TESTS], globalSetup: ['ingest/test-setup.ts'] },
      },
    ],
  },
});
