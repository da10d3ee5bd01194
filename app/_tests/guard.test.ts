import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadRoutes } from '@/app/_tests/test-site.ts';
import { isGuarded } from '@/lib/auth/guard.ts';
import { isReadByPost } from '@/lib/auth/read-by-post.ts';

/** There is no way around the guard: lib/auth/guard.ts tells what it does. */

/** The folder of all routes. */
const ROOT = join(import.meta.dirname, '..');

/** What is asked by POST and changes nothing; lib/auth/read-by-post.ts tells why that needs no guard. */
const READ_BY_POST = ['POST /[inbox]/[msgid]', 'POST /[inbox]', 'POST /run'];

test('every handler that is not GET is guarded, or one of the few that read', async () => {
  const routes = await loadRoutes();
  const writing = routes.flatMap(({ path, handlers }) =>
    Object.entries(handlers)
      .filter(([method]) => method !== 'GET' && method !== 'HEAD')
      .map(([method, handler]) => ({ name: `${method} ${path}`, handler })),
  );
  expect(writing.length).toBeGreaterThan(15);
  const others = writing.filter(({ handler }) => !isGuarded(handler));
  expect(others.map(({ name }) => name)).toEqual(READ_BY_POST);
  expect(others.every(({ handler }) => isReadByPost(handler))).toBe(true);
});

test('nothing else in app can write: no server action, no transaction, no other client', () => {
  const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|(?:^|\/)test-[\w-]+\.ts$/.test(file),
  );
  expect(files.length).toBeGreaterThan(50);
  const forbidden =
    /['"]use server['"]|lib\/store\/(?:\w+\/)*(?:write|client)\.ts['"]|from 'postgres'|\brunWrite\b/;
  expect(files.filter((file) => forbidden.test(readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
});

test('a page read cannot write, whatever it is talked into', async () => {
  const { readOperational } = await import('@/lib/store/database/client.ts');
  const { sql } = await import('@/lib/store/database/prisma.ts');
  const { cloneForPages } = await import('@/ingest/test-setup.ts');
  const database = await cloneForPages();
  try {
    const attempt = readOperational(sql`INSERT INTO operational.private_list VALUES ('x')`);
    await expect(attempt).rejects.toThrow(/read-only transaction/);
  } finally {
    await database.drop();
  }
});
