import fc from 'fast-check';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { atomXml, type Feed, type FeedEntry } from '@/lib/view/feed/atom.ts';
import { mailIri } from '@/lib/view/feed/ids.ts';
import { cleanXml } from '@/lib/view/feed/xml.ts';
import { seenLine, seenText } from '@/lib/view/hidden-characters.ts';

/** A feed is read back by a real XML parser (PostgreSQL's libxml2), whatever stands in it. */

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await cloneDatabase(TEMPLATE);
  sql = postgres({ ...connectionOptions(database.appUrl), max: 1, onnotice: () => undefined });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

type Read = {
  readonly title: string;
  readonly id: string;
  readonly updated: string;
  readonly name: string;
  readonly email: string | null;
  readonly content: string;
  readonly href: string;
};

/** Entries as a feed reader has them; throws when the text is not well-formed. */
async function read(xml: string): Promise<readonly Read[]> {
  return sql<Read[]>`
    SELECT entry.* FROM xmltable(
      xmlnamespaces('http://www.w3.org/2005/Atom' AS a), '/a:feed/a:entry' PASSING xmlparse(document ${xml}::text)
      COLUMNS title text PATH 'a:title', id text PATH 'a:id', updated text PATH 'a:updated',
        name text PATH 'a:author/a:name', email text PATH 'a:author/a:email', content text PATH 'a:content',
        href text PATH 'a:link/@href') AS entry`;
}

function feedOf(entries: readonly FeedEntry[]): Feed {
  const page = 'https://docket.example/a/';
  return { id: page, title: 'A <list> & more', page, self: `${page}new.atom`, entries };
}

/** What mails are full of: every code unit, markup, ends of other grammars. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  fc.constantFrom(
    ']]>',
    '<![CDATA[',
    '&#0;',
    '&#xFFFE;',
    '<script>alert(1)</script>',
    '<!--',
    '\ud800',
    '\0',
    '"\'',
  ),
);
const text = fc.array(hostile, { maxLength: 6 }).map((parts) => parts.join(''));
const entry: fc.Arbitrary<FeedEntry> = fc.record({
  id: text.map((id) => mailIri(id === '' ? 'x' : id, 'part')),
  title: text,
  at: fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, -1, 9e15, Number.NaN)),
  author: fc.record({ name: text, email: text }),
  href: text.map((path) => `https://docket.example/${encodeURIComponent(path.toWellFormed())}`),
  text,
  inReplyTo: fc.option(text.map((id) => mailIri(id === '' ? 'x' : id))),
});

function shown(words: string): string {
  return seenLine(cleanXml(words).replace(/\s+/g, ' ').trim());
}

test('law: a parser reads every feed, and reads back what was written', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 3 }), async (entries) => {
      const got = await read(atomXml(feedOf(entries)));
      expect(got.length).toBe(entries.length);
      for (const [i, { title, author, text: words, href, id }] of entries.entries()) {
        const back = got[i] as Read;
        expect(back.title).toBe(shown(title) || '(no subject)');
        expect(back.name).toBe(shown(author.name) || shown(author.email) || 'unknown');
        expect(back.updated).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
        expect([back.href, back.id]).toEqual([href, id]);
        // The words are HTML text in XML text.
        const html = back.content.replace(/^<pre>\n/, '').replace(/<\/pre>$/, '');
        expect(html).not.toMatch(/[<>]/);
        const plain = html
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&#13;', '\r')
          .replaceAll('&amp;', '&');
        expect(plain).toBe(cleanXml(seenText(words)));
        if (back.email !== null) expect(back.email).toMatch(/^[^@\s]+@[^@\s]+$/);
      }
    }),
    { seed: 20_240_718, numRuns: 300 },
  );
});

test('the parser refuses what is not well-formed, so the law can fail', async () => {
  await expect(read('<feed><entry></feed>')).rejects.toThrow(/invalid XML/);
  await expect(read('<feed>\u0001</feed>')).rejects.toThrow(/invalid XML/);
});

test('bounded: entries, words of one, words of all', () => {
  const one = {
    id: 'mid:a@b',
    title: 't',
    at: 0,
    author: { name: 'n', email: 'a@b' },
    href: 'https://x/y',
    text: 'word '.repeat(100_000),
    inReplyTo: null,
  };
  const xml = atomXml(feedOf(Array.from({ length: 500 }, () => one)));
  expect(xml.match(/<entry>/g)?.length).toBe(50);
  expect(xml.length).toBeLessThan(500_000);
  expect(xml).toContain('[cut here, all of it: https://x/y]');
});
