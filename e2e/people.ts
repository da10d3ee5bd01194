import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { BrowserContext } from '@playwright/test';

/**
 * Who is signed in already when a test begins; how one signs in is the business of accounts.spec.ts, whose first admin
 * must still be the first.
 */
export const PEOPLE = [
  { name: 'Mia Maintainer', email: 'mia@docket.example', role: 'maintainer' },
  { name: 'Max Maintainer', email: 'max@docket.example', role: 'maintainer' },
  { name: 'Cleo Commenter', email: 'cleo@docket.example', role: 'commenter' },
  // Of the tests that count notifications: nobody else's test may notify them.
  { name: 'Nora Notified', email: 'nora@docket.example', role: 'commenter' },
  { name: 'Nils Notified', email: 'nils@docket.example', role: 'commenter' },
] as const;

export type PersonName = (typeof PEOPLE)[number]['name'];

/** What site.ts tells the tests. */
export type SiteFacts = { readonly home: string; readonly sessions: Readonly<Record<string, string>> };

/** Where it does; each site has a port. */
export function factsFile(port = portOfSite()): string {
  return join(tmpdir(), `docket-e2e-${port}.json`);
}

function portOfSite(): string {
  return process.env['DOCKET_E2E_PORT'] ?? '3000';
}

async function readFacts(port: string): Promise<SiteFacts> {
  return JSON.parse(await readFile(factsFile(port), 'utf8')) as SiteFacts;
}

/** Makes a browser one of PEOPLE's; tests ask for it by a fixture (test-of-people.ts). */
export async function signIn(context: BrowserContext, name: PersonName, url = ''): Promise<void> {
  const { sessions } = await readFacts(new URL(url).port);
  const value = sessions[name] ?? '';
  await context.addCookies([{ name: 'docket-session', value, url, httpOnly: true, sameSite: 'Lax' }]);
}

/** `docket` beside the site under test; gives what it prints. */
export function docket(...args: readonly string[]): Promise<string> {
  return runDocket(portOfSite(), args);
}

/** The same beside a site of a spec's own (own-site.ts). */
export function docketOf(url: string, ...args: readonly string[]): Promise<string> {
  return runDocket(new URL(url).port, args);
}

async function runDocket(port: string, args: readonly string[]): Promise<string> {
  const root = dirname(import.meta.dirname);
  const { home } = await readFacts(port);
  const { DATABASE_URL: _, ...env } = process.env;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(root, 'ingest', 'docket.mjs'), ...args],
    { cwd: root, env: { ...env, DOCKET_HOME: home }, maxBuffer: 64 * 1024 * 1024 },
  );
  return stdout;
}
