import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/**
 * Tests run on the bundled PostgreSQL 18, people on 15 and later. Up to 15 every subquery in FROM needs a name; without
 * one each sign-in there failed with a syntax error.
 */

const ROOT = join(import.meta.dirname, '..', '..');
/** What may follow a subquery that has no name. */
const NO_NAME =
  /^(?:\)|,|;|`|WHERE\b|GROUP\b|ORDER\b|LIMIT\b|UNION\b|ON\b|JOIN\b|LEFT\b|CROSS\b|HAVING\b|RETURNING\b|$)/;

/** The beginnings of subqueries in FROM that have no name, in a text with SQL in it. */
function findNameless(text: string): readonly string[] {
  return [...text.matchAll(/\b(?:FROM|JOIN|LATERAL)\s*\((?=\s*(?:SELECT|VALUES|WITH|\())/g)].flatMap(
    (match) => {
      const start = match.index + match[0].length;
      const end = closing(text, start);
      return NO_NAME.test(text.slice(end).trimStart()) ? [text.slice(start, start + 40).trim()] : [];
    },
  );
}

/** Behind the parenthesis that closes the one before `start`. */
function closing(text: string, start: number): number {
  let depth = 1;
  let at = start;
  for (; at < text.length && depth > 0; at += 1) {
    if (text[at] === '(') depth += 1;
    else if (text[at] === ')') depth -= 1;
  }
  return at;
}

function check(text: string, nameless: readonly string[]): void {
  expect(findNameless(text), text).toEqual(nameless);
}

test('a subquery without a name is found', () => {
  check('SELECT 1 FROM (SELECT now() AS at)', ['SELECT now() AS at)']);
  check('SELECT 1 FROM (SELECT 1) WHERE true', ['SELECT 1) WHERE true']);
  check('SELECT 1 FROM (SELECT f(1)) AS a JOIN LATERAL (SELECT 2) b ON true', []);
  check('SELECT 1 FROM (SELECT 1 FROM (VALUES (1))) a', ['VALUES (1))) a']);
  check('extract(epoch FROM (now() - at)), EXISTS (SELECT 1)', []);
});

test('PostgreSQL 15 takes our subqueries', async () => {
  const folders = ['app', 'ingest', 'lib', 'prisma/migrations'];
  const names = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(join(ROOT, folder), { recursive: true })).map((name) => join(folder, name)),
    ),
  );
  const files = names.flat().filter((name) => /\.(?:tsx?|sql)$/.test(name) && !/\.test\.tsx?$/.test(name));
  expect(files.length).toBeGreaterThan(500);
  const found: string[] = [];
  for (const file of files) {
    const text = await readFile(join(ROOT, file), 'utf8');
    found.push(...findNameless(text).map((start) => `${file}: ${start}`));
  }
  expect(found).toEqual([]);
});
