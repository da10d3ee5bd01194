// Imports nothing and is written as Node 14 reads it: an old Node is to say what is wrong, not to fail on syntax.

/** What Next, Prisma and Vite of our versions ask for; the same as `engines` in package.json. */
const NODE_MIN = '20.19.0';

/**
 * @param {string} version such as `v20.20.2`
 * @returns {string | null} one line with the remedy, or null when it is new enough
 */
export function findNodeProblem(version) {
  const [have, need] = [version.replace(/^v/, ''), NODE_MIN].map((text) => text.split('.').map(Number));
  for (let index = 0; index < 3; index += 1) {
    const [a, b] = [have?.[index] ?? 0, need?.[index] ?? 0];
    if (a > b) return null;
    if (a < b) {
      return `Docket needs Node ${NODE_MIN} or later, this is ${version}: get one from https://nodejs.org`;
    }
  }
  return null;
}
