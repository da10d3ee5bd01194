/**
 * Milliseconds of processor time this process has used. For tests of bounded time: the wall clock also measures the
 * other tests, and on a loaded machine a bound of it fails by chance.
 */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
