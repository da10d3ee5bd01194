/**
 * The environment of initdb and postgres: nothing of ours. PG* variables would change their behaviour, and
 * DATABASE_URL or tokens have no business in a server process.
 */
export function serverEnv(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  return { NODE_ENV: 'production', PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', ...more };
}
