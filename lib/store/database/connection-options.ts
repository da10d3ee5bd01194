import type { Socket } from 'node:net';
import type { PostgresType } from 'postgres';
import { ARRAY_TYPES } from '@/lib/store/database/array-types.ts';
import { socketOf } from '@/lib/store/database/open-socket.ts';

/**
 * What `postgres(...)` takes to reach a server: either `path` (a Unix socket) or host and port; and the types it need
 * not ask the server for, and how a socket is made. Passwords included: never log it.
 */
export type ConnectionOptions = {
  readonly host: string;
  readonly port: number;
  readonly path?: string;
  readonly database: string;
  readonly username: string;
  readonly password: string;
  readonly ssl?: 'require' | 'allow' | 'prefer' | 'verify-full';
  readonly connection: Readonly<Record<string, string>>;
  readonly fetch_types: false;
  readonly types: Record<string, PostgresType>;
  /** An option of postgres.js that its types leave out. */
  readonly socket: () => Promise<Socket>;
};

/** Read by Prisma or by libpq alone; a server refuses them as start-up parameters. */
const NOT_FOR_THE_SERVER: ReadonlySet<string> = new Set([
  'connection_limit',
  'connect_timeout',
  'host',
  'pgbouncer',
  'pool_timeout',
  'port',
  'schema',
  'socket_timeout',
  'sslaccept',
  'sslcert',
  'sslkey',
  'sslmode',
  'sslpassword',
  'sslrootcert',
  'statement_cache_size',
]);

/**
 * Reads a database URL as node-pg and Prisma read it, for postgres.js, which knows no `?host=<socket
 * folder>`. Pure: no environment (PGHOST and friends) is looked at.
 *
 * Without `fetch_types` a `reserve()` that opens a connection never settles (postgres.js 3.4.9, connection.js:
 * `initial` is dropped before the connection is said to be open). Docket reserves none; tests use `holdConnection`.
 *
 * @throws TypeError for text that is no URL; the message never contains the URL, because it holds a password.
 */
export function connectionOptions(url: string): ConnectionOptions {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || !/^postgres(ql)?:$/.test(parsed.protocol)) {
    throw new TypeError(
      'The database URL cannot be read; it looks like postgresql://user:password@host:5432/db',
    );
  }
  if (!isDecodable(`${parsed.hostname}${parsed.username}${parsed.password}${parsed.pathname}`)) {
    throw new TypeError('The database URL has a % that begins no code; in a password, % is written %25');
  }
  const query = parsed.searchParams;
  const host = query.get('host') ?? (decodeURIComponent(parsed.hostname) || 'localhost');
  const port = Number(query.get('port') ?? (parsed.port || '5432'));
  const username = decodeURIComponent(parsed.username) || 'postgres';
  const connection = Object.fromEntries([...query].filter(([name]) => !NOT_FOR_THE_SERVER.has(name)));
  const ssl = sslOption(query.get('sslmode'));
  const place = {
    host: host.replace(/^\[(.*)\]$/, '$1'),
    port,
    ...(host.startsWith('/') ? { path: `${host.replace(/\/$/, '')}/.s.PGSQL.${port}` } : {}),
  };
  return {
    ...place,
    socket: socketOf(place),
    database: decodeURIComponent(parsed.pathname.slice(1)) || username,
    username,
    password: decodeURIComponent(parsed.password),
    ...(ssl === null ? {} : { ssl }),
    connection,
    fetch_types: false,
    types: ARRAY_TYPES,
  };
}

function isDecodable(text: string): boolean {
  try {
    return decodeURIComponent(text) !== '';
  } catch {
    return false;
  }
}

/** libpq's words; `verify-ca` becomes the stricter `verify-full`, which postgres.js has. */
function sslOption(mode: string | null): NonNullable<ConnectionOptions['ssl']> | null {
  switch (mode) {
    case 'require':
    case 'allow':
    case 'prefer':
    case 'verify-full':
      return mode;
    case 'verify-ca':
      return 'verify-full';
    default:
      return null;
  }
}
