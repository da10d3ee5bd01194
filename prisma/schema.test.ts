import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';

/** `schema.table.column type null|not-null`, and `schema.table pk a,b`: the same lines from both sides. */
type Line = string;

const FOLDER = join(import.meta.dirname, 'schema');

const TYPES: Readonly<Record<string, string>> = {
  BigInt: 'int8',
  Boolean: 'bool',
  Bytes: 'bytea',
  DateTime: 'timestamptz',
  Float: 'float8',
  Int: 'int4',
  Json: 'jsonb',
  String: 'text',
};

/** What prisma/schema says. Prisma's own comparison needs an engine that is not always reachable (docs/database.md). */
function readSchema(): readonly Line[] {
  const text = readdirSync(FOLDER)
    .map((name) => readFileSync(join(FOLDER, name), 'utf8').replace(/\/\/.*$/gm, ''))
    .join('\n');
  return [...text.matchAll(/^model \w+ \{(.*?)^\}/gms)].flatMap((model) => readModel(model[1] ?? ''));
}

function readModel(text: string): readonly Line[] {
  const table = `${/@@schema\("(\w+)"\)/.exec(text)?.[1]}.${/@@map\("(\w+)"\)/.exec(text)?.[1]}`;
  const columns = new Map<string, string>();
  const lines: Line[] = [];
  let key = /@@id\(\[(.*?)\]\)/.exec(text)?.[1]?.split(/,\s*/) ?? [];
  for (const [, field = '', type = '', attributes = ''] of text.matchAll(
    /^ {2}(\w+) +([\w()"[\]?]+)(.*)$/gm,
  )) {
    const column = /@map\("(\w+)"\)/.exec(attributes)?.[1] ?? field;
    columns.set(field, column);
    if (/@id\b/.test(attributes)) key = [field];
    lines.push(`${table}.${column} ${sqlType(type, attributes)} ${type.endsWith('?') ? 'null' : 'not-null'}`);
  }
  return [...lines, `${table} pk ${key.map((field) => columns.get(field)).join(',')}`];
}

function sqlType(type: string, attributes: string): string {
  const unsupported = /^Unsupported\("(\w+)"\)/.exec(type)?.[1];
  if (unsupported !== undefined) return unsupported;
  const base = attributes.includes('@db.Uuid')
    ? 'uuid'
    : (TYPES[type.replace(/[?[\]]/g, '')] ?? `unknown type ${type}`);
  return type.endsWith('[]') ? `_${base}` : base;
}

/** What the migrations made. */
async function readDatabase(sql: Sql): Promise<readonly Line[]> {
  const columns = await sql<{ line: string }[]>`
    SELECT table_schema || '.' || table_name || '.' || column_name || ' ' || udt_name || ' ' ||
           CASE is_nullable WHEN 'YES' THEN 'null' ELSE 'not-null' END AS line
    FROM information_schema.columns WHERE table_schema IN ('ground', 'operational', 'derived', 'cache')
      AND (table_schema, table_name) NOT IN (SELECT table_schema, table_name FROM information_schema.views)`;
  const keys = await sql<{ line: string }[]>`
    SELECT n.nspname || '.' || c.relname || ' pk ' || (
      SELECT string_agg(a.attname, ',' ORDER BY k.place)
      FROM unnest(i.indkey) WITH ORDINALITY k(number, place)
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number) AS line
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE i.indisprimary AND n.nspname IN ('ground', 'operational', 'derived', 'cache')`;
  return [...columns, ...keys].map((row) => row.line);
}

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await cloneDatabase(TEMPLATE);
  sql = postgres({ ...connectionOptions(database.appUrl), max: 1 });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

describe('prisma/schema', () => {
  it('agrees with the migrations', async () => {
    const schema = readSchema();
    expect(schema.length).toBeGreaterThan(80);
    expect([...schema].sort()).toEqual([...(await readDatabase(sql))].sort());
  });

  it('can be read through the generated client, every model', async () => {
    const { PrismaClient } = await import('@/prisma/generated/client.ts');
    const { PrismaPg } = await import('@prisma/adapter-pg');
    const client = new PrismaClient({ adapter: new PrismaPg({ connectionString: database.appUrl }) });
    const models = Object.entries(client).filter(([, value]) => typeof value?.findFirst === 'function');
    for (const [name, model] of models) {
      expect(await model.findFirst(), name).toBeNull();
    }
    expect(models.length).toBeGreaterThan(12);
    await client.$disconnect();
  });
});

describe('roles', () => {
  it('lets the application append to ground and nothing more', async () => {
    await expect(sql`UPDATE ground.raw_message SET bytes = ''`).rejects.toThrow(/permission denied/);
    await expect(sql`DELETE FROM ground.raw_message`).rejects.toThrow(/permission denied/);
    await expect(sql`CREATE TABLE derived.x (a int)`).rejects.toThrow(/permission denied/);
    await expect(sql`COPY derived.thread TO PROGRAM 'true'`).rejects.toThrow(/permission denied/);
  });

  it('lets the reader read what pages show and nothing else', async () => {
    const reader = postgres({ ...connectionOptions(database.readerUrl), max: 1 });
    expect([...(await reader`SELECT count(*)::int AS n FROM derived.message`)]).toEqual([{ n: 0 }]);
    await expect(reader`DELETE FROM derived.message`).rejects.toThrow(/permission denied|read-only/);
    await expect(reader`SELECT * FROM operational.source`).rejects.toThrow(/permission denied/);
    await reader.end();
  });
});
