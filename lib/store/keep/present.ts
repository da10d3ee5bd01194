import { queryRows, sql } from '@/lib/store/database/prisma.ts';
import { loadHiddenLists } from '@/lib/store/visibility.ts';

/**
 * Which of the Message-IDs that mails cite are here. Pages ask for the same few again and again, and a second round
 * trip is a fifth of a thread page, so answers are remembered for a short while: a link may appear that much later
 * than its message, and one to a message just withdrawn leads to the page that says so. Readers who see other lists
 * have answers of their own.
 */
const REMEMBER_MS = 30_000;
const REMEMBERED_MAX = 10_000;

/** `lists` is null for an id that is not here. */
type Answer = { readonly lists: readonly string[] | null; readonly until: number };

const answers = new Map<string, Answer>();

/** The lists of every id that is here; the others are left out. */
export async function findPresent(
  messageIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  // The clock on the wall may be set back, and would keep what was remembered for as long.
  const now = performance.now();
  const view = (await loadHiddenLists()).join(' ');
  const present = new Map<string, readonly string[]>();
  const unknown: string[] = [];
  for (const id of messageIds) {
    const answer = answers.get(`${view}\n${id}`);
    if (answer === undefined || answer.until <= now) unknown.push(id);
    else if (answer.lists !== null) present.set(id, answer.lists);
  }
  if (unknown.length > 0) {
    for (const [id, lists] of await ask(unknown, view, now + REMEMBER_MS)) present.set(id, lists);
  }
  return present;
}

async function ask(
  messageIds: readonly string[],
  view: string,
  until: number,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await queryRows<{ readonly id: string; readonly lists: readonly string[] }>(sql`
    SELECT message_id AS id, lists FROM derived.message
    WHERE first_of_id AND message_id = ANY(${[...messageIds]})`);
  const found = new Map(rows.map((row) => [row.id, row.lists]));
  // Oldest first out would keep count of age; forgetting all is as good, they are a query away.
  if (answers.size + messageIds.length > REMEMBERED_MAX) answers.clear();
  for (const id of messageIds) answers.set(`${view}\n${id}`, { lists: found.get(id) ?? null, until });
  return found;
}
