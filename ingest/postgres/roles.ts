import postgres from 'postgres';
import { ADMIN_ROLE } from './initialize.ts';
import type { Secrets } from './secrets.ts';

/** What a full-text or trigram index of ours needs; nothing else is ever installed. */
const EXTENSIONS = ['pg_trgm', 'unaccent'] as const;

/**
 * Brings roles, database and extensions to what we want, whatever of it is there already (an interrupted
 * first start, a lost secrets.json). Three roles, because a superuser connection would make any SQL injection
 * an operating system command (COPY … TO PROGRAM): the owner migrates, the app reads and writes rows, the
 * reader only reads and is cut off after two seconds. Rights on tables are given by the migrations.
 */
export async function ensureRoles(socketFolder: string, secrets: Secrets): Promise<void> {
  const admin = connect(socketFolder, 'postgres', secrets);
  try {
    // The statements carry passwords: an error must not copy them to the log.
    await admin.unsafe(`SET log_min_error_statement = 'panic'`);
    const attributes = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS';
    const roles = await admin<{ name: string }[]>`SELECT rolname AS name FROM pg_roles`;
    const statements = (['owner', 'app', 'reader'] as const).map((role) => {
      const verb = roles.some(({ name }) => name === `docket_${role}`) ? 'ALTER' : 'CREATE';
      return `${verb} ROLE docket_${role} ${attributes} PASSWORD '${secrets[role]}'`;
    });
    statements.push(
      `ALTER ROLE docket_reader SET statement_timeout = '2s'`,
      'ALTER ROLE docket_reader SET default_transaction_read_only = on',
    );
    // Statements sent as one are one transaction: each start would wait for the disk seven times more.
    await admin.unsafe(statements.join(';\n'));
    const known = await admin`SELECT FROM pg_database WHERE datname = 'docket'`;
    if (known.length === 0) await createOwnedDatabase(admin, 'docket', 'template0');
  } finally {
    await admin.end();
  }
  await prepareDatabase(socketFolder, 'docket', secrets);
}

/** `name` and `template` must be plain identifiers. */
export async function createOwnedDatabase(
  admin: postgres.Sql,
  name: string,
  template: string,
): Promise<void> {
  await admin.unsafe(`CREATE DATABASE "${name}" OWNER docket_owner TEMPLATE "${template}"`);
  await admin.unsafe(`REVOKE ALL ON DATABASE "${name}" FROM PUBLIC`);
  await admin.unsafe(`GRANT CONNECT, TEMPORARY ON DATABASE "${name}" TO docket_app`);
  await admin.unsafe(`GRANT CONNECT ON DATABASE "${name}" TO docket_reader`);
}

async function prepareDatabase(socketFolder: string, database: string, secrets: Secrets): Promise<void> {
  const admin = connect(socketFolder, database, secrets);
  try {
    const available = await admin<{ name: string }[]>`
      SELECT name FROM pg_available_extensions
      WHERE installed_version IS NULL AND name IN ${admin(EXTENSIONS)}`;
    for (const { name } of available) await admin.unsafe(`CREATE EXTENSION IF NOT EXISTS "${name}"`);
    await admin.unsafe(
      'ALTER SCHEMA public OWNER TO docket_owner; REVOKE CREATE ON SCHEMA public FROM PUBLIC',
    );
  } finally {
    await admin.end();
  }
}

function connect(socketFolder: string, database: string, secrets: Secrets): postgres.Sql {
  return postgres({
    host: socketFolder,
    database,
    username: ADMIN_ROLE,
    password: secrets.admin,
    max: 1,
    onnotice: () => undefined,
  });
}
