// The test of network sources asks Debian's public-inbox-httpd. It is never skipped: without the package it fails.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { runCommand } from './run-command.mjs';

const PROGRAM = 'public-inbox-httpd';
const COMMANDS = [
  ['apt-get', 'update'],
  ['apt-get', 'install', '-y', '--no-install-recommends', 'public-inbox'],
];
const INSTALL_TIMEOUT_MS = 10 * 60_000;
const VERSION_TIMEOUT_MS = 20_000;

/**
 * Finds public-inbox, or installs it as root on Debian.
 * @param {string} root
 * @returns {Promise<{ state: 'there' | 'absent' | 'failed', note: string, output: string }>} `absent`: it is the
 *   user's to install, and the test that needs it says how
 */
export async function obtainPublicInbox(root) {
  if (starts()) return { state: 'there', note: '', output: '' };
  const isDebianRoot = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  if (!isDebianRoot) return { state: 'absent', note: 'not installed: its test will say how', output: '' };
  let output = '';
  for (const command of COMMANDS) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    const result = await runCommand(command, { cwd: root, env, timeoutMs: INSTALL_TIMEOUT_MS });
    output += `$ ${command.join(' ')}\n${result.output}`;
    if (result.status !== 0) break;
  }
  return starts() ? { state: 'there', note: 'installed now', output } : { state: 'failed', note: '', output };
}

function starts() {
  return spawnSync(PROGRAM, ['--help'], { timeout: VERSION_TIMEOUT_MS, stdio: 'ignore' }).status === 0;
}
