import { dirname } from 'node:path';
import { defineConfig } from '@playwright/test';
import { findChromium } from '../.ci/chromium.mjs';
import { freePort } from './free-port.ts';

const ROOT = dirname(import.meta.dirname);

// The workers load this file again: what the first process chose reaches them through the environment.
process.env['DOCKET_E2E_PORT'] ??= String(await freePort());
process.env['DOCKET_CHROMIUM'] ??= findChromium(ROOT) ?? '';
const port = process.env['DOCKET_E2E_PORT'];
const executable = process.env['DOCKET_CHROMIUM'];

/** Starts the built site on an archive of its own (site.ts) and lets Chromium ask what a maintainer asks. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../test-results',
  forbidOnly: process.env['CI'] === 'true',
  fullyParallel: true,
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    trace: 'retain-on-failure',
    launchOptions: {
      ...(executable === '' ? {} : { executablePath: executable }),
      // Chromium refuses its sandbox to root, which is who CI is.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
  webServer: {
    command: `exec "${process.execPath}" --import tsx e2e/site.ts`,
    cwd: ROOT,
    url: `http://127.0.0.1:${port}/`,
    timeout: 180_000,
    reuseExistingServer: false,
    stdout: 'pipe',
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 60_000 },
  },
});
