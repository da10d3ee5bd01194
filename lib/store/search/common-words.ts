import { readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { nothingRemembered, type Remembered, remember } from '@/lib/store/database/remember.ts';

/**
 * Of a word that so many mails have it may be cheaper to look through the newest mails than for the word: twice what a
 * search counts. An archive of fewer mails has no such word, and plans no search for its words.
 */
const COMMON_MAILS = 10_000;
/** PostgreSQL counts words anew when a tenth of the mails have changed. */
const REMEMBER_MS = 600_000;

/** One for all copies of this module: Next bundles it once for every route. */
declare global {
  var docketCommonWords: Remembered<readonly string[]> | undefined;
}

/** Whether very many mails have some word of a `tsquery`, by its text. */
export async function asksCommonWord(tsquery: string): Promise<boolean> {
  globalThis.docketCommonWords ??= nothingRemembered();
  const common = await remember(globalThis.docketCommonWords, REMEMBER_MS, readCommonWords);
  const asked = lexemesOf(tsquery);
  return common.some((word) =>
    asked.some(({ text, isPrefix }) => (isPrefix ? word.startsWith(text) : word === text)),
  );
}

/** As lib/search/ts-query.ts writes them. */
function lexemesOf(tsquery: string): readonly { readonly text: string; readonly isPrefix: boolean }[] {
  return [...tsquery.matchAll(/'((?:[^'\\]|''|\\\\)*)'(:\*)?/g)].map(([, quoted = '', prefix]) => ({
    text: quoted.replace(/''|\\\\/g, (pair) => pair.slice(1)),
    isPrefix: prefix !== undefined,
  }));
}

/** Some hundred: what PostgreSQL found when it last looked at the table (ANALYZE); none of an archive that is new. */
async function readCommonWords(): Promise<readonly string[]> {
  const rows = await readOperational<{ readonly word: string }>(sql`
    SELECT word FROM pg_stats, unnest(most_common_elems::text::text[], most_common_elem_freqs) AS e (word, frequency)
    WHERE schemaname = 'cache' AND tablename = 'message_search' AND attname = 'text' AND word IS NOT NULL
      AND frequency * (SELECT reltuples FROM pg_class c WHERE c.oid = 'cache.message_search'::regclass)
        >= ${COMMON_MAILS}`);
  return rows.map(({ word }) => word);
}
