import { spawnSync } from 'node:child_process';

/**
 * git reads public-inbox archives.
 *
 * @param {string} [program]
 * @returns {string | null} one line with the remedy, or null when git runs
 */
export function findGitProblem(program = 'git') {
  const { status } = spawnSync(program, ['--version'], { stdio: 'ignore' });
  if (status === 0) return null;
  return 'Docket needs git to read archives: install it (Debian: apt-get install git) and start again';
}
