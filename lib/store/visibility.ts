import { AsyncLocalStorage } from 'node:async_hooks';
import { readOperational } from '@/lib/store/database/client.ts';
import { nothingRemembered, type Remembered, remember } from '@/lib/store/database/remember.ts';
import { currentReader } from '@/lib/store/reader.ts';
import { Prisma } from '@/prisma/generated/client.ts';

/**
 * Which lists the reader of a page must not see, and how a page read leaves them out.
 *
 * The private lists are asked for once a second, not once a page: pages are one round trip. So another process may
 * show a list that long after it was made private.
 */
const REMEMBER_MS = 1_000;

/** One for all copies of this module: Next bundles it once for every route. */
declare global {
  var docketPrivate: Remembered<readonly string[]> | undefined;
}

/** Sorted by name, so that the same lists are the same text. */
export async function loadPrivateLists(): Promise<readonly string[]> {
  globalThis.docketPrivate ??= nothingRemembered();
  return remember(globalThis.docketPrivate, REMEMBER_MS, askPrivateLists);
}

/** After a change of ours. */
export function forgetPrivateLists(): void {
  globalThis.docketPrivate = undefined;
}

async function askPrivateLists(): Promise<readonly string[]> {
  const rows = await readOperational<{ readonly list: string }>(Prisma.sql`
    SELECT list FROM operational.private_list ORDER BY list COLLATE "C"`);
  return rows.map((row) => row.list);
}

const hiding = new AsyncLocalStorage<readonly string[]>();

/** Runs `work`, whose reads leave these lists out, whoever asks. */
export function withoutLists<T>(lists: readonly string[], work: () => Promise<T>): Promise<T> {
  return hiding.run(lists, work);
}

/** The private lists that the present reader has no role on; none for an admin. */
export async function loadHiddenLists(): Promise<readonly string[]> {
  const hidden = hiding.getStore();
  if (hidden !== undefined) return hidden;
  const lists = await loadPrivateLists();
  const reader = currentReader();
  if (reader?.isAdmin) return [];
  return lists.filter((list) => reader === null || !Object.hasOwn(reader.roles, list));
}

/** Tables that pages read. `operational` is not for pages. */
const TABLE = /\b(?:derived|cache|ground)\.(?=[a-z])/g;

/**
 * The same statement on the views of the schema `visible`. By the text of the statement, so that whoever writes a new
 * page need not think of it; a table without a view makes the statement fail, and prisma/visible.test.ts says so
 * before.
 */
export function onVisible(statement: Prisma.Sql): Prisma.Sql {
  const strings = statement.strings.map((part) => part.replace(TABLE, 'visible.'));
  return new Prisma.Sql(strings, statement.values);
}

/** Said once in a transaction before statements of `onVisible`: the lists that its reader must not see. */
export function hideFrom(hidden: readonly string[]): Prisma.Sql {
  return Prisma.sql`SELECT set_config('docket.hidden', ${arrayText(hidden)}, true)`;
}

/** An array as PostgreSQL writes it. Names of lists are plain (isInboxName), quotes are for what is not. */
export function arrayText(lists: readonly string[]): string {
  return `{${lists.map((list) => `"${list.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
