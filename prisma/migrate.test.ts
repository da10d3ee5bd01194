import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { LOCKS } from '@/lib/store/database/locks.ts';
import { assertMigrated, migrate, readMigrations } from '@/prisma/migrate.ts';

let database: TestDatabase;
let sql: Sql;

beforeEach(async () => {
  database = await cloneDatabase(TEMPLATE);
  sql = postgres({ ...connectionOptions(database.ownerUrl), max: 1, onnotice: () => undefined });
});
afterEach(async () => {
  await sql.end();
  await database.drop();
});

function migration(name: string, text: string): ReturnType<typeof readMigrations>[number] {
  return { name, sql: text, checksum: createHash('sha256').update(text).digest('hex') };
}

const known = readMigrations();

describe('released migrations', () => {
  it('are never changed: an edit would lock every installation out of its data', () => {
    const released = JSON.parse(
      readFileSync(join(import.meta.dirname, 'migrations', 'released.json'), 'utf8'),
    );
    // A new migration adds its line; an old line must stay.
    expect(Object.fromEntries(known.map(({ name, checksum }) => [name, checksum]))).toEqual(released);
  });

  it('make a database on a server that knows no roles of ours', async () => {
    const roles = await sql<
      { name: string }[]
    >`SELECT rolname AS name FROM pg_roles WHERE rolname ~ '^docket_'`;
    expect(roles.map(({ name }) => name)).toContain('docket_app');
    const foreign = await cloneDatabase('template0');
    try {
      const absent = known.map(({ name, sql: text }) =>
        migration(name, text.replaceAll(/\bdocket_(?=app\b|reader\b)/g, 'docket_absent_')),
      );
      expect(await migrate(foreign.ownerUrl, absent)).toEqual(known.map(({ name }) => name));
    } finally {
      await foreign.drop();
    }
  });
});

describe('migrate', () => {
  it('has nothing to do twice', async () => {
    expect(await migrate(database.ownerUrl)).toEqual([]);
    await expect(assertMigrated(database.appUrl)).resolves.toBeUndefined();
  });

  it('rolls a failing migration back whole, and runs it once it is mended', async () => {
    const broken = migration('20990101000000_x', 'CREATE TABLE public.half (a int); SELECT 1 / 0;');
    await expect(migrate(database.ownerUrl, [...known, broken])).rejects.toThrow(/division by zero/);
    expect([...(await sql`SELECT to_regclass('public.half')::text AS name`)]).toEqual([{ name: null }]);
    const mended = migration('20990101000000_x', 'CREATE TABLE public.half (a int);');
    expect(await migrate(database.ownerUrl, [...known, mended])).toEqual([mended.name]);
  });

  it('lets one of two instances run each migration', async () => {
    const slow = migration('20990101000000_x', 'SELECT pg_sleep(0.3); CREATE TABLE public.once (a int);');
    const both = await Promise.all([1, 2].map(() => migrate(database.ownerUrl, [...known, slow])));
    expect(both.flat()).toEqual([slow.name]);
  });

  it('leaves a database alone that another Docket serves, and goes on when that has ended', async () => {
    const next = migration('20990101000000_x', 'CREATE TABLE public.next (a int);');
    await sql`SELECT pg_advisory_lock(${LOCKS.worker})`;
    await expect(migrate(database.ownerUrl, [...known, next])).rejects.toMatchObject({
      code: 'SCHEMA_MISMATCH',
      message: expect.stringContaining('1 migration(s)'),
      remedy: expect.stringContaining('docket serve'),
    });
    // Of the same version it is no hindrance.
    expect(await migrate(database.ownerUrl, known)).toEqual([]);
    // One that is about to end is waited for.
    const migrated = migrate(database.ownerUrl, [...known, next]);
    await sleep(400);
    await sql`SELECT pg_advisory_unlock(${LOCKS.worker})`;
    expect(await migrated).toEqual([next.name]);
    // And leaves the lock to the worker that comes.
    expect(await sql`SELECT pg_try_advisory_lock(${LOCKS.worker}) AS held`).toMatchObject([{ held: true }]);
  });

  it('refuses a migration another tool left half-applied', async () => {
    await sql`
      INSERT INTO public._prisma_migrations (id, checksum, migration_name) VALUES ('1', '', '20990101000000_x')`;
    await expect(migrate(database.ownerUrl)).rejects.toMatchObject({ code: 'SCHEMA_MISMATCH' });
  });

  it('refuses a database that is newer', async () => {
    await sql`
      INSERT INTO public._prisma_migrations (id, checksum, migration_name, finished_at)
      VALUES ('1', '', '20990101000000_x', now())`;
    await expect(migrate(database.ownerUrl)).rejects.toThrow(/does not know/);
    await expect(assertMigrated(database.appUrl)).rejects.toMatchObject({ code: 'SCHEMA_MISMATCH' });
  });

  it('refuses a migration that was changed afterwards', async () => {
    const [first, ...rest] = known;
    const changed = migration(first?.name ?? '', `${first?.sql} SELECT 1;`);
    await expect(migrate(database.ownerUrl, [changed, ...rest])).rejects.toThrow(/is another one/);
  });

  it('takes a database that was made with the text before a mend', async () => {
    const mended = known.filter(({ before }) => before !== undefined);
    expect(mended.length).toBeGreaterThan(0);
    for (const { name, before } of mended) {
      await sql`UPDATE public._prisma_migrations SET checksum = ${before ?? ''} WHERE migration_name = ${name}`;
    }
    expect(await migrate(database.ownerUrl)).toEqual([]);
  });

  it('refuses to serve on a database that lacks one', async () => {
    await sql`DELETE FROM public._prisma_migrations WHERE migration_name = ${known.at(-1)?.name ?? ''}`;
    await expect(assertMigrated(database.appUrl)).rejects.toThrow(/lacks 1 migration/);
  });
});
