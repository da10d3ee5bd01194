import { defineConfig } from 'vitest/config';

// Five hours and forty-five minutes from UTC: a forgotten time zone fails on every machine, not only on some.
process.env['TZ'] = 'Asia/Kathmandu';

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    environment: 'node',
    include: ['{app,bench,ingest,lib,prisma}/**/*.test.ts', '.ci/*.test.ts'],
    // Processes, not threads: the PostgreSQL and mail workers set process-wide state.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // A test that passes without an assertion proves nothing.
    expect: { requireAssertions: true },
  },
});
