// Where the browser for the tests is, and how to get one. It is never skipped: without one the browser tests fail.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { runCommand } from './run-command.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const INSTALL_TIMEOUT_MS = 10 * 60_000;
const VERSION_TIMEOUT_MS = 20_000;

/**
 * Path of a browser that starts, or null: DOCKET_CHROMIUM, then PATH, then Playwright's own.
 * @param {string} root
 * @returns {string | null}
 */
export function findChromium(root) {
  const chosen = process.env['DOCKET_CHROMIUM'];
  // A wrong choice must not be mended in silence by another browser.
  if (chosen !== undefined && chosen !== '') return starts(chosen) ? chosen : null;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...playwrightsOwn(root)].find(starts) ?? null;
}

/**
 * Finds a browser, or installs one where that is possible without asking anybody.
 * @param {string} root
 * @returns {Promise<{ path: string | null, how: string, output: string }>} `output` tells what to do when path is null
 */
export async function obtainChromium(root) {
  const found = findChromium(root);
  if (found !== null) return { path: found, how: found, output: '' };
  const chosen = process.env['DOCKET_CHROMIUM'];
  if (chosen !== undefined && chosen !== '') {
    return {
      path: null,
      how: '',
      output: `DOCKET_CHROMIUM is ${chosen}, which does not start. Correct or unset it.`,
    };
  }
  let output = '';
  for (const commands of waysToInstall(root)) {
    for (const command of commands) {
      const env = { DEBIAN_FRONTEND: 'noninteractive' };
      const result = await runCommand(command, { cwd: root, env, timeoutMs: INSTALL_TIMEOUT_MS });
      output += `$ ${command.join(' ')}\n${result.output}`;
      if (result.status !== 0) break;
    }
    const path = findChromium(root);
    if (path !== null) return { path, how: `${path}, installed now`, output };
  }
  return { path: null, how: '', output: `${output}\n${advice()}` };
}

function waysToInstall(root) {
  const ways = [];
  if (existsSync(playwrightCli(root)))
    ways.push([[process.execPath, playwrightCli(root), 'install', 'chromium']]);
  if (isDebianRoot()) {
    ways.push([
      ['apt-get', 'update'],
      ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'],
    ]);
  }
  return ways;
}

function advice() {
  const command = existsSync('/etc/debian_version')
    ? 'sudo apt-get update && sudo apt-get install -y chromium'
    : 'npx playwright install chromium';
  return `The browser tests need Chromium, and none was found. Run:\n  ${command}\nor set DOCKET_CHROMIUM to its path.`;
}

function isDebianRoot() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version');
}

function playwrightCli(root) {
  return join(root, 'node_modules', 'playwright', 'cli.js');
}

function playwrightsOwn(root) {
  try {
    const { chromium } = createRequire(join(root, 'package.json'))('playwright-core');
    return [chromium.executablePath()];
  } catch {
    return [];
  }
}

/** A file of that name is not enough: Ubuntu's `chromium-browser` only says that one should use snap. */
function starts(path) {
  if (!existsSync(path)) return false;
  return spawnSync(path, ['--version'], { timeout: VERSION_TIMEOUT_MS, stdio: 'ignore' }).status === 0;
}
