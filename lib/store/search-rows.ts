import type { Sql } from 'postgres';
import { type Column, copyRows } from '@/lib/store/copy-binary.ts';
import type { ArchivedEmail } from '@/lib/store/message-rows.ts';
import { searchText } from '@/lib/store/search-text.ts';

const INPUT_COLUMNS: readonly Column[] = [
  { name: 'message_key', type: 'uuid' },
  { name: 'subject', type: 'text' },
  { name: 'people', type: 'text' },
  { name: 'own', type: 'text' },
  { name: 'quoted', type: 'text' },
];

/** Compressing text that is read once and thrown away took a tenth of the time of indexing. */
const INPUT_TABLE = `
  CREATE TEMPORARY TABLE IF NOT EXISTS search_input
    (message_key uuid, subject text, people text, own text, quoted text) ON COMMIT DELETE ROWS;
  ALTER TABLE search_input ALTER people SET STORAGE EXTERNAL, ALTER own SET STORAGE EXTERNAL,
    ALTER quoted SET STORAGE EXTERNAL`;

/**
 * Writes the index rows of messages. Inside a transaction. Rows that are there are left alone: they are a function of
 * the message.
 */
export async function insertSearchRows(sql: Sql, messages: readonly ArchivedEmail[]): Promise<void> {
  const [input] = await sql<
    { exists: boolean }[]
  >`SELECT to_regclass('pg_temp.search_input') IS NOT NULL AS exists`;
  if (input?.exists !== true) await sql.unsafe(INPUT_TABLE);
  await copyRows(sql, 'search_input', INPUT_COLUMNS, messages.map(inputRow));
  await sql`
    INSERT INTO cache.message_search (message_key, text)
    SELECT message_key,
           setweight(to_tsvector('english', subject), 'A') || setweight(to_tsvector('simple', people), 'B') ||
           setweight(to_tsvector('english', own), 'C') || setweight(to_tsvector('english', quoted), 'D')
    FROM search_input ON CONFLICT DO NOTHING`;
  // A long transaction indexes many batches (deriveAll).
  await sql`TRUNCATE search_input`;
}

/**
 * Indexes messages on a connection of its own while the caller's transaction stores them: words to lexemes is half of
 * PostgreSQL's work, and this way another core does it. What is indexed here and not stored then, because the caller
 * fails or is killed, is made good when the source is read again; until then it is an index row without a message,
 * which a search does not find, as it joins the message.
 */
export async function indexBeside(pool: Sql, messages: readonly ArchivedEmail[]): Promise<void> {
  await pool.begin(async (begun) => {
    const transaction = begun as unknown as Sql;
    await transaction`SET LOCAL synchronous_commit = off`;
    await insertSearchRows(transaction, messages);
  });
}

function inputRow({ key, email }: ArchivedEmail): readonly unknown[] {
  const { subject, people, own, quoted } = searchText(email);
  return [key, subject, people, own, quoted];
}
