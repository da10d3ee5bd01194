// Some tests ask what others use: Debian's public-inbox-httpd and b4. They are never skipped: without it they fail.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { runCommand } from './run-command.mjs';

const INSTALL_TIMEOUT_MS = 10 * 60_000;
const VERSION_TIMEOUT_MS = 20_000;

/**
 * Finds a program, or installs its package as root on Debian.
 * @param {string} root
 * @param {{ readonly program: string, readonly name: string }} of `name`: that of the package
 * @returns {Promise<{ state: 'there' | 'absent' | 'failed', note: string, output: string }>} `absent`: it is the
 *   user's to install, and the test that needs it says how
 */
export async function obtainPackage(root, { program, name }) {
  const starts = () =>
    spawnSync(program, ['--help'], { timeout: VERSION_TIMEOUT_MS, stdio: 'ignore' }).status === 0;
  if (starts()) return { state: 'there', note: '', output: '' };
  const isDebianRoot = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  if (!isDebianRoot) return { state: 'absent', note: 'not installed: its test will say how', output: '' };
  let output = '';
  for (const command of [
    ['apt-get', 'update'],
    ['apt-get', 'install', '-y', '--no-install-recommends', name],
  ]) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    const result = await runCommand(command, { cwd: root, env, timeoutMs: INSTALL_TIMEOUT_MS });
    output += `$ ${command.join(' ')}\n${result.output}`;
    if (result.status !== 0) break;
  }
  return starts() ? { state: 'there', note: 'installed now', output } : { state: 'failed', note: '', output };
}
